"""The plan at a glance, and all of it to take along."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from concord.choices.words import Language
from concord.plan import history as h
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.plan import invite, kept, said
from concord.web.plan.around import with_plan
from concord.web.site.pages import page, words_in


@require_safe
@with_plan
def home(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """The plan that counts, what is being prepared, the two views, and every version."""
    words, history = words_in(language), kept.history(holder)
    counts, next_one = h.current(history), h.in_preparation(history)
    return page(
        request,
        language,
        "plan/home.html.j2",
        words.site("plan_title"),
        counts=said.standing(history, counts.number, words) if counts else None,
        sections=said.sections(counts.plan, words, counts.language) if counts else [],
        next_one=said.standing(history, next_one.number, words) if next_one else None,
        versions=[said.standing(history, one.number, words) for one in reversed(history.versions)],
        views=kept.views(holder),
        came_in=said.came_in(kept.views(holder), words),
        writing=not kept.writing(holder).is_open(),
        waiting=[words.day(one.until.date()) for one, _ in invite.open_ones(holder)],
        how_kept=store.how_kept(request),
    )


@require_safe
@with_plan
def along(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """The history as a file."""
    response = HttpResponse(kept.everything(holder), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="my-plan.json"'
    return response
