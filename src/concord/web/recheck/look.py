"""What a new version of the knowledge means for one person. Nothing is written here."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from concord.choices.recheck import Changes, Summary, compare, is_empty, summary
from concord.knowledge.load import Knowledge
from concord.reading import Document
from concord.situation.model import Situation
from concord.situation.read import from_document
from concord.web.choices.marks import situation_mark
from concord.web.keys.holder import Holder
from concord.web.recheck import kept


class Looked(NamedTuple):
    """Where everything stands now, and what is different by the knowledge alone; None where that is nothing."""

    kept: kept.Kept
    changes: Changes | None


def look(holder: Holder, file: dict[str, Any], old: kept.Kept | None, knowledge: Knowledge, day: dt.date) -> Looked:
    """Holds this version against the one of the last time, on the same answers and the same day."""
    situation = from_document(Document(file))
    mark = situation_mark(holder, file)
    found = kept.Kept(mark, summary(situation, knowledge, day))
    if old is None or old.summary["knowledge"] == knowledge.hash:
        return Looked(found, None)
    if old.situation == mark and is_empty(compare(old.summary, found.summary, None, knowledge)):
        return Looked(found, None)  # as she last saw it, and so it does not matter what the older version would say now
    changes = _changes(situation, old, found, knowledge, day)
    return Looked(found, None if changes is None or is_empty(changes) else changes)


def _changes(
    situation: Situation, old: kept.Kept, new: kept.Kept, knowledge: Knowledge, day: dt.date
) -> Changes | None:
    """By the older version itself, on today's answers, where it can be read. Otherwise by what was kept of that day,
    which tells something only while the answers are the same."""
    if before := kept.version(old.summary["knowledge"]):
        return compare(summary(situation, before, day), new.summary, before, knowledge)
    if old.situation != new.situation:
        return None
    then: Summary = summary(situation, knowledge, dt.date.fromisoformat(old.summary["as_of"]))
    return compare(old.summary, then, None, knowledge)
