"""Treatments and the days since them: given within so many weeks, or not for so many; taken now."""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import Condition, Or
from concord.trials.reading.build import UNREAD, both, compare, one_of, opposite, term, yes
from concord.trials.reading.phrases.frames import Frame
from concord.trials.reading.phrases.medicines import DRUG, Listed, Named, each, names_of, within
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.vocabulary import NO_KIN, Medicine


def since(one: Named, setting: str | None, operator: str, amount: float, *, narrowed: bool = False) -> Condition:
    """So long ago, or more recently. Other medicines have no date: they are taken now or not.

    `narrowed`: only some of those who took it so recently are meant, so that who never had it is none of them.
    """
    assert one.name is not None
    if one.name.area:
        return compare(term("months_since_radiation", one.name.area), operator, amount)
    if one.name.operation:  # it has no date
        return both((yes("surgery", one.name.operation), UNREAD)) if operator[0] == "<" else UNREAD
    if one.aid and not one.name.given:
        if operator[0] != "<":
            return both((opposite(yes("taking", one.name)), UNREAD))  # "stopped two weeks before": not taken now
        return one_of((yes("taking", one.name), yes("had", one.name, None) if narrowed else UNREAD))
    return compare(term("months_since", one.name, setting), operator, amount)


def recently(found: Frame, setting: str | None, window: tuple[str, float], excludes: bool) -> Condition | None:
    """Given within so many weeks, or not for so many weeks."""
    operator, amount = window
    within_it = operator[0] == "<"
    if found.listed is None:
        if not found.stage or "TREATED" not in found.words:
            return None
        recent = since(Named(Medicine("cancer_medicine", NO_KIN)), setting, operator, amount)
        return (one_of if within_it else both)((recent, UNREAD))  # early treatment is more than medicine
    shorter = any(token.type == "SHORTER" for token in found.half)
    narrowed = found.past_or_now and (found.narrowed or shorter)  # "receives, or has received,"
    listed = _without_exceptions(found.listed, found, amount)

    def say(one: Named) -> Condition:
        if "STARTED" in found.words and not within_it:  # "begun at least four weeks before": it may go on
            assert one.name is not None
            dated = not (one.aid or one.name.area or one.name.operation)
            return both((yes("had", one.name, setting), UNREAD)) if dated else UNREAD
        condition = since(one, setting, operator, amount, narrowed=narrowed)
        less = [more for more, other in found.exceptions if more < amount and _holds_one_of(one, other)]
        if not less:
            return condition
        # "within four weeks (two weeks for B)", where B is one of what it says
        least = since(one, setting, operator, min(less), narrowed=narrowed)
        return one_of((least, both((condition, UNREAD)))) if within_it else both((least, one_of((condition, UNREAD))))

    condition = each(listed, say, excludes, every=not within_it, recent=True)
    if condition is None:
        return None
    for more, excepted in found.exceptions:
        other = each(
            excepted,
            lambda one, more=more: since(one, setting, operator, more),  # type: ignore[misc]
            excludes,
            every=not within_it,
            recent=True,
        )
        condition = (one_of if within_it else both)((condition, UNREAD if other is None else other))
    if "STARTED" in found.words:
        condition = both((condition, UNREAD))  # who has taken it for long did not start it then
    if found.half:
        # the longer of two spans is a wider window to have taken it in, and a longer one to have been without it
        longer = any(token.type == "LONGER" for token in found.half)
        narrows = shorter if within_it else longer
        return both((condition, UNREAD)) if narrows else one_of((condition, UNREAD))
    return condition


def _without_exceptions(listed: Listed, found: Frame, amount: float) -> Listed:
    """ "Treatment of cancer within four weeks (two weeks for A)", where A is one of its kinds: the other kinds."""
    apart = [one.name for more, other in found.exceptions if more < amount for one in other.items if not one.narrowed]
    items: list[Named] = []
    for one in listed.items:
        parts = one.name.parts if one.name is not None else []
        left = [Named(part, one.aid, one.narrowed) for part in parts if part not in apart]
        items += left if len(left) < len(parts) else [one]
    joins = listed.joins if len(items) == len(listed.items) else listed.joins | {"OR"}
    return listed._replace(items=tuple(items), joins=joins)


def _holds_one_of(one: Named, listed: Listed) -> bool:
    """Whether some of this treatment is among those of the list, or may be."""
    return any(other.name is None or other == one or within(other, one) for other in listed.items)


def at_any_time(condition: Condition, said: Sequence[Token]) -> Condition:
    """What is open of "receives A, or has received it within a month" once some uses of A are excepted: ever had."""
    types = {token.type for token in said}
    names = {one.name: one.aid for token in said if token.type in DRUG for one in names_of(token)}
    taken = [yes("taking", name) for name, aid in names.items() if aid and name is not None]
    if not {"OR", "TREATED", "TIME"} <= types or not types & {"NOW", "TAKING"} or len(taken) < len(names):
        return condition
    if not isinstance(condition, Or) or {*condition.parts} != {*taken, UNREAD}:
        return condition
    return one_of((*taken, *(yes("had", name, None) for name in names)))


def half_lives(found: Frame, excludes: bool) -> Condition | None:
    """ "Within five half-lives": who takes it now is within them."""
    if found.listed is None or not all(one.aid for one in found.listed.items):
        return UNREAD
    now = going_on(found.listed, excludes)
    return now and one_of((now, UNREAD))


def going_on(listed: Listed, excludes: bool) -> Condition | None:
    """Taken now, or on it now."""

    def say(one: Named) -> Condition:
        if one.name is None or one.name.local:
            return UNREAD
        return yes("taking" if one.aid else "on_now", one.name)

    return each(listed, say, excludes, recent=True)
