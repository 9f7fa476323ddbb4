"""What can follow from a check-in: a question for the visit, or another look at the plan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.checkins.model import AREAS
from concord.choices.words import Language
from concord.plan.model import Reason
from concord.web.checkins import fields, said
from concord.web.checkins.around import FORM, found, go, shown
from concord.web.choices import noted
from concord.web.guest import store
from concord.web.guest.answered import with_holder
from concord.web.keys.holder import Holder
from concord.web.plan import kept as plans
from concord.web.plan.fields import LONGEST as LONGEST_REASON
from concord.web.site.language import other_address
from concord.web.site.pages import words_in

LONGEST_QUESTION = noted.LONGEST["say"]


@require_http_methods(FORM)
@with_holder
def question(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int
) -> HttpResponse:
    """Her words, to be made into a question of her own. It then stands with the others."""
    words, checkin = words_in(language), found(holder, number)
    own, error = "\n".join(checkin.words.values()), ""
    if request.method == "POST":
        own = fields.text(request.POST, "say")
        if not own:
            error = words.site("checkins_ask_empty")
        elif len(own) > LONGEST_QUESTION:
            error = words.site("asks_too_long", count=LONGEST_QUESTION)
        elif name := _put(answers, own):
            response = HttpResponseRedirect(f"{reverse('asks', args=[language])}#q-{name}")
            store.save(request, response, answers)
            return response
        else:
            error = words.site("asks_too_many")
    return shown(
        request,
        words,
        "question",
        words.site("checkins_ask"),
        answers,
        [checkin],
        status=422 if error else 200,
        number=number,
        own=own,
        longest=LONGEST_QUESTION,
        error=error,
        other_address=other_address(request.path),
    )


def _put(answers: store.Answers, own: str) -> str:
    """Puts it with her own questions and says its name; nothing where there is no room. The same one stands once."""
    mine = {name: note for name, note in answers.questions.items() if name.startswith(noted.OWN)}
    settled = {name: note for name, note in mine.items() if name != noted.TYPED}
    if there := next((name for name, note in settled.items() if note["say"] == own), ""):
        return there
    if len(settled) >= noted.MOST_OWN:
        return ""
    name = f"{noted.OWN}{max((int(one.removeprefix(noted.OWN)) for one in settled), default=0) + 1}"
    answers.questions[name] = {"want": True, "asked": False, "answer": "", "say": own}
    return name


@require_http_methods(FORM)
@with_holder
def plan(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int) -> HttpResponse:
    """What it is about goes along as the reason of a new version of the plan. The plan itself is not touched here."""
    words, checkin = words_in(language), found(holder, number)
    because, error = "\n".join(checkin.words.values()), ""
    marked = [area for area in AREAS if area in request.POST.getlist("reason")]
    if request.method == "POST":
        because = fields.text(request.POST, "because")
        if len(because) > LONGEST_REASON:
            error = words.site("asks_too_long", count=LONGEST_REASON)
        elif not marked:
            error = words.site("checkins_plan_please")
        else:
            why = plans.Because(reasons=tuple(Reason(area) for area in marked), words=because)
            plans.put(holder, plans.BECAUSE, why)
            return go("plan_write", language)
    return shown(
        request,
        words,
        "plan",
        words.site("checkins_plan"),
        answers,
        [checkin],
        status=422 if error else 200,
        number=number,
        versions=bool(plans.history(holder).versions),
        areas=[(one["area"], one["heading"]) for one in said.parts(words)],
        marked=marked,
        because=because,
        error=error,
        other_address=other_address(request.path),
    )
