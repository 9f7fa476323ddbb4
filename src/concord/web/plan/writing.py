"""Writing the plan: one page with all of its parts, kept while it is typed; then made into a version, with a reason."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from concord.choices.words import Language
from concord.plan import history as h
from concord.plan.difference import ORDER
from concord.plan.history import History
from concord.plan.model import SECTIONS, Paper, Plan, Reason, Version
from concord.web.choices.kept import Asked, asked, today
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.plan import fields, invite, kept, offered, said
from concord.web.plan.around import go, listed, with_plan, yes_to
from concord.web.plan.both import FORM
from concord.web.site.pages import knowledge, page, words_in

EMPTY_ROWS = 2


@require_http_methods(FORM)
@with_plan
def write(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """Every part in one form. All may stay open. It begins with what was written last."""
    words, history = words_in(language), kept.history(holder)
    plan = kept.writing(holder)
    if plan.is_open() and (last := h.in_preparation(history) or _before(history)):
        plan = last.plan
    choices = [(one, offered.choice(one, words)) for one in listed(request, answers, language)]
    too_long: set[str] = set()
    if request.method == "POST":
        plan, too_long = fields.plan(request.POST, plan, choices)
        draft = request.headers.get("X-Save") == "draft"
        if draft or not too_long:
            kept.put(holder, kept.WRITING, plan)
        if draft:
            return HttpResponse(status=422 if too_long else 204)
        if not too_long:
            return go("plan_keep" if "keep" in request.POST else "plan", language)
    if plan.chosen and plan.chosen.id not in dict(choices):
        choices.append((plan.chosen.id, plan.chosen.name))
    return page(
        request,
        language,
        "plan/write.html.j2",
        words.site("plan_write_title"),
        plan=plan,
        texts=SECTIONS,
        hints={one: words.site(f"plan_hint_{one}") for one in ORDER},
        choices=choices,
        rows=fields.rows(request.POST) or [*plan.declined, *[("", "")] * EMPTY_ROWS][: fields.ROWS],
        sent=request.POST,
        too_long=too_long,
        longest=fields.LONGEST,
    )


def _before(history: History) -> Version | None:
    """The version from which a new one differs: the one that counts, or else the last one."""
    return h.current(history) or (history.versions or (None,))[-1]


@require_http_methods(FORM)
@with_plan
def keep(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """Makes a version of it, for good: with the reason of the change, the brief of today and the two views."""
    words, history, wanted = words_in(language), kept.history(holder), asked(request, answers, language)
    before = _before(history)
    plan = _as_shown(kept.writing(holder), before, wanted)
    error = ""
    if request.method == "POST":
        because, reasons = fields.text(request.POST, "because"), fields.reasons(request.POST)
        if len(because) > fields.LONGEST:
            error = words.site("plan_too_long", count=fields.LONGEST)
        elif before and not reasons:
            error = words.site("plan_reason_please")
        elif number := _freeze(holder, plan, reasons, because, wanted):
            return go("plan_version", language, number)
        else:
            error = words.site("plan_nothing_new")
    changes = said.changed(before.plan, plan, words, (before.language, language)) if before else []
    return page(
        request,
        language,
        "plan/keep.html.j2",
        words.site("plan_keep_title"),
        nothing=plan.is_open() or bool(before and not changes),
        sections=[] if before else said.sections(plan, words, language),
        changes=changes,
        before=said.standing(history, before.number, words) if before else None,
        reasons=[(str(one), words.site(f"plan_reason_{one}")) for one in Reason],
        error=error,
        sent=request.POST,
        given=kept.because(holder),
    )


def _as_shown(plan: Plan, before: Version | None, wanted: Asked) -> Plan:
    """The plan with what is shown of its choice today. Another language alone changes nothing of it."""
    if plan.chosen is None:
        return plan
    if before and before.paper and before.plan.chosen and before.language != wanted.language:
        same = (before.plan.chosen.id, before.paper.knowledge) == (plan.chosen.id, knowledge().hash)
        shown = before.plan.chosen if same else offered.as_shown(plan.chosen, wanted.brief)
        return plan.model_copy(update={"chosen": shown})
    return plan.model_copy(update={"chosen": offered.as_shown(plan.chosen, wanted.brief)})


def _freeze(holder: Holder, plan: Plan, reasons: tuple[Reason, ...], because: str, wanted: Asked) -> int:
    """Writes the version down and says its number; 0 where there is nothing new. Invitations to old ones end."""
    history, content = kept.history(holder), wanted.brief_json
    paper = Paper(sha256=kept.hash_of(content), knowledge=knowledge().hash)
    try:
        after = h.write(history, plan, today(), reasons, because, paper, kept.views(holder), wanted.language)
    except h.NotPossibleError:
        return 0
    number = len(after.versions)
    kept.put_brief(holder, number, content)
    kept.add(holder, history, after)
    kept.forget(holder, kept.WRITING)
    kept.forget(holder, kept.BECAUSE)
    end_old_invitations(holder, after)
    return number


def end_old_invitations(holder: Holder, history: History) -> None:
    """A version that is old by now can no longer be agreed to."""
    for one in history.versions:
        if h.state(history, one.number) in h.OLD:
            invite.call_back(holder, yes_to(one.number))
