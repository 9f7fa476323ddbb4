"""Looking for words in the articles and the glossary: without accents, and with a typing error forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from concord.choices.words import Language, Words
from concord.knowledge.articles import prose
from concord.knowledge.load import Knowledge

WORD = re.compile(r"[a-z0-9]+")
SHORTEST = 3  # letters from which the beginning of a word serves, and a typing error is forgiven
IN_TITLE = 20  # a word in the title weighs as much as so many in the text


class Entry(NamedTuple):
    """One article as it is looked through."""

    name: str
    title: str
    words: Counter[str]


def find(looked_for: str, language: Language, knowledge: Knowledge) -> list[tuple[str, str]]:
    """Articles that hold every word, those that hold them most often first; ids and titles."""
    entries = _entries(knowledge.hash, language, _Held(knowledge))
    known = _vocabulary(knowledge.hash, language, _Held(knowledge))
    wanted = [_like(word, known) for word in WORD.findall(plain(looked_for))]
    if not wanted or not all(wanted):
        return []
    weighed = [(min(sum(one.words[word] for word in words) for words in wanted), one) for one in entries]
    best = sorted((pair for pair in weighed if pair[0]), key=lambda pair: (-pair[0], pair[1].title))
    return [(one.name, one.title) for _, one in best]


def plain(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _like(word: str, known: frozenset[str]) -> list[str]:
    """The words of the articles that this may mean: itself and its continuations, or else the nearest in spelling."""
    if len(word) < SHORTEST:
        return [word] if word in known else []
    begun = [one for one in known if one.startswith(word)]
    return begun or get_close_matches(word, known, n=3, cutoff=0.8)


class _Held:
    """The knowledge as an argument that does not count: the hash before it says which one it is."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=4)
def _entries(content: str, language: Language, held: _Held) -> tuple[Entry, ...]:
    words = Words(held.knowledge, language)
    found = []
    for one in held.knowledge.articles.values():
        title = words.text(one.name)
        count = Counter(WORD.findall(plain(prose(one.text[language]))))
        count.update(WORD.findall(plain(title)) * IN_TITLE)
        found.append(Entry(one.id, title, count))
    return tuple(found)


@lru_cache(maxsize=4)
def _vocabulary(content: str, language: Language, held: _Held) -> frozenset[str]:
    return frozenset(word for one in _entries(content, language, held) for word in one.words)
