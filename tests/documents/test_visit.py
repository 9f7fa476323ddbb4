"""The questions for the visit on paper, two languages side by side; and words explained where they are met."""

from __future__ import annotations

import html
import re

import pytest

from concord.choices.brief import brief
from concord.documents import for_person, for_visit
from concord.documents.article import article_html
from concord.documents.glossary import explainer, met
from concord.knowledge.load import Knowledge
from concord.situation.read import read_situation
from tests.conftest import AS_OF, situation_of
from tests.documents import reading


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_stands_in_both_languages_with_room(language: str, knowledge: Knowledge) -> None:
    person = read_situation(knowledge.root / "examples" / "worked-example.yaml")
    made = brief(person, knowledge, AS_OF, language=language)  # type: ignore[arg-type]
    page = for_visit(made, "html")
    assert isinstance(page, str)
    text = reading.squeezed(reading.page(page).text())
    other = "es" if language == "en" else "en"
    assert page.count(f'<p lang="{other}">') == len(made["questions"])
    assert page.count('class="ruled"') == len(made["questions"]) + 1
    pdf = for_visit(made, "pdf")
    assert isinstance(pdf, bytes)
    printed = reading.squeezed(reading.pdf_text(pdf))
    for one in made["questions"]:
        for say in (one["say"], one["also"]):
            assert reading.squeezed(say) in text
            assert reading.squeezed(say) in printed
    markdown = for_visit(made, "md")
    assert isinstance(markdown, str)
    assert markdown.count("| ★ ") == 3
    with pytest.raises(ValueError, match="html, pdf or md"):
        for_visit(made, "txt")


def test_early_cancer_gets_no_questions(knowledge: Knowledge) -> None:
    made = brief(situation_of({"cancer": {"extent": "early"}}), knowledge, AS_OF)
    page = for_visit(made, "html")
    assert isinstance(page, str)
    assert "<ol" not in page
    assert "early stage" in page


# ------------------------------------------------------------------------------------------------ words explained
def test_a_word_is_explained_where_it_is_first_met_and_only_there(knowledge: Knowledge) -> None:
    person = read_situation(knowledge.root / "examples" / "worked-example.yaml")
    made = brief(person, knowledge, AS_OF)
    page = for_person(made, "html")
    assert isinstance(page, str)
    targets = re.findall(r'popovertarget="word-([a-z0-9-]+)"', page)
    assert len(targets) == len(set(targets)) > 15
    shown = set(re.findall(r'<div popover class="explained" id="word-([a-z0-9-]+)"', page))
    assert set(targets) <= shown
    for one in made["glossary"]:
        assert (one["say"] in html.unescape(page)) == (one["id"] in shown)


def test_a_term_is_found_as_a_whole_word_in_any_form(knowledge: Knowledge) -> None:
    terms = brief(situation_of({}), knowledge, AS_OF)["glossary"]
    assert [one["id"] for one in met(["Two biopsies were done."], terms)] == ["biopsy"]
    assert met(["Perform a predefined procedure."], terms) == []
    explain = explainer(terms)
    assert str(explain("HER2 & more HER2")).count("<button") == 1
    assert "&amp; more HER2" in str(explain("x & more HER2"))
    assert "<button" not in str(explain("HER2 again"))


def test_an_article_explains_its_words_in_place_but_not_in_headings_or_links(knowledge: Knowledge) -> None:
    for name in knowledge.articles:
        page = article_html(name, knowledge)
        targets = re.findall(r'popovertarget="word-([a-z0-9-]+)"', page)
        assert len(targets) == len(set(targets)), name
        assert not re.search(r"<(h[1-6]|a)\b[^>]*>(?:(?!</\1>).)*<button", page, re.DOTALL), name
        assert "&amp;amp;" not in page, name
    assert "popovertarget" in article_html("immunotherapy", knowledge, "es")


@pytest.mark.parametrize("form", ["pdf", "md"])
def test_on_paper_the_words_stand_at_the_end(form: str, knowledge: Knowledge) -> None:
    person = read_situation(knowledge.root / "examples" / "worked-example.yaml")
    made = brief(person, knowledge, AS_OF, language="es")
    document = for_person(made, form)
    text = reading.pdf_text(document) if isinstance(document, bytes) else document
    said = next(one["say"] for one in made["glossary"] if one["id"] == "her2")
    assert reading.squeezed(said) in reading.squeezed(text)
