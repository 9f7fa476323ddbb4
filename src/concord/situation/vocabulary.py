"""The words that facts are asked about: medicines and their classes, genes, illnesses, places in the body.

The knowledge base fills a Vocabulary; this room knows only its type. So no drug is named in code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from concord.possible import Names, Truth


@dataclass(frozen=True, slots=True)
class MarkerRule:
    """How a gene test settles a fact: which specimens can rule a change out, and whether it can appear later."""

    rules_out: Names
    can_appear_later: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """Medicines with all their classes (parents included), and the other closed lists of words."""

    classes_of: Mapping[str, Names] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    line_classes: Names = frozenset()
    cancer_class: str = "cancer_medicine"
    markers: Mapping[str, MarkerRule] = field(default_factory=dict)
    conditions: Names = frozenset()
    areas: Mapping[str, Names] = field(default_factory=dict)
    procedures: Names = frozenset()
    concerns: Names = frozenset()
    roles: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def medicines(self) -> Names:
        return frozenset(self.classes_of)

    @cached_property
    def members(self) -> Mapping[str, Names]:
        """Each class with its medicines; each medicine stands for itself."""
        found: dict[str, set[str]] = {name: {name} for name in self.classes_of}
        for medicine, classes in self.classes_of.items():
            for one in classes:
                found.setdefault(one, set()).add(medicine)
        return {name: frozenset(medicines) for name, medicines in found.items()}

    def resolve(self, word: str) -> str | None:
        """The medicine or class that a word means; None if it is not known."""
        return word if word in self.members else self.synonyms.get(word)

    def is_a(self, word: str, wanted: str) -> Truth:
        """Is what this word names one of the wanted medicine or class? Unknown for a word that is not known, and for a
        class (`chemotherapy`) of which only some members are."""
        name = self.resolve(word)
        if name is None:
            return None
        known = (name, wanted)
        if known not in self._decided:
            members, inside = self.members[name], self.members.get(wanted, frozenset())
            self._decided[known] = True if members <= inside else None if members & inside else False
        return self._decided[known]

    @cached_property
    def _decided(self) -> dict[tuple[str, str], Truth]:
        return {}

    def line_class(self, medicine: str) -> Names:
        """The classes inside which a swap for side effects is not a new line of treatment."""
        shared = (self.classes_of.get(medicine, frozenset()) | {medicine}) & self.line_classes
        return shared or frozenset({medicine})
