"""From a situation to its facts."""

from __future__ import annotations

import datetime as dt

from concord.situation.declare import Facts
from concord.situation.model import Medicine, Situation
from concord.situation.vocabulary import Vocabulary


def derive(situation: Situation, vocabulary: Vocabulary, as_of: dt.date, until: dt.date | None = None) -> Facts:
    """The facts of a situation on a day, or on a day not before it and not after `until` that nobody knows yet.

    Each is worked out when it is first asked for.
    """
    import concord.situation.facts  # noqa: F401  (declares them)

    return Facts(situation, vocabulary, as_of, until)


def words_not_understood(situation: Situation, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Words of the file that are in no vocabulary, with their places: kept and listed, never dropped or guessed."""
    found: list[tuple[str, str]] = []
    for index, entry in enumerate(situation.treatments):
        if isinstance(entry, Medicine):
            found += [(f"treatments[{index}].drugs", drug) for drug in entry.drugs if vocabulary.resolve(drug) is None]
        elif entry.kind == "radiation" and entry.target and entry.target not in vocabulary.areas:
            found.append((f"treatments[{index}].target", entry.target))
        elif entry.kind == "surgery" and entry.procedure not in vocabulary.procedures:
            found.append((f"treatments[{index}].procedure", entry.procedure))
    found += [("health.conditions", word) for word in situation.health.conditions if word not in vocabulary.conditions]
    found += [("health.medicines", word) for word in situation.health.medicines if vocabulary.resolve(word) is None]
    found += [
        (f"biomarkers[{i}].marker", entry.marker)
        for i, entry in enumerate(situation.biomarkers)
        if entry.marker not in vocabulary.markers
    ]
    return found
