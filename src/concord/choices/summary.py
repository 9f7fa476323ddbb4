"""The situation in words: whether this is for the person, what kind of cancer it is, what has happened so far."""

from __future__ import annotations

import math
from typing import Any

from concord.choices.shape import FactLine, Scope, SituationPart, TreatmentLine
from concord.choices.words import Words
from concord.criteria.terms import Term
from concord.possible import Range
from concord.situation.declare import Facts
from concord.situation.facts.timeline import count_lines, duration
from concord.situation.model import Medicine

ADVANCED = frozenset({"metastatic", "locally_advanced_inoperable"})
POSITIVE = frozenset({"positive", "low"})


def scope(facts: Facts, words: Words) -> Scope:
    """Whether the brief is for this person: yes, no (early cancer), or only if it has spread."""
    extent = facts.fact(Term("extent"))
    assert not isinstance(extent.possible, Range)
    if extent.possible == {"early"}:
        because = "; ".join(words.because(one, facts.situation) for one in extent.because)
        record = facts.situation.records.get("cancer.extent")
        if record and record.date:
            because = words.day(record.date)
        return {"in_scope": False, "say": words.sentence("out_of_scope", because=because), "facts": ["extent"]}
    if extent.possible <= ADVANCED:
        return {"in_scope": True, "say": words.sentence("in_scope"), "facts": ["extent"]}
    return {"in_scope": None, "say": words.sentence("extent_unknown"), "facts": ["extent"]}


def subtype_word(facts: Facts, words: Words) -> str:
    """The kind of cancer by hormone receptors and HER2, as far as both are known."""
    receptors, her2 = facts.names("hormone_receptors"), facts.names("her2")
    hormone = "positive" if receptors <= POSITIVE else "negative" if receptors == {"negative"} else None
    if hormone and her2 == {"positive"}:
        return words.word(f"subtype_hr_{hormone}_her2_positive")
    if hormone and "positive" not in her2:
        if hormone == "negative":
            return words.word("subtype_triple_negative")
        return words.word(
            f"subtype_hr_positive_her2_{next(iter(her2))}" if len(her2) == 1 else "subtype_hr_positive_her2_negative"
        )
    return words.word("subtype_unknown")


def in_words(facts: Facts, words: Words) -> str:
    """Two or three sentences: the kind of cancer, where it is, what it grew on, which changes were found."""
    cancer = facts.situation.cancer
    sites = words.listed([words.word(site) for site in cancer.sites])
    began = facts.names("presentation")
    if facts.names("extent") == {"locally_advanced_inoperable"}:
        presentation = words.sentence("too_far_for_surgery")
    else:
        presentation = words.sentence(
            "came_back" if began == {"recurrent"} else "was_there" if began == {"de_novo"} else "has_spread"
        )
    text = [
        words.sentence(
            "situation",
            subtype=subtype_word(facts, words),
            presentation=presentation,
            sites=words.sentence("to_sites", sites=sites) if sites else "",
        )
    ]
    text += _treatment(facts, words)
    for term, sentence in (("altered", "situation_gene"), ("germline", "situation_germline")):
        for gene in facts.vocabulary.markers:
            possible = facts.possible(term, gene)
            if possible in (frozenset({"yes"}), frozenset({"pathogenic"})) and any(
                entry.marker == gene and (entry.origin == "germline") == (term == "germline")
                for entry in facts.situation.biomarkers
            ):
                text.append(words.sentence(sentence, gene=gene))
    return " ".join(text)


def _treatment(facts: Facts, words: Words) -> list[str]:
    lines = count_lines(facts, doubt=True).lines
    if not lines:
        none = facts.possible("lines") == Range(0, 0)
        return [words.sentence("situation_no_treatment")] if none else []
    last = lines[-1].entries[-1][1]
    values: dict[str, Any] = {"treatment": words.drugs(last), "months": _months(last, facts, words)}
    if last.stopped_because in ("progression", "recurrence"):
        return [words.sentence("situation_grew", **values)]
    if last.stopped_because == "ongoing":
        return [words.sentence("situation_ongoing", **values)]
    reason = words.word(last.stopped_because) if last.stopped_because else words.word("not_known")
    return [words.sentence("situation_stopped", reason=reason, **values)]


def _months(entry: Medicine, facts: Facts, words: Words) -> str:
    span = duration(entry, facts)
    if span.high > 600:
        return ""
    return words.sentence("for_months", months=words.range(Range(math.floor(span.low), math.ceil(span.high))))


def situation_part(facts: Facts, words: Words, used: dict[Term, None], in_scope: bool) -> SituationPart:
    """The situation in words, and every fact that some statement of the brief rests on."""
    lines: list[FactLine] = []
    for term in used if in_scope else [Term("extent")]:
        found = facts.fact(term)
        possible: Any = (
            [_json(found.possible.low), _json(found.possible.high)]
            if isinstance(found.possible, Range)
            else sorted(found.possible)
        )
        label, value = words.fact(term), words.value(term, found.possible)
        because = [words.because(one, facts.situation) for one in found.because]
        lines.append({"name": str(term), "label": label, "possible": possible, "say": value, "because": because})
    own = facts.situation.priorities.in_my_words
    return {
        "say": in_words(facts, words) if in_scope else "",
        "treatments": treatments(facts, words) if in_scope else [],
        "facts": lines,
        "your_words": own,
    }


def treatments(facts: Facts, words: Words) -> list[TreatmentLine]:
    """Every treatment so far, in the order of the file, with its line number since the cancer spread and its amount."""
    number = {index: line.number for line in count_lines(facts, doubt=True).lines for index, _ in line.entries}
    found: list[TreatmentLine] = []
    for index, entry in enumerate(facts.situation.treatments):
        line = number.get(index)
        name = (
            words.sentence("line_number", number=line) if line else words.word(entry.setting) if entry.setting else ""
        )
        say = words.entry(f"treatments[{index}]", facts.situation)
        found.append(
            {
                "line": line,
                "name": name,
                "say": say + _amounts(entry, facts, words) if isinstance(entry, Medicine) else say,
            }
        )
    return found


def _amounts(entry: Medicine, facts: Facts, words: Words) -> str:
    """Cycles and amounts of one entry, as stated."""
    parts = [words.sentence("cycles", number=entry.cycles)] if entry.cycles else []
    for drug, amount in entry.cumulative_mg_m2.items():
        parts.append(words.sentence("amount", drug=words.medicine(drug), number=f"{amount:g}"))
    for drug, each in entry.dose_mg_m2_per_cycle.items():
        if entry.cycles:
            parts.append(words.sentence("amount", drug=words.medicine(drug), number=f"{each * entry.cycles:g}"))
        else:
            parts.append(words.sentence("amount_per_cycle", drug=words.medicine(drug), number=f"{each:g}"))
    if entry.dose_reduced:
        parts.append(words.sentence("dose_made_smaller"))
    if entry.ordered_only:
        parts.append(words.sentence("only_ordered"))
    return "".join(f", {part}" for part in parts)


def _json(number: float) -> float | None:
    """Infinity has no JSON; null stands for it."""
    return None if number in (float("inf"), float("-inf")) else number
