"""What gene tests and other markers say."""

from __future__ import annotations

from concord.possible import NO, YES, YES_OR_NO, Names, Range, Truth, yes_no
from concord.situation.dates import Days, before
from concord.situation.declare import GENE, Answer, Because, Facts, fact, numbers
from concord.situation.facts.timeline import last_progression
from concord.situation.model import Biomarker
from concord.situation.vocabulary import MarkerRule

GERMLINE = frozenset({"pathogenic", "vus", "negative"})
TISSUE_ONLY = MarkerRule(frozenset({"tissue"}))


def _entries(facts: Facts, marker: str) -> list[tuple[int, Biomarker]]:
    return [(index, entry) for index, entry in enumerate(facts.situation.biomarkers) if entry.marker == marker]


def _rules_out(facts: Facts, entry: Biomarker, rule: MarkerRule) -> bool:
    """Whether "not found" really means no: the right specimen and, for a change that can appear later, not outdated."""
    if entry.specimen not in rule.rules_out:
        return False
    if not rule.can_appear_later:
        return True
    grew: Days | None = last_progression(facts)
    if grew is None:
        return facts.situation.treatments_complete is True and entry.date is not None
    return entry.date is not None and before(entry.date, grew) is False


def _tumour(facts: Facts, gene: str, wanted: str) -> Answer:
    rule = facts.vocabulary.markers.get(gene, TISSUE_ONLY)
    found: Names = frozenset()
    because: tuple[Because, ...] = ()
    for index, entry in _entries(facts, gene):
        if entry.origin == "germline":
            if wanted == "altered" and entry.result == "pathogenic":
                found, because = found | YES, (*because, Because(f"biomarkers[{index}]", entry.date))
            continue
        if entry.result == "altered":
            is_fusion = "fusion" in (entry.variant or "").lower()
            if wanted == "altered" or is_fusion:
                found |= YES
            elif not entry.variant:
                found |= YES_OR_NO
            because = (*because, Because(f"biomarkers[{index}]", entry.date))
        elif entry.result == "not_found":
            if _rules_out(facts, entry, rule):
                found |= NO
            because = (*because, Because(f"biomarkers[{index}]", entry.date))
    return found or YES_OR_NO, because


@fact(YES_OR_NO, GENE, source="asco-2022-biomarkers")
def altered(facts: Facts, gene: str) -> Answer:
    """Whether the cancer has a change in this gene.

    Yes where one was found. "Not found" counts as no only in a specimen that can rule the change out (the marker says
    which), and, for a change that can appear later, only if tested since the cancer last grew. Otherwise not known.
    """
    return _tumour(facts, gene, "altered")


@fact(YES_OR_NO, GENE, source="asco-2022-biomarkers")
def fusion(facts: Facts, gene: str) -> Answer:
    """Whether the cancer has a fusion of this gene. A change that is not a fusion does not count."""
    return _tumour(facts, gene, "fusion")


def _has_result(entry: Biomarker) -> bool:
    numbers_given = (entry.cps, entry.immune_cells_percent, entry.value)
    return entry.result not in (None, "not_tested") or any(number is not None for number in numbers_given)


@fact(YES_OR_NO, GENE, source="situation")
def gene_tested(facts: Facts, gene: str) -> Answer:
    """Whether a result or a score for this gene, from the tumour or inherited, is listed."""
    entries = [(index, entry) for index, entry in _entries(facts, gene) if _has_result(entry)]
    if entries:
        return YES, tuple(Because(f"biomarkers[{index}]", entry.date) for index, entry in entries)
    if any(entry.result == "not_tested" for _, entry in _entries(facts, gene)):
        return NO, tuple(Because(f"biomarkers[{index}]", entry.date) for index, entry in _entries(facts, gene))
    return YES_OR_NO, ()


@fact(YES_OR_NO, GENE, source="asco-2024-germline")
def germline_tested(facts: Facts, gene: str) -> Answer:
    """Whether a result for the inherited form of this gene is listed. A test of the tumour does not replace it."""
    entries = [(index, entry) for index, entry in _entries(facts, gene) if entry.origin != "tumour"]
    tested = [one for one in entries if one[1].result in GERMLINE]
    known: Truth = True if tested else False if any(e.result == "not_tested" for _, e in entries) else None
    because = () if known is None else tested or entries
    return yes_no(known), tuple(Because(f"biomarkers[{index}]", entry.date) for index, entry in because)


@fact(GERMLINE, GENE, source="asco-2024-germline")
def germline(facts: Facts, gene: str) -> Answer:
    """The inherited form of this gene: a harmful change (pathogenic), a change of unknown meaning (vus), or neither.

    A change found only in the tumour may or may not be inherited.
    """
    found: Names = frozenset()
    because: tuple[Because, ...] = ()
    for index, entry in _entries(facts, gene):
        if entry.result in GERMLINE and entry.origin != "tumour":
            found |= {entry.result}
            because = (*because, Because(f"biomarkers[{index}]", entry.date))
    return found or GERMLINE, because


@fact(numbers(0, 100), unit="points", source="asco-2022-biomarkers")
def pd_l1_cps(facts: Facts) -> Answer:
    """PD-L1 combined positive score by the 22C3 assay. Scores of other assays do not count."""
    found = [
        (i, e, e.cps) for i, e in _entries(facts, "PD-L1") if e.cps is not None and (e.assay or "").upper() == "22C3"
    ]
    if not found:
        return Range(0, 100), ()
    values = [cps for _, _, cps in found]
    return Range(min(values), max(values)), tuple(Because(f"biomarkers[{i}]", e.date) for i, e, _ in found)


@fact(numbers(0, 100), unit="%", source="impassion130-nejm-2018")
def pd_l1_immune_cells_percent(facts: Facts) -> Answer:
    """Area of the cancer covered by immune cells with PD-L1, by the SP142 assay, in percent.

    Another assay, or a combined score (CPS), does not count: the scores cannot be turned into one another.
    """
    found = [
        (i, e, e.immune_cells_percent)
        for i, e in _entries(facts, "PD-L1")
        if e.immune_cells_percent is not None and (e.assay or "").upper() == "SP142"
    ]
    if not found:
        return Range(0, 100), ()
    values = [percent for _, _, percent in found]
    return Range(min(values), max(values)), tuple(Because(f"biomarkers[{i}]", e.date) for i, e, _ in found)


@fact(frozenset({"high", "stable"}), source="asco-2022-biomarkers")
def msi(facts: Facts) -> Answer:
    """Microsatellite instability: high (many copying errors in the tumour's genes) or stable.

    High counts whatever the specimen; stable in a blood test does not rule it out.
    """
    found: Names = frozenset()
    because: tuple[Because, ...] = ()
    for index, entry in _entries(facts, "MSI"):
        if entry.result in ("high", "stable"):
            if entry.result == "high" or entry.specimen != "blood":
                found |= {entry.result}
            because = (*because, Because(f"biomarkers[{index}]", entry.date))
    return found or frozenset({"high", "stable"}), because


@fact(numbers(0, 2000), unit="mut/Mb", source="asco-2022-biomarkers")
def tumor_mutational_burden(facts: Facts) -> Answer:
    """Mutations per megabase of the tumour's genes. Results of a blood test do not count."""
    found = [(i, e, e.value) for i, e in _entries(facts, "TMB") if e.value is not None and e.specimen != "blood"]
    if not found:
        return Range(0, 2000), ()
    values = [value for _, _, value in found]
    return Range(min(values), max(values)), tuple(Because(f"biomarkers[{i}]", e.date) for i, e, _ in found)
