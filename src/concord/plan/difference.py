"""What came, went and changed between any two plans, as data. Applied to the old one it gives the new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from concord.plan.model import SECTIONS, Chosen, Frozen, Plan

CHOSEN = "chosen"
DECLINED = "declined"
ORDER = (
    "goal",
    CHOSEN,
    "treatment",
    "why",
    DECLINED,
    *(one for one in SECTIONS if one not in ("goal", "treatment", "why")),
)
"""The order in which a plan is read, and its difference too."""
Kind = Literal["came", "went", "changed"]


class Change(Frozen):
    """One thing that is no longer as it was. None: it was not there, or is there no more.

    `item`: which of the declined choices, where it is about one of them.
    """

    section: str
    item: str = ""
    before: str | Chosen | None
    after: str | Chosen | None

    @property
    def kind(self) -> Kind:
        if self.before is None:
            return "came"
        return "went" if self.after is None else "changed"


class DoesNotFitError(Exception):
    """The difference was made from another plan than this one."""


def difference(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Every change, in reading order; empty for two plans that say the same."""
    return tuple(change for section in ORDER for change in _of(section, old, new))


def _of(section: str, old: Plan, new: Plan) -> Iterator[Change]:
    if section == DECLINED:
        before, after = dict(old.declined), dict(new.declined)
        for name in sorted(before.keys() | after.keys()):
            if before.get(name) != after.get(name):
                yield Change(section=section, item=name, before=before.get(name), after=after.get(name))
        return
    was, now = getattr(old, section) or None, getattr(new, section) or None
    if was != now:
        yield Change(section=section, before=was, after=now)


def apply(old: Plan, changes: tuple[Change, ...]) -> Plan:
    """The plan that the difference leads to. Errors: DoesNotFitError."""
    values: dict[str, object] = {}
    declined = dict(old.declined)
    for one in changes:
        was = declined.get(one.item) if one.section == DECLINED else getattr(old, one.section) or None
        if was != one.before:
            raise DoesNotFitError(one.section)
        if one.section != DECLINED:
            values[one.section] = one.after if one.section == CHOSEN else one.after or ""
        elif isinstance(one.after, str):
            declined[one.item] = one.after
        else:
            del declined[one.item]
    kept = {name: getattr(old, name) for name in Plan.model_fields}
    return Plan(**{**kept, **values, "declined": tuple(declined.items())})
