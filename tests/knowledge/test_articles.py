"""The reading room: every article in both languages, easy to read, with confirmed figures from outside the text."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from concord.choices.words import Language
from concord.cli import app
from concord.documents.article import article
from concord.knowledge import model
from concord.knowledge.articles import FIGURE, HEADING, LINK, NEXT, faults
from concord.knowledge.load import Knowledge
from concord.readability import count, flesch_kincaid, inflesz

GRADE = 8  # Flesch-Kincaid, names of medicines masked
LANGUAGES: tuple[Language, ...] = ("en", "es")
EASY = 60  # INFLESZ, names of medicines masked


def test_every_article_is_there_in_both_languages(knowledge: Knowledge) -> None:
    files = {file.stem for file in (knowledge.root / "articles").glob("*/*.md")}
    assert files == set(knowledge.articles)
    assert len(files) == 32
    for one in knowledge.articles.values():
        assert set(one.text) == {"en", "es"}, one.id
        assert list(faults(one, knowledge)) == []


def _bare(text: str) -> str:
    """Only the words: no marks of Markdown, every heading and item a sentence."""
    text = FIGURE.sub("ten", LINK.sub(r"\1", text))
    text = re.sub(r"^(#+ .*|- .*[^.?!:])$", r"\1.", text, flags=re.MULTILINE)
    return re.sub(r"[*#>-]", " ", text)


def test_articles_are_easy_to_read(knowledge: Knowledge) -> None:
    masked = frozenset(
        part.lower()
        for medicine in knowledge.medicines.values()
        for name in (medicine.id.replace("_", " "), *medicine.brands)
        for part in name.split()
    )
    for one in knowledge.articles.values():
        english, spanish = (count(_bare(one.text[language]), language, masked) for language in ("en", "es"))
        assert flesch_kincaid(english) <= GRADE, one.id
        assert inflesz(spanish) >= EASY, one.id


def changed(one: model.Article, language: str, old: str, new: str) -> model.Article:
    assert old in one.text[language]
    return one.model_copy(update={"text": {**one.text, language: one.text[language].replace(old, new)}})


@pytest.mark.parametrize(
    ("language", "old", "new", "said"),
    [
        ("en", "{monaleesa-2.growth_free.studied}", "25", "holds no digit"),
        ("en", "{monaleesa-2.growth_free.studied}", "{monaleesa-2.survival.studied}", "about survival"),
        ("en", "{monaleesa-2.growth_free.studied}", "{monaleesa-2.nothing.studied}", "no figure of that study"),
        ("en", "{monaleesa-2.growth_free.studied}", "{nobody.growth_free.studied}", "names no study"),
        ("en", "{monaleesa-2.growth_free.studied}", "{monaleesa-2.growth_free.control}", "differ in their figures"),
        ("en", "## What is not known?", "What is not known?", "differ in their sections"),
        ("es", f"## {NEXT['es']}", "## Al final", "the last section is called"),
        ("en", "Most care is at home.", "This is the best treatment.", "ranks or urges"),
        ("en", "Most care is at home.", "It is a battle.", "frames illness as war"),
        ("en", "Most care is at home.", "Blood clots are rare.", "stands in place of a figure"),
        ("en", "Most care is at home.", "See [this](nowhere).", "leads to no article"),
    ],
)
def test_a_fault_in_an_article_is_noticed(knowledge: Knowledge, language: str, old: str, new: str, said: str) -> None:
    one = knowledge.articles["hormone-treatment"]
    assert any(said in message for message in faults(changed(one, language, old, new), knowledge))


def test_an_article_shows_its_figures_its_sources_and_that_nobody_reviewed_it(knowledge: Knowledge) -> None:
    for name, one in knowledge.articles.items():
        for language in LANGUAGES:
            text = article(name, knowledge, language)
            assert "{" not in text
            for source in one.sources:
                assert knowledge.sources[source].url in text
            assert ("es un borrador" in text) == (language == "es")
    months = knowledge.evidence["monaleesa-2"].figures["growth_free"].studied
    assert months is not None
    assert f"had {round(months)} months" in article("hormone-treatment", knowledge)


def test_reading_from_the_command_line(knowledge: Knowledge) -> None:
    listed = CliRunner().invoke(app, ["read"]).output.splitlines()
    assert [line.split()[0] for line in listed] == list(knowledge.articles)
    assert CliRunner().invoke(app, ["read", "pain", "--lang", "es"]).output.startswith("# ")
    wrong = CliRunner().invoke(app, ["read", "pains"])
    assert "did you mean 'pain'?" in str(wrong.exception)


def test_headings_are_unique_within_an_article(knowledge: Knowledge) -> None:
    for one in knowledge.articles.values():
        for language, text in one.text.items():
            headings = HEADING.findall(text)
            assert len(headings) == len(set(headings)), (one.id, language)
