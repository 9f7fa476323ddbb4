"""What the sign-in library asks of us: where to go next, how to say what is wrong, and what a letter holds."""

from __future__ import annotations

import base64
from time import time as now
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from concord.choices.words import Language
from concord.web.accounts.sessions import SessionStore
from concord.web.accounts.where import after_signing_in
from concord.web.keys.sealing import seal, unseal
from concord.web.keys.store import master
from concord.web.site.language import in_address
from concord.web.site.pages import words_in

WRONG = {
    "username_password_mismatch": "wrong_name_or_password",
    "email_password_mismatch": "wrong_name_or_password",
    "username_taken": "wrong_name_taken",
    "incorrect_password": "wrong_password",
    "enter_current_password": "wrong_password",
    "incorrect_code": "wrong_code",
    "too_many_login_attempts": "wrong_too_many",
    "rate_limited": "wrong_too_many",
    "unverified_email": "wrong_not_verified",
}
LETTERS = {
    "account/email/email_confirmation": ("letter_confirm_subject", "letter_confirm", "activate_url"),
    "account/email/email_confirmation_signup": ("letter_confirm_subject", "letter_confirm", "activate_url"),
    "account/email/account_already_exists": ("letter_exists_subject", "letter_exists", "password_reset_url"),
    "account/email/password_reset_key": ("letter_reset_subject", "letter_reset", "password_reset_url"),
}


def _language() -> Language:
    return in_address(context.request.path)


def _plain(code: str, otherwise: ValidationError) -> ValidationError:
    """In our words where we have some."""
    return ValidationError(words_in(_language()).site(WRONG[code]), code=code) if code in WRONG else otherwise


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """See allauth.account.adapter."""

    def validation_error(self, code: str, *arguments: Any) -> ValidationError:
        return _plain(code, super().validation_error(code, *arguments))

    def add_message(self, *given: Any, **more: Any) -> None:
        """A page says what happened; nothing is carried along in a cookie."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Passwords are counted by axes (attempts.py); the library's own limit counts codes."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return after_signing_in(request)

    get_signup_redirect_url = get_login_redirect_url

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account_login")

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whoever has just signed in need not do so again at once."""
        records = get_authentication_records(context.request, context.request.user)
        last = max((one["at"] for one in records), default=0)
        return bool(now() - last > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        if not get_authentication_records(request, user):
            record_authentication(request, user, method="password")  # whoever makes an account has just chosen it
        SessionStore.clear_expired()
        response: HttpResponse = super().post_login(request, user, **more)
        response.headers["Location"] = after_signing_in(request, response.headers["Location"])
        return response

    def send_mail(self, template_prefix: str, email: str, values: dict[str, Any]) -> None:
        """A short letter with one link. It holds nothing about health, and not even what this site is for."""
        if template_prefix not in LETTERS:
            return
        subject, text, link = LETTERS[template_prefix]
        words = words_in(_language())
        body = words.site(text, link=values[link])
        EmailMessage(words.site(subject), body, settings.DEFAULT_FROM_EMAIL, [email]).send()


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """See allauth.mfa.adapter. Its secrets stand in the database under the master key alone."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages

    def validation_error(self, code: str, *arguments: Any) -> ValidationError:
        return _plain(code, super().validation_error(code, *arguments))

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(master(), text.encode(), "second factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(master(), base64.b64decode(encrypted_text), "second factor").decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return words_in(_language()).site("passkey_name")
