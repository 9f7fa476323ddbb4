"""What a person is told, measured: a record is read as a whole, with its lists and headings, and each of its criteria
is compared with its label. A criterion asks wrongly where it says "does not fit" for someone whom the label does not
keep out.

Left aside are a line without a label, such as "one of the following:", since what it asks for is made of those below
it, and the further ones of several ways to meet one criterion, which are no criteria of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from concord.criteria.terms import Condition, Not, NotRead
from concord.knowledge.load import Knowledge
from concord.trials.match import Requirement
from concord.trials.requirements import requirements
from tests.trials.table import written
from tests.trials.table.judge import Judged
from tests.trials.table.worlds import pairs
from tests.trials.test_labels import eligibility


class Asked(NamedTuple):
    """One labelled criterion of a record that was read as a whole."""

    judged: Judged
    requirement: Requirement
    hides: bool
    keeps_out: bool
    """It is read rightly by itself, and its label keeps somebody out."""
    lost: bool
    """So, and the whole record keeps nobody out for it."""


def text_of(half: str) -> dict[str, str]:
    """Trial -> its text."""
    if half in ("test", "tune"):
        return eligibility()
    paths = [path for path in written.texts() if written.half_of(path) == half]
    return {written.name_of(path): path.read_text() for path in paths}


def asked(judged: tuple[Judged, ...], knowledge: Knowledge) -> Iterator[Asked]:
    """What stands under each label, of one half."""
    texts = text_of(judged[0].half)
    found: dict[tuple[str, str, str], Requirement] = {}
    for trial in {one.trial for one in judged}:
        for asks in requirements(texts[trial], knowledge):
            found[trial, asks.section, asks.place] = asks
    for one in judged:
        place = one.trial, one.criterion.section, one.criterion.place
        if place in found and (one.label is not None or one.reading.condition is not None):
            keeps_out, lost = kept_out(one, found[place], knowledge)
            yield Asked(one, found[place], hides(found[place], one.label, knowledge), keeps_out, lost)


def kept_out(one: Judged, asks: Requirement, knowledge: Knowledge) -> tuple[bool, bool]:
    """Whether a criterion that was read rightly keeps somebody out, and whether the whole record loses that."""
    if one.verdict != "right" or one.label is None:
        return False, False
    wanted = Not(one.label) if asks.section == "exclusion" else one.label
    answers = list(pairs(asks.condition or NotRead(), wanted, knowledge.signature))
    keeps_out = any(right is False for _, right in answers)
    return keeps_out, keeps_out and not any(said is False for said, _ in answers)


def hides(asks: Requirement, label: Condition | None, knowledge: Knowledge) -> bool:
    """Whether somebody is told that she does not fit where the label does not say so."""
    if asks.condition is None:
        return False
    wanted = label or NotRead()
    wanted = Not(wanted) if asks.section == "exclusion" else wanted
    found = pairs(asks.condition, wanted, knowledge.signature)
    return any(said is False and right is not False for said, right in found)
