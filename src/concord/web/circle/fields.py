"""Reading the forms of the circle: what is missing or too long is said, and nothing of it is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from concord.circle.permissions import LONGEST, Kind, Right
from concord.circle.sections import SECTIONS

LONGEST_NAME, LONGEST_NOTE = 80, 2000
LASTS = {
    "week": dt.timedelta(days=7),
    "month": dt.timedelta(days=30),
    "quarter": dt.timedelta(days=90),
    "year": dt.timedelta(days=365),
}
USUAL = {Kind.HELPER: "month", Kind.CLINICIAN: "week"}
AS_IT_IS = "keep"


@dataclass(frozen=True)
class Given:
    """What somebody filled in, and the names of the texts that say what is wrong with it."""

    name: str
    sharer: str
    rights: dict[str, Right]
    lasts: str
    wrong: dict[str, str]


def given(sent: QueryDict, kind: Kind, also: str = "") -> Given:
    """What stands in the form; `also` is one more answer to how long."""
    name, sharer = sent.get("name", "").strip(), sent.get("sharer", "").strip()
    rights = {part: right for part in SECTIONS if (right := _right(sent.get(f"right-{part}", "")))}
    lasts, wrong = sent.get("lasts", ""), {}
    if not name:
        wrong["name"] = "circle_wrong_name"
    for field, text in (("name", name), ("sharer", sharer)):
        if len(text) > LONGEST_NAME:
            wrong[field] = "circle_wrong_long"
    if not rights:
        wrong["rights"] = "circle_wrong_rights"
    if lasts not in (*offered(kind), also) or not lasts:
        wrong["lasts"] = "circle_wrong_lasts"
    return Given(name, sharer, rights, lasts, wrong)


def offered(kind: Kind) -> list[str]:
    """How long somebody of this kind can be let in."""
    return [name for name, lasts in LASTS.items() if lasts <= LONGEST[kind]]


def number(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _right(typed: str) -> Right:
    return next((one for one in Right if one.name.lower() == typed), Right.NOTHING)
