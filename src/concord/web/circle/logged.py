"""Writes down what was opened and changed, by whomever, after it was done. Nothing of what a page says is in it.

The person's own looking is written once for each part and day, a helper's once in ten minutes; a change each time.
A form that saves itself while somebody types counts as one change in ten minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from time import time as now
from typing import Any

from django.http import HttpRequest, HttpResponse

from concord.circle import sections
from concord.circle.log import Did, Who
from concord.circle.permissions import Kind, Right
from concord.web.accounts import vault
from concord.web.accounts.models import Vault
from concord.web.circle import journal
from concord.web.circle.acting import Acting, acting, needed, place_of
from concord.web.keys import store as keys
from concord.web.keys.holder import Holder
from concord.web.site.pages import is_signed_in

SEEN = "circle_log"
A_WHILE, A_DAY = 600, 86_400
DONE = frozenset({200, 201, 204, 302, 303})
ITSELF = 204
WHO = {Kind.HELPER: Who.HELPER, Kind.CLINICIAN: Who.CLINICIAN}
ALSO_TAKEN = {"account_file": "account", "download": sections.ANSWERS, "keep": sections.ANSWERS, "plan_along": "plan"}
"""Files that hold more than a page, and what of."""


class Logged:
    """Behind every gate: what was refused is nobody's doing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        reached: tuple[str, Right] | None = getattr(request, "circle_reached", None)
        if reached is not None and response.status_code in DONE:
            _note(request, response, *reached)
        return response

    def process_view(self, request: HttpRequest, view: Any, _positional: Any, _named: Any) -> None:
        name = (request.resolver_match.url_name if request.resolver_match else "") or ""
        part = ALSO_TAKEN.get(name) or place_of(request, view)
        if part in sections.SECTIONS or name in ALSO_TAKEN:
            request.circle_reached = (part, needed(request, view))  # type: ignore[attr-defined]


def _note(request: HttpRequest, response: HttpResponse, part: str, right: Right) -> None:
    did = _did(response, right)
    found = acting(request)
    if did is None or not (found or is_signed_in(request)):
        return
    if found is not None and found.holder is None:  # a page that is the same for everyone
        return
    itself = response.status_code == ITSELF
    if (did is Did.OPENED or itself) and _lately(request, found, did, part, itself):
        return
    if found is None:
        if holder := vault.holder(request):
            journal.write(holder, Who.PERSON, did, part=part)
    elif found.holder is not None:
        log(found, did, part)


def log(found: Acting, did: Did, part: str = "") -> None:
    """Writes down what a helper did."""
    if found.known is not None and found.key is not None:
        journal.write(found.key, WHO[found.known.permission.kind], did, name=found.known.name, part=part)


def answered_by_code(owner: str) -> None:
    """Writes down that a doctor answered by a code. A guest has no log."""
    key = keys.fetch(owner) if Vault.objects.filter(name=owner).exists() else None
    if key is not None:
        journal.write(Holder(owner, key), Who.DOCTOR, Did.ANSWERED, part=sections.PLAN)


def _did(response: HttpResponse, right: Right) -> Did | None:
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        return Did.TOOK
    if right > Right.VIEW:
        return Did.CHANGED
    return Did.OPENED if response.status_code == 200 else None


def _lately(request: HttpRequest, found: Acting | None, did: Did, part: str, itself: bool) -> bool:
    """Whether the same was written down a while ago. It stands in the session, so that reading writes nothing."""
    whom = str(found.number) if found else ""
    lasts = A_DAY if found is None and not itself else A_WHILE
    name, seen = f"{whom} {did} {part}", request.session.get(SEEN, {})
    if now() - seen.get(name, 0) < lasts:
        return True
    request.session[SEEN] = {**{one: at for one, at in seen.items() if now() - at < A_DAY}, name: now()}
    return False
