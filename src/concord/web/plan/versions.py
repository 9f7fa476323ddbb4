"""One version of the plan: read, printed, talked over, agreed to, withdrawn; and the difference of two."""

from __future__ import annotations

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concord.choices.words import Language
from concord.documents.arrange import arrange
from concord.documents.pdf import compiled
from concord.plan import history as h
from concord.plan.agreement import Way
from concord.plan.history import History
from concord.plan.model import Version
from concord.web.choices.draw import on_paper, pdf
from concord.web.choices.kept import today
from concord.web.choices.unasked import without_survival
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.plan import fields, invite, kept, said
from concord.web.plan.around import go, say_yes, with_plan, yes_to
from concord.web.plan.both import FORM, asked_by_code
from concord.web.plan.writing import end_old_invitations
from concord.web.site.pages import knowledge, page, words_in


def found(history: History, number: int) -> Version:
    try:
        return h.version(history, number)
    except LookupError:
        raise Http404(number) from None


# ------------------------------------------------------------------------------------------------ reading
@require_safe
@with_plan
def one(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int) -> HttpResponse:
    """A version as it was written down, where it stands, and what can be done with it."""
    words, history = words_in(language), kept.history(holder)
    version = found(history, number)
    standing, views = said.standing(history, number, words), h.written(history, number).views
    return page(
        request,
        language,
        "plan/version.html.j2",
        standing["name"],
        standing=standing,
        sections=said.sections(version.plan, words, version.language),
        rows=said.sides(views, words) if views.both_given() else [],
        came_in=said.came_in(views, words),
        others=[one.number for one in history.versions if one.number != number],
        can_act=standing["state"] not in h.OLD,
        paper=version.paper,
    )


@require_safe
@with_plan
def paper(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int
) -> HttpResponse:
    """The same on paper. An old version says on every sheet that it is one."""
    words, history = words_in(language), kept.history(holder)
    version = found(history, number)
    views = h.written(history, number).views
    standing = said.standing(history, number, words)
    content = {
        "title": f"{words.site('plan_title')}: {standing['name']}",
        "language": language,
        "day": standing["day"],
        "state": standing["state_word"],
        "old": standing["old"],
        "never": words.site("plan_never"),
        "yes": standing["yes"],
        "because": standing["because"],
        "heading-because": words.site("plan_because"),
        "open": words.site("plan_open"),
        "sections": said.sections(version.plan, words, version.language),
        "heading-sides": words.site("plan_sides_title"),
        "heading-mine": words.site("plan_mine"),
        "heading-theirs": words.site("plan_theirs"),
        "rows": said.sides(views, words) if views.both_given() else [],
        "came-in": said.came_in(views, words),
    }
    return on_paper(compiled("plan.typ", content, version.on.isoformat()), f"plan-{number}.pdf")


@require_safe
@with_plan
def brief(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int, form: str
) -> HttpResponse:
    """The brief of that day: byte for byte as it was kept, or drawn from that on paper."""
    version = found(kept.history(holder), number)
    content = kept.brief(holder, number, version.paper.sha256) if version.paper else None
    if content is None:
        raise Http404(number)
    if form == "json":
        response = HttpResponse(content, content_type="application/json")
        response.headers["Content-Disposition"] = f'attachment; filename="brief-of-plan-{number}.json"'
        return response
    document = arrange(orjson.loads(content))
    outcomes = {name for name, one in knowledge().concerns.items() if one.outcome == "living_longer"}
    without_survival(document, outcomes, words_in(_language(version)).site("survival_unasked"))
    return pdf(document, f"brief-of-plan-{number}.pdf")


def _language(version: Version) -> Language:
    return "es" if version.language == "es" else "en"


@require_safe
@with_plan
def differ(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int, other: int
) -> HttpResponse:
    """What changed from one version to another, and why, as one would tell it."""
    words, history = words_in(language), kept.history(holder)
    old, new = found(history, number), found(history, other)
    between = [one for one in history.versions if old.number < one.number <= new.number]
    return page(
        request,
        language,
        "plan/differ.html.j2",
        words.site("plan_differ_title", old=number, new=other),
        changes=said.changed(old.plan, new.plan, words, (old.language, new.language)),
        old=said.standing(history, number, words),
        new=said.standing(history, other, words),
        why=[said.standing(history, one.number, words) for one in between],
        numbers=[one.number for one in history.versions],
    )


@require_POST
@with_plan
def pick(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """Leads to the difference of the two that were picked."""
    numbers = {str(one.number) for one in kept.history(holder).versions}
    old, new = request.POST.get("old", ""), request.POST.get("new", "")
    if not {old, new} <= numbers:
        return go("plan", language)
    return go("plan_differ", language, int(old), int(new))


# ------------------------------------------------------------------------------------------------ what happens to it
@require_POST
@with_plan
def talked(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int
) -> HttpResponse:
    """The two have talked about it."""
    history = kept.history(holder)
    found(history, number)
    if h.state(history, number) not in h.OLD:
        kept.add(holder, history, h.talk_over(history, number, today()))
    return go("plan_version", language, number)


@require_http_methods(FORM)
@with_plan
def withdraw(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int
) -> HttpResponse:
    """Asks once, never why. It stays readable, marked as withdrawn."""
    words, history = words_in(language), kept.history(holder)
    found(history, number)
    if h.state(history, number) in h.OLD:
        return go("plan_version", language, number)
    if request.method == "POST":
        after = h.withdraw(history, number, today())
        kept.add(holder, history, after)
        end_old_invitations(holder, after)
        return go("plan_version", language, number)
    standing = said.standing(history, number, words)
    return page(request, language, "plan/withdraw.html.j2", words.site("plan_withdraw_title"), standing=standing)


@require_http_methods(FORM)
@with_plan
def agree(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int
) -> HttpResponse:
    """Both say yes, each in their own way; the plan says who, when and how."""
    words, history = words_in(language), kept.history(holder)
    version = found(history, number)
    if h.state(history, number) in h.OLD:
        return go("plan_version", language, number)
    code, made = "", None
    if request.method == "POST":
        match request.POST.get("way"):
            case "me":
                say_yes(holder, number, today(), h.PERSON, Way.ON_SCREEN)
                return go("plan_agree", language, number)
            case "reported":
                say_yes(holder, number, today(), h.DOCTOR, Way.REPORTED, fields.name(request.POST))
                return go("plan_agree", language, number)
            case "hand":
                kept.put(holder, kept.HAND, kept.Hand(version=number))
                return go("plan_hand", language)
            case "code":
                question = {"number": number, "plan": version.plan.model_dump(), "language": version.language}
                made, code = invite.make(holder, {"for": yes_to(number), **question})
            case "stop":
                invite.call_back(holder, yes_to(number))
                return go("plan_agree", language, number)
    yes = h.said(history, number)
    return page(
        request,
        language,
        "plan/agree.html.j2",
        words.site("plan_agree_title"),
        standing=said.standing(history, number, words),
        mine=h.PERSON in yes,
        theirs=h.DOCTOR in yes,
        **asked_by_code(request, holder, yes_to(number), language, made, code),
    )
