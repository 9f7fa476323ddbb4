"""The reading room: articles, words explained, and a search that forgives and forgets."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from concord.choices.words import Language
from concord.web.reading.find import find
from concord.web.site.pages import knowledge


def token(browser: Client, address: str = "/en/read/") -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(address).content.decode())
    assert found
    return found[1]


def looked_for(browser: Client, words: str, language: str = "en") -> str:
    data = {"words": words, "csrfmiddlewaretoken": token(browser, f"/{language}/read/")}
    response = browser.post(f"/{language}/search/", data)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return str(response.content.decode())


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_article_is_listed_and_can_be_read(language: str, browser: Client) -> None:
    text = browser.get(f"/{language}/read/").content.decode()
    for name in knowledge().articles:
        address = f"/{language}/read/{name}/"
        assert f'href="{address}"' in text
        assert browser.get(address).status_code == 200


def test_links_between_articles_stay_in_the_language(browser: Client) -> None:
    text = browser.get("/es/read/pain/").content.decode()
    assert 'href="/es/read/palliative-care/"' in text
    assert ".html" not in text


def test_an_article_shows_sources_dates_level_and_explains_its_words(browser: Client) -> None:
    text = browser.get("/es/read/immunotherapy/").content.decode()
    for said in ("Escrito el 24 de noviembre de 2026", "INFLESZ", "Fuentes"):
        assert said in text
    targets = set(re.findall(r'popovertarget="(word-[a-z0-9-]+)"', text))
    assert targets
    assert targets <= set(re.findall(r'<div popover class="explained" id="(word-[a-z0-9-]+)"', text))


@pytest.mark.parametrize(
    ("words", "language", "name"),
    [
        ("pain", "en", "pain"),
        ("second opinion", "en", "second-opinion"),
        ("diarhea", "en", "side-effects"),
        ("imunotherapy", "en", "immunotherapy"),
        ("radiacion", "es", "radiation"),
        ("Estudios CLÍNICOS", "es", "clinical-trials"),
        ("quimioterapa", "es", "chemotherapy"),
        ("hombres", "es", "men"),
    ],
)
def test_accents_capitals_and_typing_errors_are_forgiven(words: str, language: Language, name: str) -> None:
    found = [one for one, _ in find(words, language, knowledge())]
    assert name in found[:4], found


def test_what_was_found_is_listed_and_stands_in_no_address(browser: Client) -> None:
    text = looked_for(browser, "pain")
    assert "Found for “pain”" in text
    assert 'href="/en/read/pain/"' in text
    assert browser.get("/en/search/").status_code == 405
    assert 'method="post"' in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Please write a word"),
        ("   ", "Please write a word"),
        ("x" * 201, "too long"),
        ("zzzzqqqq", "Nothing was found for “zzzzqqqq”"),
        ("<script>alert(1)</script>", "Nothing was found for “&lt;script&gt;"),
        ("?!", "Nothing was found"),
    ],
)
def test_what_cannot_be_found_is_said_and_nothing_is_lost(words: str, said: str, browser: Client) -> None:
    text = looked_for(browser, words)
    assert said in text
    assert "<script>" not in text
    assert 'href="/en/read/pain/"' in text


def test_a_search_without_the_guard_of_the_form_is_refused_kindly(browser: Client) -> None:
    response = browser.post("/en/search/", {"words": "pain"})
    assert response.status_code == 403
    assert "This could not be sent" in response.content.decode()


def test_words_are_explained_in_alphabetical_order(browser: Client) -> None:
    text = browser.get("/en/words/").content.decode()
    names = re.findall(r'<dt id="[a-z0-9-]+">([^<]+)</dt>', text)
    assert names == sorted(names, key=str.lower)
    assert len(names) == len(knowledge().glossary)
