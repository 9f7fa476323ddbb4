"""Every page that anyone can open reads without a fault; and the strict reader sees each kind of fault."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from concord.web.site.language import LANGUAGES
from concord.web.site.pages import knowledge
from concord.web.site.tests.strict import faults

NAMES = ("home", "about", "call", "room", "words", "begin", "bring", "clear", "survey")
WELL = '<!doctype html><html lang="en"><head><title>a</title></head><body><main><h1>a</h1>{}</main></body></html>'


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_reads_without_a_fault(name: str, language: str, browser: Client) -> None:
    assert faults(browser.get(reverse(name, args=[language])).content.decode()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_reads_without_a_fault(language: str, browser: Client) -> None:
    for name in knowledge().articles:
        assert faults(browser.get(reverse("article", args=[language, name])).content.decode()) == [], name


def test_a_page_that_is_not_there_reads_without_a_fault(browser: Client) -> None:
    assert faults(browser.get("/en/read/nowhere/").content.decode()) == []


def test_what_is_well_made_passes() -> None:
    well = """<p>a <b>b</b><br>c</p><ul><li>a<ul><li>b</li></ul></li></ul><svg><circle r="1"/><title>x</title></svg>
    <p><label for="x">x</label><input id="x" aria-describedby="y"></p><p id="y">y &amp; z &lt; w</p>
    <a href="#y">y</a>"""
    assert faults(WELL.format(well)) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("<p>a", "<p> is still open"),
        ("</p>", "closes nothing"),
        ("<b><i>a</b></i>", "<i> is still open"),
        ("<p>a<ul><li>b</li></ul></p>", "<ul> inside <p>"),
        ("<p><p>a</p></p>", "<p> inside <p>"),
        ("<li>a</li>", "<li> in <main>"),
        ("<ul><p>a</p></ul>", "<p> right in <ul>"),
        ("<ul>a</ul>", "words stand bare in <ul>"),
        ("<div/>", "is not closed by its slash"),
        ("a</br>", "holds nothing"),
        ("<a href='/'><a href='/'>b</a></a>", "<a> inside <a>"),
        ("<button><a href='/'>b</a></button>", "<a> inside <button>"),
        ("<form><form></form></form>", "<form> inside <form>"),
        ("<p id='a'></p><p id='a'></p>", "stands 2 times"),
        ("<p id='a' id='b'></p>", "has id twice"),
        ("<p id='a b'></p>", "is no name"),
        ("<a href='#there'>a</a>", "href points to 'there'"),
        ("<p aria-describedby='there'>a</p>", "aria-describedby points to 'there'"),
        ("<label for='there'>a</label>", "for points to 'there'"),
        ("<input id='a'>", "has no label"),
        ("<textarea id='a'></textarea>", "has no label"),
        ("<img src='/a'>", "without alt"),
        ("<h1>b</h1>", "2 times <h1>"),
        ("a < b", "a bare <"),
    ],
)
def test_each_kind_of_fault_is_seen(wrong: str, said: str) -> None:
    assert said in " ".join(faults(WELL.format(wrong)))


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        ("<!doctype html>", "doctype"),
        (' lang="en"', "no language"),
        ("</body>", "<body> is still open"),
        ("</html>", "never"),
    ],
)
def test_the_frame_has_to_be_whole(taken: str, said: str) -> None:
    assert said in " ".join(faults(WELL.format("").replace(taken, "")))
