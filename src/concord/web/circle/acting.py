"""Looking at what another person shares: decided anew for each request, by the page asked for and what holds now.

Whoever came by a code, or opened what is kept with her account, has the number of the grant in her session and no more.
While she looks for another, every page is either part of what is shared, the same for everyone, or refused: her own
answers are neither seen nor touched. A form says for whom it was opened, and counts for nobody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import time as now
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from concord.circle import sections
from concord.circle.permissions import Right
from concord.web.circle import grants
from concord.web.circle.grants import Known
from concord.web.keys.holder import Holder
from concord.web.site.language import in_address
from concord.web.site.pages import page, words_in

MARK = "circle"
FOR = "circle_for"
"""The field by which a form says for whom it was opened."""
LOOKS = ("GET", "HEAD")
EVERY = 20  # seconds; a session is not written anew for each page


@dataclass(frozen=True)
class Acting:
    """Somebody looks for another. `holder` opens the person's things on pages that are shared, and is None elsewhere.

    `known` is None where what was shared has ended.
    """

    number: UUID
    known: Known | None = None
    holder: Holder | None = None
    key: Holder | None = None
    """For the pages of the circle itself: notes, and the log."""
    part: str = ""

    @property
    def asks_about_survival(self) -> bool:
        """Whether she is asked how much to see of survival. The wish is her own, never that of the person."""
        return self.known is None or self.known.survival != grants.NEVER

    def may(self, part: str, needed: Right = Right.VIEW) -> bool:
        return self.known is not None and self.known.allows(part, needed)


def acting(request: HttpRequest) -> Acting | None:
    """For whom this request looks; None where somebody looks for herself."""
    return getattr(request, "circle", None)


# ------------------------------------------------------------------------------------------------ coming and going
def begin(request: HttpRequest, known: Known) -> None:
    """From the next page on she looks for this person."""
    request.session.cycle_key()
    request.session[MARK] = {"grant": str(known.id), "round": known.round, "seen": now()}


def leave(request: HttpRequest) -> None:
    """From the next page on she looks for herself."""
    request.session.pop(MARK, None)
    request.session.cycle_key()


def marked(request: HttpRequest) -> bool:
    """Whether this browser looks for another, holding or not. Without a session the database is not asked."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and MARK in request.session


def _found(request: HttpRequest) -> Acting | None:
    if not marked(request):
        return None
    mark = request.session[MARK]
    number, seen = UUID(mark["grant"]), mark["seen"]
    over = now() - seen > settings.IDLE_MINUTES * 60
    standing = None if over else grants.standing(number)
    if standing is None:
        return Acting(number)
    known, key = standing
    if known.round != mark["round"] or (known.helper is not None and known.helper != request.user.pk):
        return Acting(number)
    if now() - seen > EVERY:
        request.session[MARK] = {**mark, "seen": now()}
    return Acting(number, known, key=key)


# ------------------------------------------------------------------------------------------------ each request
class Circle:
    """Stands before every page that asks whose answers to open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _positional: Any, _named: Any) -> HttpResponse | None:
        found = _found(request)
        request.circle = found  # type: ignore[attr-defined]
        meant = _meant(request)
        part = place_of(request, view)
        if part == sections.OWN:
            request.circle = None  # type: ignore[attr-defined]
            return None
        if meant != (str(found.number) if found else ""):
            return refused(request, "circle_other_form")
        if found is None:
            return None
        if part == sections.OPEN:
            return None
        if found.known is None:
            also = part in sections.ALSO_FOR_ALL and request.method in LOOKS
            return None if also else refused(request, "circle_ended")
        if part == sections.ALONE:
            return refused(request, "circle_alone")
        if not all(found.may(one, needed(request, view)) for one in _parts(request, part)):
            if part in sections.ALSO_FOR_ALL and request.method in LOOKS:
                return None
            return refused(request, "circle_not_changed" if found.may(part) else "circle_not_shared")
        request.circle = replace(found, holder=found.key, part=part)  # type: ignore[attr-defined]
        return None


def place_of(request: HttpRequest, view: Any) -> str:
    """Where a page belongs. What is not ours, the sign-in library and the desk of the staff, is hers alone."""
    name = (request.resolver_match.url_name if request.resolver_match else "") or ""
    parts = view.__module__.split(".")
    return sections.place(parts[2] if parts[:2] == ["concord", "web"] else "", name)


def _parts(request: HttpRequest, part: str) -> tuple[str, ...]:
    """The part of a page, and another one that it writes into."""
    name = (request.resolver_match.url_name if request.resolver_match else "") or ""
    return (part, sections.ALSO_NEEDS[name]) if name in sections.ALSO_NEEDS else (part,)


def needed(request: HttpRequest, view: Any) -> Right:
    """Which right a request needs: to look, or to fill in."""
    name = (request.resolver_match.url_name if request.resolver_match else "") or ""
    looks = request.method in LOOKS or getattr(view, "only_reads", False) or name in sections.ONLY_LOOKS
    return Right.VIEW if looks else Right.FILL


def _meant(request: HttpRequest) -> str:
    """For whom a form was opened, and takes that out of it; whoever only looks has no form."""
    found = acting(request)
    if request.method in LOOKS:
        return str(found.number) if found else ""
    meant: str = request.POST.get(FOR, "")
    if meant:
        rest = request.POST.copy()
        del rest[FOR]
        rest._mutable = False
        request.POST = rest  # type: ignore[assignment]
    return meant


def refused(request: HttpRequest, why: str) -> HttpResponse:
    """Says in plain words that a page or a change is not among what is shared; nothing of the page is shown."""
    language = in_address(request.path)
    words = words_in(language)
    values = {"text": words.site(why), "looking": acting(request) is not None}
    response = page(
        request, language, "circle/refused.html.j2", words.site("circle_refused_title"), status=403, **values
    )
    response.headers["Cache-Control"] = "no-store"
    return response
