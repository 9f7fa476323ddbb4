"""The pages of whoever was invited: coming by code or account, what is shared, notes, and leaving."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from concord.choices.words import Language
from concord.circle.log import Did
from concord.circle.permissions import Right
from concord.web.accounts.models import Person
from concord.web.choices.kept import today
from concord.web.circle import grants, notes, said
from concord.web.circle.acting import Acting, acting, begin, leave, refused
from concord.web.circle.fields import LONGEST_NOTE
from concord.web.circle.logged import log
from concord.web.keys import codes
from concord.web.site.language import other_address
from concord.web.site.pages import is_signed_in, page, words_in

FORM = ["GET", "HEAD", "POST"]


# ------------------------------------------------------------------------------------------------ coming
@require_http_methods(FORM)
def by_code(request: HttpRequest, language: Language, number: UUID) -> HttpResponse:
    """Opens what is shared with whoever has the code. Who typed it is not known, and is never said to be."""
    words, wrong = words_in(language), False
    if request.method == "POST":
        found = grants.opened(number, request.POST.get("code", "")[: codes.LONGEST])
        if found is not None:
            known, holder = found
            if is_signed_in(request) and "keep" in request.POST:
                grants.keep_with(known, cast(Person, request.user))
                known = (grants.standing(number) or found)[0]
            begin(request, known)
            log(Acting(number, known, key=holder), Did.CAME)
            return HttpResponseRedirect(reverse("circle_here", args=[language]))
        wrong = True
    values = {"waits": grants.waits(number), "wrong": wrong, "can_keep": is_signed_in(request)}
    status = 422 if wrong else 200
    title = words.site("circle_code_title")
    address = other_address(request.path)
    response = page(
        request, language, "circle/enter.html.j2", title, status=status, **{**values, "other_address": address}
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def come(request: HttpRequest, language: Language, number: UUID) -> HttpResponse:
    """Opens what is kept with an account of one's own."""
    found = grants.standing(number) if is_signed_in(request) else None
    if found is None or found[0].helper != request.user.pk:
        return HttpResponseRedirect(reverse("circle", args=[language]))
    known, holder = found
    begin(request, known)
    log(Acting(number, known, key=holder), Did.CAME)
    return HttpResponseRedirect(reverse("circle_here", args=[language]))


@require_POST
def go(request: HttpRequest, language: Language) -> HttpResponse:
    """Back to one's own."""
    leave(request)
    return HttpResponseRedirect(reverse("circle" if is_signed_in(request) else "home", args=[language]))


# ------------------------------------------------------------------------------------------------ being there
@require_http_methods(FORM)
def here(request: HttpRequest, language: Language) -> HttpResponse:
    """What is shared, until when, and one's own wish about survival."""
    found = acting(request)
    if found is None:
        return HttpResponseRedirect(reverse("circle", args=[language]))
    if found.known is None or found.key is None:
        return refused(request, "circle_ended")
    words, known = words_in(language), found.known
    if request.method == "POST":
        wish = request.POST.get("survival", "")
        if wish in (grants.ASK, grants.NEVER):
            grants.wants(found.key, known, wish)
        return HttpResponseRedirect(reverse("circle_here", args=[language]))
    title = words.site("circle_here_title", name=known.sharer)
    response = page(request, language, "circle/here.html.j2", title, one=said.somebody(known, words), known=known)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(FORM)
def note(request: HttpRequest, language: Language, part: str) -> HttpResponse:
    """Notes for the person about one part; the writer sees her own alone."""
    found = acting(request)
    if found is None:
        return HttpResponseRedirect(reverse("circle", args=[language]))
    if found.known is None or found.key is None:
        return refused(request, "circle_ended")
    if not found.may(part, Right.NOTES):
        return refused(request, "circle_not_shared")
    words, text, wrong = words_in(language), "", ""
    if request.method == "POST":
        text = request.POST.get("text", "").strip()
        wrong = "circle_note_long" if len(text) > LONGEST_NOTE else ("" if text else "circle_note_none")
        if not wrong:
            notes.add(found.key, found.number, notes.Note(on=today(), part=part, who=found.known.name, text=text))
            log(found, Did.NOTED, part)
            return HttpResponseRedirect(reverse("circle_note", args=[language, part]))
    mine = said.somebody(found.known, words, found.key)["notes"]
    of_this = {notes.mark(one) for one in notes.of(found.key, found.number) if one.part == part}
    values = {
        "part": said.part(part, words),
        "notes": [one for one in mine if one["mark"] in of_this],
        "text": text,
        "wrong": words.site(wrong, count=LONGEST_NOTE) if wrong else "",
        "other_address": other_address(request.path),
    }
    title = words.site("circle_note_title", part=said.part(part, words))
    response = page(request, language, "circle/note.html.j2", title, status=422 if wrong else 200, **values)
    response.headers["Cache-Control"] = "no-store"
    return response
