"""Names of medicines and words of the file as people type them: any case, accents, brands, either language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from concord.choices.words import Words
from concord.web.site.language import LANGUAGES
from concord.web.site.pages import knowledge, words_in

WORD = re.compile(r"[a-z0-9_+/().,']{1,80}")
JOINED = re.compile(r"\s*(?:,|;|\+|/|\band\b|\bwith\b|\by\b|\be\b|\bcon\b)\s*", re.IGNORECASE)


def folded(text: str) -> str:
    """A text as a word of the file: small letters without accents, joined by underscores."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return re.sub(r"[\s\u2010-\u2015_-]+", "_", plain)


def as_word(text: str) -> str | None:
    """The word of the file for a text; None where the file can hold no such word."""
    word = folded(text)
    return word if WORD.fullmatch(word) else None


@cache
def _by_name() -> dict[str, str]:
    """Every medicine and class by its name in either language, its brands and its other spellings."""
    vocabulary = knowledge().vocabulary
    found = {folded(name): known for name, known in vocabulary.synonyms.items()}
    for name in vocabulary.members:
        found |= {folded(words_in(language).medicine(name)): name for language in LANGUAGES}
    return found | {name: name for name in vocabulary.members}


def known(text: str) -> str | None:
    """The medicine or class that a text names."""
    return _by_name().get(folded(text))


def medicines_of(text: str) -> list[str] | None:
    """The medicines that one line names, one or several with a joint between; None where a name cannot be kept."""
    if one := known(text):
        return [one]
    found = [known(part) or as_word(part) for part in JOINED.split(text.strip()) if part]
    return [one for one in found if one] if all(found) else None


def strange(entry: dict[str, Any], words: Words) -> list[str]:
    """The names in an entry that are in no list; they are kept."""
    resolve = knowledge().vocabulary.resolve
    return [words.medicine(drug) for drug in entry.get("drugs", ()) if resolve(folded(drug)) is None]


@cache
def to_pick_from(language: str) -> tuple[str, ...]:
    """Names that are offered while typing: medicines against the cancer or that rest the ovaries, with brands."""
    vocabulary, medicines = knowledge().vocabulary, knowledge().medicines
    words = words_in("es" if language == "es" else "en")
    names = {name for role in vocabulary.roles.values() for name in vocabulary.members.get(role, ())}
    shown = {words.medicine(name) for name in names}
    brands = {brand for name in names if name in medicines for brand in medicines[name].brands}
    return tuple(sorted(shown | brands, key=str.casefold))
