"""Figures for people: whether they may be shown, and in which numbers.

The display gate closes in pairs: unless main harms and benefit figures of a choice are verified, none is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from concord.knowledge import model
from concord.knowledge.load import Knowledge

BENEFITS = ("growth_free", "response")


class Gate(NamedTuple):
    """Whether the figures of a choice may be shown, and which ones it waits for."""

    open: bool
    waiting: tuple[str, ...]


class HarmRow(NamedTuple):
    """One side effect of a choice: its figures, and whether they are verified."""

    effect: str
    harm: model.Harm
    table: model.HarmTable
    evidence: model.Evidence
    verified: bool


def harm_rows(rules: model.Rules, knowledge: Knowledge) -> Iterator[HarmRow]:
    """The main harms in their order, each from the first evidence that has it."""
    for effect in rules.main_harms:
        for evidence in evidence_of(rules, knowledge):
            table = next((one for one in evidence.harms if effect in one.effects), None)
            if table:
                harm = table.effects[effect]
                yield HarmRow(effect, harm, table, evidence, (harm.checked or table.checked).state == "verified")
                break


def evidence_of(rules: model.Rules, knowledge: Knowledge) -> list[model.Evidence]:
    return [knowledge.evidence[name] for name in rules.evidence]


def main_evidence(rules: model.Rules, knowledge: Knowledge) -> model.Evidence | None:
    """The trial whose benefit is shown: the one named for it, else the first that is listed."""
    if rules.benefits_from:
        return knowledge.evidence[rules.benefits_from]
    return next(iter(evidence_of(rules, knowledge)), None)


def gate(rules: model.Rules, knowledge: Knowledge) -> Gate:
    """The display gate of a choice."""
    waiting = [row.effect for row in harm_rows(rules, knowledge) if not row.verified]
    main = main_evidence(rules, knowledge)
    if main:
        waiting += [
            name
            for name in BENEFITS
            if name in main.figures and main.figures[name].checked.state != "verified" and not _spare(name, main)
        ]
    if main and not rules.main_harms and any(name in main.figures for name in BENEFITS):
        waiting.append("main harms")
    return Gate(not waiting, tuple(waiting))


def _spare(name: str, evidence: model.Evidence) -> bool:
    """A response that is not confirmed is left out without closing the gate where the time without growth stands."""
    growth = evidence.figures.get("growth_free")
    return name == "response" and growth is not None and growth.checked.state == "verified"


def of_hundred(percent: float) -> int:
    """Whole people of a hundred, halves upward."""
    return math.floor(percent + 0.5)


def wilson(percent: float, total: int) -> tuple[float, float]:
    """The 95 percent interval of a proportion (Wilson score), in percent."""
    p, z = percent / 100, 1.959964
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return max(0.0, 100 * (middle - half)), min(100.0, 100 * (middle + half))


def months(value: float) -> int:
    """Whole months, halves upward."""
    return math.floor(value + 0.5)
