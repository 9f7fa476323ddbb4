"""The gate before personal pages, and the one line that is logged of each request."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concord.web.guest import store
from concord.web.host import acknowledgement, release
from concord.web.host.policy import Policy
from concord.web.plan import handing
from concord.web.site.language import in_address
from concord.web.site.pages import page, words_in

Answer = Callable[[HttpRequest], HttpResponse]
# Whatever is not named here tells, asks or shows something of a person: a new feature is behind the gate by itself.
FOR_EVERYONE = frozenset({"home", "reading", "feedback", "site", "accounts", "host"})
ALSO_PERSONAL = frozenset({"example"})  # leads straight to choices
# Somebody without an account whom the person asked: nothing is shown before the code opens it.
BY_CODE = frozenset({"plan_code", "circle_code", "circle_leave"})
THE_LIST = frozenset({"choices"})
ALSO_THE_LIST = ALSO_PERSONAL | {"further", "notice"}  # they name choices
# What may be read while her screen is with the doctor. All else leads to what the doctor is asked, home and articles
# too: they may fit what she told. As JSON they are the same for everybody.
IN_OTHER_HANDS = frozenset(
    {"plan_hand", "call", "about", "about-json", "words", "words-json", "room-json", "article-json", "start"}
    | {"stay", "sign_out", "draft"}
    | {"signup_passkey", "signup_passkey_options", "release", "for_clinicians", "ready"}
)
OF_NOBODY = frozenset({"site", "feedback"})

log = logging.getLogger("concord.request")


def policy() -> Policy:
    return Policy(settings.AUDIENCE, settings.REGION, settings.OPEN_TO_OTHERS)


class Gate:
    """Lets a visitor through to what the host may show her; everybody else gets a page that says why not."""

    def __init__(self, get_response: Answer) -> None:
        if faults := policy().faults():
            raise ImproperlyConfigured(" ".join(faults))
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _positional: Any, _named: Any) -> HttpResponse | None:
        chosen, name = policy(), request.resolver_match.url_name if request.resolver_match else ""
        if chosen.needs_account() and "signup" in (name or "").replace("_", ""):
            return _held(request, "no_accounts")
        feature = _feature(view)
        if feature is None or name in BY_CODE:
            return None
        invited = getattr(request, "circle", None) is not None  # looks for another, who decides what is shown
        if not invited and (feature not in FOR_EVERYONE or name in ALSO_PERSONAL):
            if chosen.needs_account() and not request.user.is_authenticated:
                return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?next={request.path}")
            if chosen.audience == "clinicians" and not _told(request).clinician:
                return HttpResponseRedirect(reverse("for_clinicians", args=[in_address(request.path)]))
        in_hand = not invited and feature not in OF_NOBODY and name not in IN_OTHER_HANDS
        if in_hand and handing.is_with_the_doctor(request):
            return HttpResponseRedirect(reverse("plan_hand", args=[in_address(request.path)]))
        return _list_held(request, chosen) if feature in THE_LIST or name in ALSO_THE_LIST else None


def _list_held(request: HttpRequest, chosen: Policy) -> HttpResponse | None:
    if chosen.needs_acknowledgement() and not acknowledgement.given(chosen.region):
        return _held(request, "not_here")
    if chosen.audience == "patients_after_release" and not release.holds(_told(request).released_until):
        return _held(request, "not_released")
    return None


def _feature(view: Any) -> str | None:
    """The folder that a view stands in; None for what is not ours."""
    parts = view.__module__.split(".")
    return parts[2] if parts[:2] == ["concord", "web"] else None


def _told(request: HttpRequest) -> store.Answers:
    return store.load(request) or store.Answers()


def _held(request: HttpRequest, why: str) -> HttpResponse:
    language = in_address(request.path)
    words = words_in(language)
    title, text = words.site(f"held_{why}_title"), words.site(f"held_{why}")
    response = page(request, language, "host/held.html.j2", title, status=403, text=text, why=why)
    response.headers["Cache-Control"] = "no-store"
    return response


def logged(get_response: Answer) -> Answer:
    """One line for each answer: its kind and how long it took. Neither who, nor what, nor from where."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        took = round((time.perf_counter() - began) * 1000)
        log.info("", extra={"event": "answered", "status": f"{response.status_code // 100}xx", "ms": took})
        return response

    return answer
