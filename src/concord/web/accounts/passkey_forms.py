"""The library's forms for passkeys, told in our words, and unmoved by what no browser would send."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from allauth.core import context
from allauth.mfa.webauthn import forms as library
from django.core.exceptions import ValidationError

from concord.web.site.language import in_address
from concord.web.site.pages import words_in

BROKEN = (ValidationError, KeyError, TypeError, ValueError, AttributeError)


@contextmanager
def read(otherwise: str) -> Iterator[None]:
    """Whatever is wrong with a passkey is one and the same to the person. Errors: ValidationError."""
    try:
        yield
    except BROKEN:
        raise ValidationError(words_in(in_address(context.request.path)).site(otherwise)) from None


class SignIn(library.LoginWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Any:
        with read("wrong_passkey"):
            return super().clean_credential()


class SecondStep(library.AuthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Any:
        with read("wrong_passkey"):
            return super().clean_credential()


class Again(library.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Any:
        with read("wrong_passkey"):
            return super().clean_credential()


class Add(library.AddWebAuthnForm):  # type: ignore[misc]
    def clean(self) -> dict[str, Any]:
        with read("passkey_not_made"):
            return cast(dict[str, Any], super().clean())
