"""Sentences and clauses that ask for nothing: reasons, and when and how scans are to be made."""

from __future__ import annotations

import re

SCANS = (
    r"(?:(?:all|the|baseline|appropriate|staging|restaging|radiographic|radiologic(?:al)?|imaging|tumou?r|brain"
    r"|bone) )*"
    r"(?:computed tomography|ct|mri|magnetic resonance imaging|scans?|imaging(?: studies)?|assessments?|x-?rays?)\b"
)
MADE = (
    r"(?:(?:must|should|is|are|will|may|has|have|to)\b(?: only)?(?: be| have been| been)?"
    r" (?:completed|performed|obtained|done|required|repeated|used|acquired))"
)
# What they must show is a demand.
FINDS = r"(?:show|demonstrat|confirm|document|exclud|evidence|without|reveal|rule|if|when|where)"
UNSAID = tuple(
    re.compile(pattern)
    for pattern in (
        # "Scans used to assess disease must have been completed within 28 days", as a sentence of its own
        rf"(?<=[.;]) *{SCANS}[^.;<>≥≤]{{0,90}}?{MADE}\b(?![^.;]*\b{FINDS})(?:[^.;]|\.(?=\d))*",
        # "Replacement therapy (thyroxine, insulin, ...) is not considered systemic treatment"
        r"(?<=[.;]) *(?:hormone )?replacement (?:therapy|treatment)(?: with)?(?: \([^)]*\))?[^.;()]{0,60}"
        r" (?:is|are) not (?:considered|regarded|counted)(?:[^.;]|\.(?=\d))*",
        # "Nursing includes milk that is pumped"
        r"(?<=[.;]) *(?:nursing|breast-?feeding|lactation) (?:includes?|is defined as|means)(?:[^.;]|\.(?=\d))*",
        # "Not pregnant, because the medicine may harm a child"; not why somebody stopped a medicine
        r"(?<=[a-z0-9)]),? because (?!of\b)(?:this|the|these|it|there|of the|such|its) "
        r"(?:(?:study|trial|agents?|drugs?|medicines?|effects?|investigational|protocol|risks?|potential|is|are|has)\b)"
        r"(?:[^.;]|\.(?=\d))*",
    )
)
STOPPED = re.compile(r"stopp|discontinu|withdr|interrupt|intoleran|refus|toxic")


def without_unsaid(text: str) -> str:
    """A text of small letters without them; as long as it was."""
    for unsaid in UNSAID:
        for found in unsaid.finditer(text):
            if "because" in found[0] and STOPPED.search(text[: found.start()]):
                continue
            text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return text
