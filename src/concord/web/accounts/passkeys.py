"""Passkeys: an account with nothing but one, and signing in with it."""

from __future__ import annotations

import json
import uuid
from typing import Any, cast

from allauth.account.forms import SignupForm
from allauth.account.internal import flows
from allauth.account.models import EmailAddress
from allauth.account.utils import setup_user_email
from allauth.core import ratelimit
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from concord.choices.words import Language
from concord.web.accounts.models import Person
from concord.web.accounts.passkey_forms import read
from concord.web.site.pages import page, words_in

WAITING = "passkey_for"  # in the session: for whom the browser is making one
NOT_MADE = "passkey_not_made"


@require_POST
def options(request: HttpRequest, language: Language) -> HttpResponse:
    """What the browser needs to make a passkey for an account of this name. Nothing is made here yet."""
    if refused := ratelimit.consume_or_429(request, action="signup"):
        return cast(HttpResponse, refused)
    form = SignupForm(request.POST, by_passkey=True)
    if not form.is_valid():
        return JsonResponse({"wrong": [one for found in form.errors.values() for one in found]}, status=400)
    person = Person(id=uuid.uuid4(), username=form.cleaned_data["username"])
    made = auth.begin_registration(person, passwordless=True)
    request.session[WAITING] = {"id": str(person.id), "name": person.username}
    return JsonResponse({"creation_options": made})


@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, language: Language) -> HttpResponse:
    """Asks for a name; with the passkey that the browser made, makes the account and signs in."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account", args=[language]))
    words = words_in(language)
    form = SignupForm(request.POST or None, by_passkey=True)
    wrong: list[str] = []
    if request.method == "POST":
        try:
            return _made(request, form, words.site("passkey_name"))
        except (ValidationError, IntegrityError):
            wrong = [one for found in form.errors.values() for one in found] or [words.site(NOT_MADE)]
    return page(
        request, language, "accounts/signup_passkey.html.j2", words.site("signup_passkey"), form=form, wrong=wrong
    )


def _made(request: HttpRequest, form: Any, name: str) -> HttpResponse:
    """The account. Errors: ValidationError, and IntegrityError where somebody else took the name just now."""
    waiting = request.session.pop(WAITING, None)
    if not form.is_valid() or not waiting or waiting["name"] != form.cleaned_data["username"]:
        raise ValidationError(NOT_MADE)
    with read(NOT_MADE):
        credential = json.loads(request.POST.get("credential", ""))
        auth.parse_registration_response(credential)
        made = auth.complete_registration(credential)
    if not made.is_user_verified():
        raise ValidationError(NOT_MADE)
    email = form.cleaned_data.get("email")
    if form.account_already_exists:
        return cast(HttpResponse, flows.signup.prevent_enumeration(request, email=email))
    person = Person(id=uuid.UUID(waiting["id"]), username=waiting["name"], email=email or "")
    person.set_unusable_password()
    with transaction.atomic():
        person.save(force_insert=True)
        setup_user_email(request, person, [EmailAddress(email=email)] if email else [])
        passkey = auth.WebAuthn.add(person, name, credential).instance
    post_authentication(request, passkey, passwordless=True)
    return cast(HttpResponse, flows.signup.complete_signup(request, user=person))


def _again(request: HttpRequest, address: str) -> HttpResponse:
    """Back to where the passkey was asked for, which says what is wrong without a cookie."""
    onward = request.POST.get("next", request.GET.get("next", ""))
    return HttpResponseRedirect(
        f"{address}?{urlencode({'passkey': 'unknown', **({'next': onward} if onward else {})})}"
    )


class SignIn(LoginWebAuthnView):  # type: ignore[misc]
    """See allauth.mfa.webauthn.views."""

    def form_invalid(self, form: Any) -> HttpResponse:
        return _again(self.request, reverse("account_login"))


class SignInAgain(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """See allauth.mfa.webauthn.views."""

    def form_invalid(self, form: Any) -> HttpResponse:
        return _again(self.request, self.request.path)
