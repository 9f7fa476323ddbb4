"""Signing out whoever has not looked at a page for a while, without losing what she was writing."""

from __future__ import annotations

from collections.abc import Callable
from time import time as now
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from concord.web.accounts import drafts
from concord.web.accounts.models import Person
from concord.web.circle.acting import marked
from concord.web.site.language import in_address
from concord.web.site.pages import is_signed_in

SEEN = "seen"
EVERY = 20  # seconds; a session is not written anew for each page
ON_ITS_OWN = {"stay", "sign_out"}


def left(request: HttpRequest) -> float:
    """How many seconds are left before this person is signed out."""
    seen = request.session.get(SEEN, now())
    return float(seen + settings.IDLE_MINUTES * 60 - now())


def seen_now(request: HttpRequest) -> None:
    request.session[SEEN] = now()


class Idle:
    """After the check of the form's origin, so that no other site can have a draft kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, values: Any) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else ""
        if not is_signed_in(request) or name in ON_ITS_OWN:
            return None
        if left(request) > 0:
            if SEEN not in request.session or now() - request.session[SEEN] > EVERY:
                seen_now(request)
            return None
        return self.sign_out(request)

    def sign_out(self, request: HttpRequest) -> HttpResponse:
        """To the page for signing in, and from there back."""
        person: Person = request.user  # type: ignore[assignment]
        language = in_address(request.path)
        response = HttpResponseRedirect("")
        back = request.get_full_path()
        if request.method not in ("GET", "HEAD"):
            account = reverse("account", args=[language])
            ours = request.resolver_match is not None and "language" in request.resolver_match.kwargs
            mine = ours and not request.path.startswith(account) and not marked(request)  # nor what is another person's
            kept = mine and drafts.keep(request, response, person)
            back = reverse("draft", args=[language]) if kept else account
        logout(request)
        response.headers["Location"] = f"{reverse('account_login')}?{urlencode({'next': back, 'over': '1'})}"
        return response
