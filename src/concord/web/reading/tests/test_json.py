"""The reading room as JSON: the same words, sources and dates, the same for everybody."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from django.test import Client

from concord.web.site.pages import knowledge

PAGES = ("/read", "/read/pain", "/words", "/about")
HOW = [("{}.json", {}), ("{}/", {"Accept": "application/json"})]


def asked(browser: Client, address: str, **headers: str) -> Any:
    response = browser.get(address, headers=headers)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    return orjson.loads(response.content)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", PAGES)
def test_both_ways_of_asking_give_the_same(name: str, language: str, browser: Client) -> None:
    address = f"/{language}{name}"
    one, other = (asked(browser, form.format(address), **headers) for form, headers in HOW)
    assert one == other
    assert one["language"] == language
    assert one["next_review"]


@pytest.mark.parametrize("name", PAGES)
def test_it_is_the_same_for_all_and_may_be_kept_for_a_while(name: str, browser: Client) -> None:
    browser.cookies["guest"] = "A" * 43 + "="
    response = browser.get(f"/en{name}.json")
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert "Accept" in response.headers["Vary"]
    assert "Cookie" not in response.headers["Vary"]
    assert not response.cookies
    assert "X-Robots-Tag" not in response.headers


@pytest.mark.parametrize("accept", ["", "*/*", "text/html", "text/html,application/xhtml+xml,*/*;q=0.8", "image/png"])
def test_whoever_asks_for_a_page_gets_one(accept: str, browser: Client) -> None:
    response = browser.get("/en/read/pain/", headers={"Accept": accept} if accept else {})
    assert response.headers["Content-Type"].startswith("text/html")
    assert "Accept" in response.headers["Vary"]


def test_every_article_has_its_text_sources_and_dates(browser: Client) -> None:
    listed = asked(browser, "/es/read.json")["articles"]
    assert [one["id"] for one in listed] == list(knowledge().articles)
    for one in listed:
        article = asked(browser, one["address"], Accept="application/json")
        assert article["title"] == one["title"]
        assert article["text"].startswith("# ")
        assert "{" not in article["text"]
        assert article["written"] == knowledge().articles[one["id"]].written.isoformat()
        assert all(source["url"].startswith("http") and source["year"] for source in article["sources"])
        assert set(knowledge().articles[one["id"]].sources) <= {source["id"] for source in article["sources"]}


def test_words_come_with_their_sources(browser: Client) -> None:
    found = asked(browser, "/en/words.json")
    assert len(found["words"]) == len(knowledge().glossary)
    named = {name for one in found["words"] for name in one["sources"]}
    assert named == {one["id"] for one in found["sources"]}


def test_about_says_who_pays_and_who_reviewed_it(browser: Client) -> None:
    found = asked(browser, "/en/about.json")
    assert found["reviewed_by"] is None
    assert "It takes no money" in str(found["parts"])


def test_what_is_not_there_is_not_there_as_json_either(browser: Client) -> None:
    assert browser.get("/en/read/nowhere.json").status_code == 404
