"""The person's own pages of the circle: who is in it, what each may do, taking it back, and the log."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, cast
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concord.choices.words import Language, Words
from concord.circle.permissions import Kind, NotPossibleError, Right
from concord.circle.sections import SECTIONS
from concord.web.accounts import consent, vault
from concord.web.accounts.models import Person
from concord.web.circle import fields, grants, journal, notes, said
from concord.web.circle.fields import Given
from concord.web.circle.grants import Known
from concord.web.keys.holder import Holder
from concord.web.site.language import other_address
from concord.web.site.pages import is_signed_in, page, words_in

FORM = ["GET", "HEAD", "POST"]
MOST_LINES = 300
NONE_YET = Given("", "", {}, "", {})


# ------------------------------------------------------------------------------------------------ at a glance
@require_safe
def home(request: HttpRequest, language: Language) -> HttpResponse:
    """Who is in the circle, and who shares with whoever is signed in."""
    words, holder = words_in(language), None
    person = _who(request)
    if person is not None:
        holder = vault.of(person)
    everybody = [said.somebody(one, words, holder) for one in grants.of(holder)] if holder else []
    return page(
        request,
        language,
        "circle/home.html.j2",
        words.site("circle_title"),
        missing=_missing(person, holder),
        people=[one for one in everybody if one["holds"]],
        before=[one for one in everybody if not one["holds"]],
        shared=[(one.id, one.sharer) for one in grants.shared_with(person)] if person else [],
        has_log=holder is not None,
    )


def with_circle(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For whoever keeps things here and said yes to sharing; others are led to the page that says what is missing."""

    @wraps(view)
    def looked(request: HttpRequest, language: Language, **values: Any) -> HttpResponse:
        person = _who(request)
        holder = vault.of(person) if person else None
        if person is None or holder is None or _missing(person, holder):
            return _go("circle", language)
        response = view(request, language, holder, person=person, **values)
        response.headers["Cache-Control"] = "no-store"
        return response

    return looked


# ------------------------------------------------------------------------------------------------ inviting
@require_http_methods(FORM)
@with_circle
def invite(request: HttpRequest, language: Language, holder: Holder, person: Person, kind: str) -> HttpResponse:
    """Asks for a name, what they may see, and until when; then shows the address and the code, once."""
    if kind not in set(Kind):
        raise Http404
    words, whom = words_in(language), Kind(kind)
    filled, once = Given("", person.username, {}, fields.USUAL[whom], {}), uuid4()
    if request.method == "POST":
        filled, once = fields.given(request.POST, whom), fields.number(request.POST.get("once", "")) or once
        if grants.one_of(holder, once):  # the same form, sent twice
            return _go("circle_one", language, once)
        if not filled.wrong:
            lasts, sharer = fields.LASTS[filled.lasts], filled.sharer or person.username
            known, code = grants.make(holder, whom, filled.name, sharer, filled.rights, lasts, once)
            return _code(request, language, known, code)
    form = _form(words, whom, filled, fields.offered(whom))
    title = words.site(f"circle_invite_{whom}")
    status = 422 if filled.wrong else 200
    values: dict[str, Any] = {**form, "once": once, "lead": words.site(f"circle_lead_{whom}"), "sharer_asked": True}
    return page(request, language, "circle/invite.html.j2", title, status=status, **values, **_here(request))


def _code(request: HttpRequest, language: Language, known: Known, code: str) -> HttpResponse:
    words = words_in(language)
    link = request.build_absolute_uri(reverse("circle_code", args=[language, known.id]))
    shown: dict[str, Any] = {"link": link, "code": code, "one": said.somebody(known, words)}
    title = words.site("circle_code_made", name=known.name)
    return page(request, language, "circle/code.html.j2", title, **shown)


# ------------------------------------------------------------------------------------------------ one of them
@require_http_methods(FORM)
@with_circle
def one(request: HttpRequest, language: Language, holder: Holder, person: Person, number: UUID) -> HttpResponse:
    """What one may do, changed as one likes; what they wrote; and the ways to end it."""
    known, words = _mine(holder, number), words_in(language)
    filled = Given(known.name, known.sharer, dict(known.permission.rights), fields.AS_IT_IS, {})
    if request.method == "POST" and "note" in request.POST:
        notes.remove(holder, number, request.POST["note"])
        return _go("circle_one", language, number)
    if request.method == "POST":
        filled = fields.given(request.POST, known.permission.kind, fields.AS_IT_IS)
        if not filled.wrong:
            rest = known.permission.until - timezone.now()
            with suppress(NotPossibleError):  # it ended meanwhile
                grants.change(holder, known, filled.name, filled.rights, fields.LASTS.get(filled.lasts, rest))
            return _go("circle_one", language, number)
    lasts = [fields.AS_IT_IS, *fields.offered(known.permission.kind)]
    values = {**_form(words, known.permission.kind, filled, lasts), "sharer_asked": False}
    values |= {"one": said.somebody(known, words, holder), **_here(request)}
    status = 422 if filled.wrong else 200
    return page(request, language, "circle/one.html.j2", known.name, status=status, **values)


@require_POST
@with_circle
def withdraw(request: HttpRequest, language: Language, holder: Holder, person: Person, number: UUID) -> HttpResponse:
    """Takes it back: one press, no reason."""
    grants.withdraw(holder, _mine(holder, number))
    return _go("circle", language)


@require_POST
@with_circle
def code(request: HttpRequest, language: Language, holder: Holder, person: Person, number: UUID) -> HttpResponse:
    """A new code in place of the old one."""
    known = _mine(holder, number)
    made = grants.new_code(holder, known)
    return _code(request, language, known, made) if made else _go("circle_one", language, number)


# ------------------------------------------------------------------------------------------------ the log
@require_safe
def log(request: HttpRequest, language: Language) -> HttpResponse:
    """Everything that anyone opened or changed, in plain words, and whether the log itself is whole."""
    holder = vault.holder(request)
    if holder is None:
        return _go("circle", language)
    words = words_in(language)
    entries, broken = journal.read(holder)
    return page(
        request,
        language,
        "circle/log.html.j2",
        words.site("circle_log_title"),
        days=said.days(entries[-MOST_LINES:], words),
        more=len(entries) > MOST_LINES,
        count=len(entries),
        broken=broken is not None,
    )


# ------------------------------------------------------------------------------------------------ shared by these
def _who(request: HttpRequest) -> Person | None:
    return cast(Person, request.user) if is_signed_in(request) else None


def _missing(person: Person | None, holder: Holder | None) -> str:
    """What is still missing before somebody can be invited; nothing where all is there."""
    if person is None:
        return "account"
    if holder is None:
        return "storing"
    return "" if consent.holds(person, consent.CIRCLE) else "consent"


def _mine(holder: Holder, number: UUID) -> Known:
    found = grants.one_of(holder, number)
    if found is None:
        raise Http404
    return found


def _form(words: Words, kind: Kind, filled: Given, lasts: list[str]) -> dict[str, Any]:
    """The fields of a permission, as they stand."""
    return {
        "filled": filled,
        "wrong": {field: words.site(text, count=fields.LONGEST_NAME) for field, text in filled.wrong.items()},
        "parts": [
            (name, said.part(name, words), words.site(f"circle_hint_{name}"), filled.rights.get(name, Right.NOTHING))
            for name in SECTIONS
        ],
        "rights": [(one.name.lower(), said.right(one, words), one) for one in Right],
        "lasts": [(name, words.site(f"circle_lasts_{name}")) for name in lasts],
    }


def _here(request: HttpRequest) -> dict[str, str]:
    return {"other_address": other_address(request.path)}


def _go(name: str, language: Language, *more: Any) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=[language, *more]))
