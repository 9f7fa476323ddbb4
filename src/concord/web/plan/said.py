"""A version, its history and the difference between two, in words: what pages and paper draw."""

from __future__ import annotations

from typing import Any

from concord.choices.words import Words
from concord.plan import history as h
from concord.plan.agreement import ASKED, GOALS, STRENGTHS, Against, Round, View, side_by_side
from concord.plan.difference import CHOSEN, DECLINED, ORDER, Change, difference
from concord.plan.history import History
from concord.plan.model import Chosen, Plan, Version
from concord.web.plan import offered

Section = dict[str, Any]


# ------------------------------------------------------------------------------------------------ a plan
def sections(plan: Plan, words: Words, lang: str) -> list[Section]:
    """The plan in the order in which it is read. What is open says so."""
    return [
        {"id": name, "heading": words.site(f"plan_s_{name}"), **_content(name, plan, words), "lang": lang}
        for name in ORDER
    ]


def _content(name: str, plan: Plan, words: Words) -> Section:
    """`text` in whose words it was written, `points` of it, and `lists` of points under a heading."""
    found: Section = {"text": "", "points": [], "lists": []}
    if name == DECLINED:
        return {**found, "points": [_declined(one, why, words) for one, why in plan.declined]}
    value = getattr(plan, name)
    if not isinstance(value, Chosen):
        return {**found, "text": value or ""}
    shown = [("plan_shown_good", value.good), ("plan_shown_bad", value.bad)]
    lists = [{"heading": words.site(key), "points": list(points)} for key, points in shown if points]
    return {**found, "text": _name(value, words), "lists": lists}


def _name(chosen: Chosen, words: Words) -> str:
    return offered.choice(chosen.id, words) if chosen.id else chosen.name


def _declined(name: str, why: str, words: Words) -> str:
    return words.site("plan_declined_why", name=name, why=why) if why else name


# ------------------------------------------------------------------------------------------------ where it stands
def standing(history: History, number: int, words: Words) -> dict[str, Any]:
    """Where a version stands, who said yes, and why it was written."""
    found = h.version(history, number)
    state = h.state(history, number)
    return {
        "number": number,
        "name": words.site("plan_version", number=number),
        "day": words.day(found.on),
        "state": str(state),
        "state_word": words.site(f"plan_state_{state}"),
        "old": _old(history, number, words),
        "yes": _yes(history, number, words),
        "because": _because(found, words),
        "current": h.current(history) == found,
    }


def _old(history: History, number: int, words: Words) -> str:
    """What marks an old version, on the screen and on paper; nothing for one that holds."""
    if gone := h.withdrawn(history, number):
        return words.site("plan_old_withdrawn", day=words.day(gone.on))
    if later := h.replaced_by(history, number):
        return words.site("plan_old_superseded", later=later, day=words.day(h.version(history, later).on))
    return ""


def _yes(history: History, number: int, words: Words) -> list[str]:
    said = h.said(history, number)
    lines = []
    for who in (h.PERSON, h.DOCTOR):
        if one := said.get(who):
            how = "plan_yes_person" if who == h.PERSON else f"plan_yes_doctor_{one.way}"
            name = one.name or words.site("plan_no_name")
            lines.append(words.site(how, day=words.day(one.on), **({} if who == h.PERSON else {"name": name})))
        else:
            lines.append(words.site(f"plan_not_yet_{who}"))
    return lines


def _because(version: Version, words: Words) -> list[str]:
    lines = [words.site(f"plan_reason_{one}") for one in version.reasons]
    return [*lines, version.because] if version.because else lines


# ------------------------------------------------------------------------------------------------ the difference
def changed(old: Plan, new: Plan, words: Words, langs: tuple[str, str]) -> list[dict[str, str]]:
    """What came, went and changed, as one would tell it. `langs`: in which language each of the two was written."""
    return [
        {
            "kind": words.site(f"plan_change_{one.kind}"),
            "heading": _heading(one, words),
            "before": _value(one.before, one.after, words),
            "after": _value(one.after, one.before, words),
            "before_lang": _lang(one, langs[0], words),
            "after_lang": _lang(one, langs[1], words),
        }
        for one in difference(old, new)
    ]


def _lang(change: Change, written_in: str, words: Words) -> str:
    """The name of a choice is said in the reader's language; everything else stands as it was written."""
    named = change.section == CHOSEN and not _same_choice(change.before, change.after)
    return words.language if named else written_in


def _heading(change: Change, words: Words) -> str:
    if _same_choice(change.before, change.after):
        return words.site("plan_shown_changed")
    return words.site(f"plan_s_{change.section}") + (f": {change.item}" if change.item else "")


def _value(value: str | Chosen | None, other: str | Chosen | None, words: Words) -> str:
    """What stood there. Of the same choice, only the points that the other day did not show."""
    if not isinstance(value, Chosen):
        return value or ""
    if isinstance(other, Chosen) and _same_choice(value, other):
        return "\n".join(one for one in (*value.good, *value.bad) if one not in (*other.good, *other.bad))
    return _name(value, words)


def _same_choice(one: str | Chosen | None, other: str | Chosen | None) -> bool:
    return isinstance(one, Chosen) and isinstance(other, Chosen) and one.id == other.id


# ------------------------------------------------------------------------------------------------ the two views
def options(asked: str, choices: list[str], words: Words) -> list[offered.Option]:
    """What can be answered."""
    match asked:
        case "goal":
            return [(one, words.site(f"plan_goal_{one}")) for one in GOALS]
        case "strength":
            return [(one, words.site(f"plan_strength_{one}")) for one in STRENGTHS]
        case "matters":
            return offered.concerns(words)
        case _:
            return offered.choices(choices, words)


def answer(asked: str, value: str | None, words: Words) -> str:
    if value is None:
        return words.site("plan_open")
    known = dict(options(asked, [], words))
    return known.get(value) or offered.choice(value, words)


def sides(found: Round, words: Words) -> list[dict[str, str]]:
    """Both views row by row, with one neutral sentence on how the two answers stand to each other."""
    return [
        {
            "asked": words.site(f"plan_a_{row.asked}"),
            "mine": answer(row.asked, row.mine, words),
            "theirs": answer(row.asked, row.theirs, words),
            "relation": words.site(f"plan_rel_{row.relation}"),
        }
        for row in side_by_side(found)
    ]


def came_in(found: Round, words: Words) -> str:
    """How the doctor's side came in."""
    if found.theirs_on is None or found.way is None:
        return ""
    name = found.name or words.site("plan_no_name")
    return words.site(f"plan_way_{found.way}", name=name, day=words.day(found.theirs_on))


def against(found: Against | None, words: Words) -> str:
    if found is None:
        return ""
    concern = words.argument("concern", found.concern)
    return words.site("plan_against", concern=concern, choice=offered.choice(found.choice, words))


def view_lines(view: View, words: Words) -> list[tuple[str, str]]:
    return [(words.site(f"plan_a_{one}"), answer(one, getattr(view, one), words)) for one in ASKED]
