"""All check-ins at a glance, one of them, and taking one away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from concord.checkins.model import HIGHEST, LOWEST
from concord.choices.words import Language
from concord.web.checkins import keep, said
from concord.web.checkins.around import FORM, found, go, shown
from concord.web.choices.kept import today
from concord.web.guest import store
from concord.web.guest.answered import with_holder
from concord.web.keys.holder import Holder
from concord.web.site.language import other_address
from concord.web.site.pages import words_in


@require_safe
@with_holder
def home(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    words, kept = words_in(language), keep.every(holder)
    return shown(
        request,
        words,
        "home",
        words.site("checkins_title"),
        answers,
        said.lately(kept.values(), today()),
        listed=list(reversed(said.names(kept, words).items())),
        began=keep.writing(holder) is not None,
        how_kept=store.how_kept(request),
    )


@require_safe
@with_holder
def one(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int) -> HttpResponse:
    """A check-in as it was written down. Whatever was marked, the same stands around it."""
    words, checkin = words_in(language), found(holder, number)
    return shown(
        request,
        words,
        "one",
        said.names(keep.every(holder), words)[number],
        answers,
        [checkin],
        number=number,
        checkin=checkin,
        parts=said.parts(words),
        scale={"low": LOWEST, "high": HIGHEST},
        changed=words.day(checkin.changed) if checkin.changed else "",
    )


@require_http_methods(FORM)
@with_holder
def remove(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int
) -> HttpResponse:
    """Asks once, and takes away what was shown then: another one that came under this number meanwhile stays."""
    if request.method == "POST":
        checkin = keep.every(holder).get(number)
        if checkin and request.POST.get("seen") == keep.mark(checkin):
            keep.remove(holder, number)
            return go("checkins", language)
        return go("checkins_one", language, number) if checkin else go("checkins", language)
    words, checkin = words_in(language), found(holder, number)
    name = said.names(keep.every(holder), words)[number]
    return shown(
        request,
        words,
        "remove",
        words.site("checkins_remove"),
        answers,
        number=number,
        name=name,
        seen=keep.mark(checkin),
        other_address=other_address(request.path),
    )
