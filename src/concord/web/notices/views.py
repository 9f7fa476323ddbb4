"""The page of what is new, and each notice on a page of its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from concord.choices.words import Language
from concord.web.guest import store as guest
from concord.web.keys.holder import Holder
from concord.web.notices import store
from concord.web.notices.kinds import KINDS
from concord.web.site.pages import page, words_in


@require_safe
def notices(request: HttpRequest, language: Language) -> HttpResponse:
    """Every notice, the newest first, with whether it was read."""
    holder, words = guest.holder(request), words_in(language)
    found = [one for one in store.every(holder) if one.kind in KINDS] if holder else []
    listed = [
        {
            "number": one.number,
            "name": words.site(KINDS[one.kind].short),
            "day": words.day(one.made_at.date()),
            "read": one.read,
        }
        for one in found
    ]
    response = page(request, language, "notices/notices.html.j2", words.site("notices_title"), notices=listed)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def notice(request: HttpRequest, language: Language, number: int) -> HttpResponse:
    """One notice, in the words of today. Looking at it does not mark it: a press does."""
    holder, found = _found(request, number)
    words, answers, kind = words_in(language), guest.load(request) or guest.Answers(), KINDS[found.kind]
    response = page(
        request,
        language,
        kind.template,
        words.site(kind.title),
        notice=found,
        told=answers,
        **kind.draw(found, words, holder, answers),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def change(request: HttpRequest, language: Language, number: int) -> HttpResponse:
    """Marks it as read or not read, or deletes it. Pressed twice, it is done once."""
    holder, _ = _found(request, number)
    if "forget" in request.POST:
        store.forget(holder, number)
    elif "unread" in request.POST:
        store.set_read(holder, number, False)
    else:
        store.set_read(holder, number, True)
    return HttpResponseRedirect(reverse("notices", args=[language]))


def _found(request: HttpRequest, number: int) -> tuple[Holder, store.Told]:
    holder = guest.holder(request)
    found = store.one(holder, number) if holder else None
    if holder is None or found is None or found.kind not in KINDS:
        raise Http404
    return holder, found
