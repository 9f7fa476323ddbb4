"""What is sent by the forms of this feature, taken in as it may be kept."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

from concord.plan.agreement import ASKED, View
from concord.plan.model import SECTIONS, Chosen, Plan, Reason

LONGEST = 2000
LONGEST_NAME = 120
ROWS = 20
"""How many choices can be written down as considered."""
Options = Mapping[str, list[tuple[str, str]]]


def text(sent: QueryDict, name: str) -> str:
    return sent.get(name, "").replace("\r\n", "\n").strip()


def view(sent: QueryDict, options: Options) -> tuple[View | None, set[str]]:
    """A view as it was given. What was not answered stays None. With it, which fields are too long."""
    known = {one: {value for value, _ in options[one]} for one in ASKED}
    given = {one: sent.get(one) if sent.get(one) in known[one] else None for one in ASKED}
    words = text(sent, "words")
    too_long = {"words"} if len(words) > LONGEST else set()
    return (None if too_long else View(**given, words=words)), too_long


def name(sent: QueryDict) -> str:
    return " ".join(text(sent, "name").split())[:LONGEST_NAME]


def plan(sent: QueryDict, before: Plan, choices: list[tuple[str, str]]) -> tuple[Plan, set[str]]:
    """The plan as it was sent, and which fields are too long; those stay as they were."""
    values = {one: text(sent, one) for one in SECTIONS}
    too_long = {one for one, words in values.items() if len(words) > LONGEST}
    values |= {one: getattr(before, one) for one in too_long}
    declined: dict[str, str] = {}
    for row in range(ROWS):
        which, why = " ".join(text(sent, f"which-{row}").split()), text(sent, f"why-{row}")
        if why and not which:  # words without a name are not lost: they stand for it
            which, why = " ".join(why.split()), ""
        too_long |= {f"which-{row}"} if len(which) > LONGEST_NAME else set()
        too_long |= {f"why-{row}"} if len(why) > LONGEST else set()
        if which and f"which-{row}" not in too_long and f"why-{row}" not in too_long:
            declined[which] = "\n".join(one for one in (declined.get(which), why) if one)
    chosen = sent.get("chosen", "")
    listed = dict(choices)
    picked = Chosen(id=chosen, name=listed[chosen]) if chosen in listed else None
    if picked is None and before.chosen and chosen == before.chosen.id:
        picked = before.chosen  # no longer on the list of today, and still what was written
    return Plan(**values, chosen=picked, declined=tuple(declined.items())), too_long


def rows(sent: QueryDict) -> list[tuple[str, str]]:
    """The choices considered, row by row as they were sent."""
    return [(sent.get(f"which-{row}", ""), sent.get(f"why-{row}", "")) for row in range(ROWS) if f"which-{row}" in sent]


def reasons(sent: QueryDict) -> tuple[Reason, ...]:
    return tuple(one for one in Reason if one in sent.getlist("reason"))
