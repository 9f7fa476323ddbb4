"""My questions and the sheet about oneself: what is written is kept, sealed, printed, and never lost on an error."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client

from concord.web.choices import know, noted
from concord.web.models import Guest
from concord.web.way.tests.walk import send, token, walk

PAGE = "/en/choices/questions/mine/"


def shown(browser: Client, address: str = PAGE) -> list[str]:
    return re.findall(r'name="shown" value="([^"]+)"', browser.get(address).content.decode())


def draft(browser: Client, address: str, **data: Any) -> HttpResponse:
    data["csrfmiddlewaretoken"] = token(browser.get(address).content.decode())
    return browser.post(address, data, headers={"X-Save": "draft"})  # type: ignore[return-value]


@pytest.fixture
def to_paper(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What goes to paper from here on."""
    found: list[dict[str, Any]] = []

    def set_down(template: str, content: dict[str, Any], as_of: str) -> bytes:
        found.append(content)
        return b"%PDF"

    monkeypatch.setattr("concord.web.choices.draw.compiled", set_down)
    return found


def test_starred_questions_stand_first_with_a_tick_and_room(browser: Client) -> None:
    walk(browser)
    text = browser.get(PAGE).content.decode()
    items = [one.split("</li>")[0] for one in text.split('<li id="q-')[1:]]
    stars = ["pill first" in one for one in items]
    assert stars == sorted(stars, reverse=True)
    assert any(stars)
    assert all(one.count('type="checkbox"') == 2 and one.count("<textarea") == 1 for one in items)
    assert " checked" not in text


def test_what_is_noted_stays_and_goes_to_paper(browser: Client, to_paper: list[dict[str, Any]]) -> None:
    walk(browser)
    names = shown(browser)
    note = {"shown": names, "want": names[1], "asked": names[:2], f"answer-{names[0]}": "canary answer <b>"}
    assert send(browser, PAGE, **note).headers["Location"] == PAGE
    text = browser.get(PAGE).content.decode()
    assert "canary answer &lt;b&gt;" in text
    assert text.count(" checked") == 3
    assert "canary" not in str(list(Guest.objects.values_list("sealed", flat=True)))
    browser.get("/en/choices/questions/mine.pdf")
    first, second = to_paper[0]["questions"][:2]
    assert first["note"] == {"marks": ["Asked"], "answer": "canary answer <b>"}
    assert second["note"] == {"marks": ["I want to ask this", "Asked"], "answer": ""}
    assert to_paper[0]["questions"][2]["note"] is None


def test_a_question_of_ones_own_can_be_added_changed_and_taken_away(
    browser: Client, to_paper: list[dict[str, Any]]
) -> None:
    walk(browser)
    send(browser, PAGE, shown=shown(browser), **{"say-new": "canary own"})
    names = shown(browser)
    assert names[-1] == "own-1"
    send(browser, PAGE, shown=names, **{"say-own-1": "canary changed", "answer-own-1": "yes"})
    browser.get("/en/choices/questions/mine.pdf")
    assert [one["say"] for one in to_paper[0]["questions"]][-1] == "canary changed"
    send(browser, PAGE, shown=names, **{"say-own-1": "", "answer-own-1": "yes"})
    assert "canary changed" in browser.get(PAGE).content.decode(), "an answer keeps its question"
    send(browser, PAGE, shown=names, **{"say-own-1": "", "answer-own-1": ""})
    assert shown(browser) == names[:-1]


def test_a_draft_is_kept_while_it_is_typed_and_adds_no_line(browser: Client) -> None:
    walk(browser)
    names = shown(browser)
    for typed in ("can", "canary ty", "canary typed"):
        response = draft(browser, PAGE, shown=names, **{"say-new": typed, f"answer-{names[0]}": "half"})
        assert (response.status_code, response.content) == (204, b"")
    text = browser.get(PAGE).content.decode()
    assert shown(browser) == names
    assert "canary typed</textarea>" in text
    assert "half</textarea>" in text


def test_what_is_too_long_stays_in_its_field_and_the_rest_too(browser: Client) -> None:
    walk(browser)
    names = shown(browser)
    long = "x" * (noted.LONGEST["answer"] + 1)
    sent = {"shown": names, f"answer-{names[0]}": long, f"answer-{names[1]}": "canary short", "want": names[2]}
    response = send(browser, PAGE, **sent)
    text = response.content.decode()
    assert response.status_code == 200
    assert 'role="alert"' in text
    assert f'aria-describedby="wrong-answer-{names[0]}"' in text
    assert long in text
    assert "canary short" in text
    assert text.count(" checked") == 1
    assert draft(browser, PAGE, **sent).status_code == 422
    assert "canary short" in browser.get(PAGE).content.decode()


def test_a_note_on_a_question_that_is_no_longer_there_is_not_lost(browser: Client) -> None:
    walk(browser)
    names = shown(browser)
    send(browser, PAGE, shown=names, **{f"answer-{name}": f"canary {n}" for n, name in enumerate(names)})
    send(browser, "/en/start/hormone/", answer="no")
    send(browser, "/en/start/her2/", answer="positive")
    text = browser.get(PAGE).content.decode()
    assert set(names) <= set(shown(browser))
    assert all(f"canary {n}</textarea>" in text for n in range(len(names)))
    assert "You noted this before" in text
    send(browser, PAGE, shown=[], **{"say-new": "another"})
    assert "canary 0</textarea>" in browser.get(PAGE).content.decode(), "what the form did not show stays"


def test_there_is_an_end_to_questions_of_ones_own() -> None:
    own = {
        f"own-{n}": {"say": "mine", "want": True, "asked": False, "answer": ""} for n in range(1, noted.MOST_OWN + 1)
    }
    listed = noted.listed({"questions": []}, own, lambda name, **values: name)
    sent = QueryDict(mutable=True)
    sent.setlist("shown", [one["id"] for one in listed])
    for one in listed:
        sent[f"say-{one['id']}"] = "mine"
    sent["say-new"] = "one more"
    notes, wrong = noted.take(sent, listed, own, draft=False)
    assert len(notes) == noted.MOST_OWN
    assert wrong == {noted.TOO_MANY}


# ------------------------------------------------------------------------------------------------ about oneself
def test_the_sheet_holds_what_was_told_and_what_is_written(browser: Client) -> None:
    walk(browser)
    text = browser.get("/en/choices/know-me/").content.decode()
    assert "canary words of mine" in text
    assert "Energy: matters a lot" in text
    assert "How to speak with me: gentle" in text
    assert 'class="ruled"' in text
    response = send(browser, "/en/choices/know-me/", days="canary work", hopes="canary trip")
    assert response.headers["Location"] == "/en/choices/know-me/"
    sheet = browser.get("/en/choices/know-me/").content.decode().split('id="write"')[0]
    assert "canary work" in sheet
    assert "canary trip" in sheet


def test_the_sheet_keeps_a_draft_and_says_what_is_too_long(browser: Client) -> None:
    walk(browser)
    assert draft(browser, "/en/choices/know-me/", worries="canary night").status_code == 204
    assert "canary night" in browser.get("/en/choices/know-me/").content.decode()
    long = "x" * (know.LONGEST + 1)
    text = send(browser, "/en/choices/know-me/", worries=long, days="canary day").content.decode()
    assert 'role="alert"' in text
    assert long in text
    assert "canary day" in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_sheet_is_one_page_at_its_fullest_and_emptiest(language: str, browser: Client) -> None:
    walk(browser, language, {"matters": {"words": "w" * 5 + " palabra" * 200, "answer": ["energy"], "talk": "gentle"}})
    for written in ("", "palabra " * (know.LONGEST // 8)):
        send(browser, f"/{language}/choices/know-me/", **dict.fromkeys(know.FIELDS, written))
        content = browser.get(f"/{language}/choices/know-me.pdf").content
        with pikepdf.open(io.BytesIO(content)) as made:
            assert len(made.pages) == 1
            assert made.Root.MarkInfo.Marked


def test_another_person_sees_nothing_of_it(browser: Client) -> None:
    walk(browser)
    send(browser, "/en/choices/know-me/", days="canary work")
    other = Client(enforce_csrf_checks=True)
    assert other.get("/en/choices/know-me/").headers["Location"] == "/en/start/"
    walk(other, other={"matters": {"answer": ["unknown"]}})
    assert "canary" not in other.get("/en/choices/know-me/").content.decode()
    assert Client().get(PAGE).headers["Location"] == "/en/start/"
