"""A pseudo-language shows what escaped translation: every Spanish text is written in other letters, and whatever is
still in Latin letters in a document must be a name that nobody translates."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

from concord.choices.brief import brief
from concord.documents import for_clinician, for_person, for_visit
from concord.documents.article import article_html
from concord.knowledge.load import Knowledge, compiled, load
from tests.conftest import AS_OF, situation_of, whole_knowledge
from tests.spec.test_situations import SITUATIONS, whole

PLACEHOLDER = re.compile(r"(\{[^{}]*\}|\]\([^)]*\))")
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzáéíóúüñABCDEFGHIJKLMNOPQRSTUVWXYZÁÉÍÓÚÜÑ",
    "абцдефгхийклмнопярстувжэыщаеиоуунАБЦДЕФГХИЙКЛМНОПЯРСТУВЖЭЫЩАЕИОУУН",
)
LATIN = re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]{2,}")
# What stands in no text but in a record or a file, and is the same in every language.
UNITS = {
    "ER",
    "PR",
    "ISH",
    "mg",
    "Gy",
    "mL",
    "min",
    "mmol",
    "dL",
    "ms",
    "kg",
    "uL",
    "Mb",
    "mut",
    "HR",
    "CPS",
    "http",
    "https",
}
ROWS = SITUATIONS[:: len(SITUATIONS) // 12]


def written(text: str) -> str:
    """The text in other letters, its placeholders as they are."""
    return "".join(part if PLACEHOLDER.fullmatch(part) else part.translate(LETTERS) for part in PLACEHOLDER.split(text))


def pseudo(value: Any, inside: bool = False) -> Any:
    """A record whose Spanish texts are in other letters."""
    if isinstance(value, dict):
        return {
            key: one if key in ("state", "reviewed_by") else pseudo(one, inside or key in ("es", "title_es"))
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [pseudo(one, inside) for one in value]
    return written(value) if inside and isinstance(value, str) else value


@cache
def in_pseudo(folder: Path) -> Knowledge:
    path = folder / "pseudo.json"
    raw = pseudo(compiled(whole_knowledge()))
    for name in ("conditions", "medicine_classes"):
        assert raw[name]
    path.write_bytes(orjson.dumps(raw))
    return load(path)


@pytest.fixture(scope="module")
def knowledge_in_pseudo(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return in_pseudo(tmp_path_factory.mktemp("pseudo"))


def names(knowledge: Knowledge) -> set[str]:
    """Every word that belongs to a name: of an agency, a body, a study, a brand, a gene, a country."""
    found = {one.title for one in knowledge.evidence.values() if not one.title_es} | set(knowledge.markers)
    found |= {brand for one in knowledge.medicines.values() for brand in one.brands}
    found |= {one.id.replace("_", " ") for one in knowledge.medicines.values() if one.name is None}
    for choice in knowledge.choices.values():
        for rules in (choice, *choice.variants):
            found |= set(rules.brands.values())
            for support in rules.supports:
                found.add(support.by)
                if support.label:
                    found.add(support.label.country)
    found |= {f"{one.title} {one.publisher}" for one in knowledge.sources.values() if one.lang == "es"}
    found |= {one.url or "" for one in knowledge.help.values()}
    found |= {str(value) for one in knowledge.help.values() for value in one.numbers.values()}
    found |= {f"{one.emergency} {one.despair or ''}" for one in knowledge.emergency_numbers.values()}
    return {word for text in found for word in LATIN.findall(text)}


def of_the_file(value: Any) -> set[str]:
    """Words that the person or the record wrote."""
    if isinstance(value, dict):
        return {word for one in value.values() for word in of_the_file(one)}
    if isinstance(value, list | tuple):
        return {word for one in value for word in of_the_file(one)}
    return set(LATIN.findall(value)) if isinstance(value, str) else set()


def visible(document: str | bytes) -> str:
    """What a reader sees of a page: no tags, no style, nothing marked as being in another language."""
    assert isinstance(document, str)
    document = re.sub(r"<style>.*?</style>|<(\w+)[^>]*\blang=\"en\"[^>]*>.*?</\1>", " ", document, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", document))


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["title"])
def test_no_text_escaped_translation(row: dict[str, Any], knowledge_in_pseudo: Knowledge) -> None:
    written_by_her = whole(row)
    situation = situation_of(written_by_her)
    allowed = UNITS | names(whole_knowledge()) | {"Concord"}
    own = {word for key in ("notes", "priorities", "biomarkers") for word in of_the_file(written_by_her.get(key, {}))}
    made = brief(situation, knowledge_in_pseudo, AS_OF, language="es", ahead=_first(situation, knowledge_in_pseudo))
    documents = {
        "html": for_person(made, "html"),
        "clinician": for_clinician(made, "html"),
        "visit": for_visit(made, "html"),
    }
    for form, document in documents.items():
        left = sorted(set(LATIN.findall(visible(document))) - allowed - own)
        assert left == [], (form, left)


def _first(situation: Any, knowledge: Knowledge) -> list[str]:
    cards = brief(situation, knowledge, AS_OF, language="es")["choices"]
    return [card["id"] for card in cards if card["standing"] == "supported" and not card["always"]][:1]


def test_no_word_of_an_article_escaped_translation(knowledge_in_pseudo: Knowledge) -> None:
    allowed = UNITS | names(whole_knowledge())
    for name, record in knowledge_in_pseudo.articles.items():
        pseudo_record = record.model_copy(
            update={"text": {language: written(text) for language, text in record.text.items()}}
        )
        knowledge_in_pseudo.articles[name] = pseudo_record
        left = sorted(set(LATIN.findall(visible(article_html(name, knowledge_in_pseudo, "es")))) - allowed)
        assert left == [], name
