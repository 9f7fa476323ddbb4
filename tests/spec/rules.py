"""Every condition of the knowledge base by a name of its own: `checks/deruxtecan-lungs`, `choices/olaparib/FDA/1`.

`python -m tests.spec.rules [PART]` lists the rules that no row of tests/spec/rules/ speaks of, with their conditions.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from concord.knowledge import model
from concord.knowledge.load import Knowledge
from tests.conftest import whole_knowledge
from tests.spec.table import HERE, rows

NAMES = sorted(path.stem for path in (HERE / "rules").glob("*.yaml"))


def rules(knowledge: Knowledge) -> dict[str, str]:
    """The condition of each rule, by the rule's name."""
    found: dict[str, str] = {}
    for kind in ("definitions", "exclusions", "checks"):
        found |= {f"{kind}/{one.id}": one.is_ for one in getattr(knowledge, kind).values()}
    found |= {f"tests/{one.id}": one.good_care_when for one in knowledge.tests.values() if one.good_care_when}
    found |= {f"questions/{one.id}": one.when for one in knowledge.questions.values() if one.when}
    found |= {f"notes/{one.id}": one.when for one in knowledge.notes.values()}
    found |= {f"help/{one.id}": one.when for one in knowledge.help.values() if one.when}
    for asked in knowledge.common_questions.values():  # many share a condition, which is shown by examples once
        all_told: tuple[model.About | model.Told, ...] = (*asked.about, *asked.guidelines, *asked.not_known)
        for told in all_told:
            if told.when:
                found[f"common_questions/{told.when}"] = told.when
    for ask in knowledge.asks.values():
        if ask.instead:
            found[f"asks/{ask.fact}"] = ask.instead.when
    for consideration in knowledge.considerations.values():
        for number, answer in enumerate(consideration.answers, 1):
            found[f"considerations/{consideration.id}/{number}"] = answer.when
    for evidence in knowledge.evidence.values():
        for number, line in enumerate(evidence.included, 1):
            if line.is_ not in knowledge.definitions:
                found[f"evidence/{evidence.id}/{number}"] = line.is_
    for choice in knowledge.choices.values():
        if choice.being_studied and choice.being_studied.when:
            found[f"choices/{choice.id}/being-studied"] = choice.being_studied.when
        found |= dict(_of_choice(f"choices/{choice.id}", choice, knowledge))
        for variant in choice.variants:
            found |= dict(_of_choice(f"choices/{choice.id}/{variant.id}", variant, knowledge))
    return found


def _of_choice(name: str, record: model.Rules, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """A line that is a named condition and nothing else is a rule of definitions.yaml, not of the choice.

    The second support by the same body is named "ASCO (2)".
    """
    earlier: list[str] = []
    for support in record.supports:
        earlier.append(support.by)
        count = earlier.count(support.by)
        by = support.by if count == 1 else f"{support.by} ({count})"
        for number, line in enumerate(support.when, 1):
            if line.is_ not in knowledge.definitions:
                yield f"{name}/{by}/{number}", line.is_
    for number, one in enumerate(record.not_now_when, 1):
        if isinstance(one, model.Exclusion):
            yield f"{name}/{one.id or f'not-now-{number}'}", one.is_
    for check in record.check_first:
        if isinstance(check, model.Check):
            yield f"{name}/{check.id}", check.is_
    for companion in record.companions:
        yield f"{name}/{companion.add} when {companion.when}", companion.when


@cache
def tabled() -> list[dict[str, Any]]:
    """The rows of all tables of rules."""
    return [row for name in NAMES for row in rows(f"rules/{name}")]


if __name__ == "__main__":
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    spoken_of = {row["rule"] for row in tabled()}
    for rule, condition in rules(whole_knowledge()).items():
        if part in rule and rule not in spoken_of:
            sys.stdout.write(f"{rule}\n    {condition}\n")
