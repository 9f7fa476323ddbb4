"""Every sensitive statement in both voices: for a person to review, and for the rule that gentle claims no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from concord.knowledge.check import said_in, spoken
from concord.knowledge.read import FOLDERS, LISTS, SINGLE_FILES
from concord.knowledge.wording import claims_added

if TYPE_CHECKING:
    from concord.knowledge import model
    from concord.knowledge.load import Knowledge


class Sensitive(NamedTuple):
    """One sensitive statement: where it stands, and its texts by language and voice."""

    where: str
    texts: dict[tuple[str, str], str]


def sensitive(knowledge: Knowledge) -> Iterator[Sensitive]:
    """All of them, in the order of the files."""
    for say, where in _says(knowledge):
        if say.sensitive:
            yield Sensitive(where, {(one.language, one.voice): one.text for one in spoken(say)})


def _says(knowledge: Knowledge) -> Iterator[tuple[model.Say, str]]:
    for kind in (*LISTS, *FOLDERS):
        for key, record in getattr(knowledge, kind).items():
            for say, path in said_in(record, ()):
                yield say, f"{kind}/{key}: {'.'.join(map(str, path))}"
    for name, file in SINGLE_FILES.items():
        for say, path in said_in(getattr(knowledge, name), ()):
            yield say, f"{file}: {'.'.join(map(str, path))}"


def says_more(knowledge: Knowledge) -> Iterator[str]:
    """Every gentle text that claims something about time, chance or benefit that the direct one does not."""
    for one in sensitive(knowledge):
        for language in ("en", "es"):
            for message in claims_added(one.texts[language, "direct"], one.texts[language, "gentle"], language):
                yield f"{one.where} ({language}): {message}: {one.texts[language, 'gentle']}"


# A text that speaks of death or of no cure has a gentle voice too. Urgent signs are told to everyone in the same way;
# names of side effects, words explained, figures and who was in a study are no statements to a person.
OF_DEATH = re.compile(r"\b(?:deadly|fatal|death|dies|died|dying|(?:can|could) ?not be cured)\b", re.IGNORECASE)
TOLD_ALIKE = ("urgent/", "effects/", "glossary/", "sources/", "phrases: sentences.growth")
WHO_WAS_STUDIED = (": who", ".among")


def untagged(knowledge: Knowledge) -> Iterator[str]:
    """Every text that speaks of death or of no cure and is not marked sensitive."""
    for say, where in _says(knowledge):
        if not (say.sensitive or where.startswith(TOLD_ALIKE) or where.endswith(WHO_WAS_STUDIED)):
            for one in spoken(say):
                if one.language == "en" and (found := OF_DEATH.search(one.text)):
                    yield f"{where}: '{found.group(0)}' is sensitive and has no gentle voice: {one.text}"
