"""The addresses of this feature: ours, after the language, and those of the sign-in library that this site uses."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, path, re_path

from concord.web.accounts import consents, keeping, passkeys, views

pages: list[URLPattern | URLResolver] = [
    path("account/", views.here, name="account"),
    path("account/fit/", views.fit, name="fit"),
    path("account/out/", views.sign_out, name="sign_out"),
    path("account/stay/", views.stay, name="stay"),
    path("account/draft/", views.draft, name="draft"),
    path("account/file/", views.file, name="account_file"),
    path("account/delete/", views.delete, name="delete_account"),
    path("account/consents/", consents.consents, name="consents"),
    path("account/consents/<slug:purpose>/", consents.change, name="consent"),
    path("account/keep/", keeping.agree, name="agree"),
    path("account/keep/stop/", keeping.stop, name="stop_keeping"),
    path("account/keep/take/", keeping.take, name="take"),
    path("account/keep/<int:number>/", keeping.receipt, name="receipt"),
    path("account/keep/<int:number>/file/", keeping.receipt_file, name="receipt_file"),
    path("account/signup/passkey/", passkeys.sign_up, name="signup_passkey"),
    path("account/signup/passkey/options/", passkeys.options, name="signup_passkey_options"),
]
# The library finds these by their names. A page that is not listed here does not exist.
library = [
    path("login/", account.login, name="account_login"),
    path("login/passkey/", passkeys.SignIn.as_view(), name="mfa_login_webauthn"),
    path("login/code/", factor.authenticate, name="mfa_authenticate"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("again/code/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", passkeys.SignInAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("email/", account.email_verification_sent, name="account_email_verification_sent"),
    path("email/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("ways/", views.ways, name="mfa_index"),
    path("ways/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("ways/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("ways/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ways/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("ways/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("ways/passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("ways/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
