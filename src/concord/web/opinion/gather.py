"""The packet of a situation with its line of time, and the same as a FHIR document: for the site and the terminal."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from concord.choices.words import Language, Words
from concord.documents.packet import Packet, Wishes, in_words, packet, without
from concord.exchange.out import Section, to_document
from concord.knowledge.load import Knowledge
from concord.situation.model import Situation
from concord.situation.read import as_data
from concord.web.treatments.timeline import Line, timeline_of


def gathered(situation: Situation, knowledge: Knowledge, as_of: dt.date, language: Language, wishes: Wishes) -> Packet:
    """The packet, without what the person leaves out."""
    kept = without(situation, wishes.left_out)
    words = Words(knowledge, language)
    time = None if "timeline" in wishes.left_out else _places(timeline_of(as_data(kept), words, as_of))
    return packet(kept, knowledge, as_of, language=language, wishes=wishes, time=time)


def as_fhir(
    situation: Situation, knowledge: Knowledge, as_of: dt.date, language: Language, wishes: Wishes
) -> dict[str, Any]:
    """The same packet as a FHIR document."""
    made = gathered(situation, knowledge, as_of, language, wishes)
    sections = [Section(*one) for one in in_words(made)]
    kept = without(situation, wishes.left_out)
    return to_document(kept, knowledge, as_of, title=made["title"], sections=sections, language=language)


def _places(line: Line) -> dict[str, Any]:
    """The line as plain data, without its dates: they stand in its words."""
    rows = [
        [{"what": one.what, "when": one.when, "shapes": [asdict(shape) for shape in one.shapes]} for one in some]
        for some in (line.rows, line.undated)
    ]
    return {"rows": rows[0], "undated": rows[1], "ticks": [list(one) for one in line.ticks]}
