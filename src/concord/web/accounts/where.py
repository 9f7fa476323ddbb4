"""Where a person is led after signing in."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from concord.web.accounts import vault
from concord.web.guest import store
from concord.web.site.language import in_address


def after_signing_in(request: HttpRequest, wanted: str = "") -> str:
    """To the page that was wanted, or to the account; before that, to answers of this visit that wait for a word."""
    language = in_address(request.path)
    account, take, draft = (reverse(one, args=[language]) for one in ("account", "take", "draft"))
    wanted = safe(request, wanted) or account
    if wanted.startswith(take) or wanted.startswith(draft):
        return wanted
    if vault.holder(request) and store.load_guest(request):
        return f"{take}?{urlencode({'next': wanted})}"
    return wanted


def safe(request: HttpRequest, address: str) -> str:
    """The address, if it leads to a page of this site; otherwise nothing."""
    return address if url_has_allowed_host_and_scheme(address, None) and address.startswith("/") else ""
