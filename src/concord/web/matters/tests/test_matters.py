"""What matters: everything can be skipped, nothing is marked beforehand, and only what was said changes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from concord.choices.fit import ordered
from concord.situation.facts.priorities import COVER
from concord.situation.model import Priorities
from concord.web.matters import steps
from concord.web.site.pages import knowledge, words_in
from concord.web.site.tests.strict import faults
from concord.web.way.tests.walk import begin, send, token

ASKED = [one for one in steps.STEPS if one not in steps.OWN_PAGES]


def told(browser: Client) -> dict[str, Any]:
    found: dict[str, Any] = browser.get("/en/file/").json().get("priorities", {})
    return found


def text_of(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def pick(browser: Client, *concerns: str, **more: str) -> None:
    send(browser, "/en/matters/pick/", concern=concerns, **more)


def weigh(browser: Client, **weights: str) -> None:
    send(browser, "/en/matters/weigh/", **{f"weigh:{key}": value for key, value in weights.items()})


# ------------------------------------------------------------------------------------------------ skipping
def test_one_can_go_through_all_of_it_without_a_word(browser: Client) -> None:
    begin(browser)
    where, seen = "/en/matters/words/", []
    while where != "/en/matters/":
        text = text_of(browser, where)
        seen.append(where.split("/")[3])
        assert " checked" not in text
        assert text.count("<h1") == 1
        skip = re.search(r'<a href="([^"]+)">Skip this</a>', text)
        assert skip
        response = send(browser, where)
        assert response.headers["Location"] == skip[1]
        where = skip[1]
    assert seen == [one for one in steps.STEPS if one not in ("weigh", "order")]
    assert not any(told(browser).values())
    assert text_of(browser, where).count("Left open") == len(seen)


@pytest.mark.parametrize("step", ["weigh", "order"])
def test_a_page_with_nothing_to_ask_leads_on(step: str, browser: Client) -> None:
    begin(browser)
    assert browser.get(f"/en/matters/{step}/").headers["Location"] == "/en/matters/strength/"


def test_no_such_page(browser: Client) -> None:
    assert browser.get("/en/matters/").headers["Location"] == "/en/start/"
    begin(browser)
    assert browser.get("/en/matters/nothing/").status_code == 404


# ------------------------------------------------------------------------------------------------ one answer
@pytest.mark.slow
@pytest.mark.parametrize("step", ASKED)
def test_every_answer_is_kept_shown_and_can_be_changed(step: str, browser: Client) -> None:
    begin(browser)
    for key in steps.STEPS[step]:
        for value in steps.options(key):
            send(browser, f"/en/matters/{step}/", **{key: value})
            text = text_of(browser, f"/en/matters/{step}/")
            assert re.findall(rf'name="{key}" id="[^"]+" value="([^"]+)" checked', text) == [value]
        assert text_of(browser, "/en/choices/")
        send(browser, f"/en/matters/{step}/", **{key: steps.options(key)[0]})
        assert told(browser)[key] == steps.options(key)[0]
        send(browser, f"/en/matters/{step}/", **{key: "not_sure"})
        assert told(browser).get(key) in (None, "not_sure")
    send(browser, f"/en/matters/{step}/")
    assert text_of(browser, f"/en/matters/{step}/").count(" checked") == len(steps.STEPS[step])


@pytest.mark.parametrize("step", ASKED)
def test_not_sure_is_an_answer_of_its_own_and_never_a_no(step: str, browser: Client) -> None:
    begin(browser)
    for key in steps.STEPS[step]:
        assert steps.options(key)[-1] == "not_sure"
        send(browser, f"/en/matters/{step}/", **{key: "not_sure"})
        assert told(browser).get(key) in (None, "not_sure")
    assert "ot sure" in text_of(browser, "/en/matters/")


def test_every_key_of_what_matters_is_asked_for_but_how_much_to_see_about_survival() -> None:
    asked = {key for keys in steps.STEPS.values() for key in keys}
    assert asked == set(Priorities.model_fields) - {"survival_figures"}
    assert set(steps.COVER) == set(COVER)


def test_survival_is_not_asked_here_and_the_page_says_where(browser: Client) -> None:
    begin(browser)
    assert "asked each time on the page of choices" in text_of(browser, "/en/matters/")


@pytest.mark.parametrize(
    ("language", "samples"),
    [
        ("en", ("It was used before and the cancer grew.", "Nothing you did caused this.")),
        ("es", ("Ya se usó antes y el cáncer creció.", "Nada de lo que usted hizo lo causó.")),
    ],
)
def test_both_voices_are_heard_before_one_is_chosen(language: str, samples: tuple[str, str], browser: Client) -> None:
    begin(browser)
    text = text_of(browser, f"/{language}/matters/talk/")
    assert all(one in text for one in samples)


def test_a_word_of_a_brought_file_that_is_not_on_the_list_stays(browser: Client) -> None:
    from concord.web.treatments.tests.test_treatments import bring, file_of

    priorities = {"insurance": "sickness_fund", "pain_first": True, "survival_figures": "words", "approach": "balanced"}
    bring(browser, {"schema": "concord.situation/0", "priorities": priorities})
    before = file_of(browser)
    assert 'value="other" checked' in text_of(browser, "/en/matters/cost/")
    send(browser, "/en/matters/cost/", insurance="other")
    send(browser, "/en/matters/pain/", pain_first="yes")
    assert file_of(browser) == before


# ------------------------------------------------------------------------------------------------ own words
def test_own_words_are_kept_as_they_are_and_can_be_taken_back(browser: Client) -> None:
    begin(browser)
    send(browser, "/en/matters/words/", words="canary: my garden,\r\nmy sister <3")
    assert told(browser)["in_my_words"] == "canary: my garden,\nmy sister <3"
    for address in ("/en/matters/", "/en/matters/words/"):
        assert "my sister &lt;3" in text_of(browser, address)
    send(browser, "/en/matters/words/", words=" ")
    assert "in_my_words" not in told(browser)


def test_words_that_are_too_long_are_not_cut_and_not_lost(browser: Client) -> None:
    begin(browser)
    long = "word " * 1100
    response = send(browser, "/en/matters/words/", words=long)
    text = response.content.decode()
    assert response.status_code == 200
    assert 'role="alert"' in text
    assert long.strip() in text
    assert "in_my_words" not in told(browser)


# ------------------------------------------------------------------------------------------------ concerns
def test_the_line_for_a_point_of_her_own_begins_empty(browser: Client) -> None:
    begin(browser)
    assert 'name="own" value=""' in text_of(browser, "/en/matters/pick/")


def test_what_is_picked_is_not_weighed_yet(browser: Client) -> None:
    begin(browser)
    pick(browser, "energy", "cost")
    assert told(browser)["matters"] == {"energy": "not_sure", "cost": "not_sure"}
    assert " checked" not in text_of(browser, "/en/matters/weigh/")
    assert "Energy: picked" in text_of(browser, "/en/matters/")
    weigh(browser, energy="not_sure")
    assert text_of(browser, "/en/matters/weigh/").count(" checked") == 1
    assert "Energy: not sure" in text_of(browser, "/en/matters/")
    weigh(browser, cost="a_lot")
    assert told(browser)["matters"] == {"energy": "not_sure", "cost": "a_lot"}


def test_picking_again_keeps_what_was_weighed_and_its_place(browser: Client) -> None:
    begin(browser)
    pick(browser, "energy", "cost", "faith")
    weigh(browser, energy="some", cost="a_lot", faith="little")
    pick(browser, "faith", "live_longer", "cost")
    assert list(told(browser)["matters"].items()) == [
        ("cost", "a_lot"),
        ("faith", "little"),
        ("live_longer", "not_sure"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("own", "row"),
    [
        ("swim in the sea", "swim_in_the_sea"),
        ("Energy", "energy"),
        ("Energía", None),
        ("nadar en el océano", None),
        ("garden; and dogs!", None),
    ],
)
def test_a_point_of_her_own_becomes_a_row_or_stands_with_her_words(own: str, row: str | None, browser: Client) -> None:
    begin(browser)
    send(browser, "/en/matters/words/", words="First.")
    pick(browser, "cost", own=own)
    found = told(browser)
    assert set(found["matters"]) == {"cost", *([row] if row else [])}
    assert found["in_my_words"] == ("First." if row else f"First.\n{own}")
    assert text_of(browser, "/en/choices/")


def test_a_known_thing_is_known_by_its_name_in_the_language_of_the_page(browser: Client) -> None:
    begin(browser, "es")
    send(browser, "/es/matters/pick/", own="energia")
    assert told(browser)["matters"] == {"energy": "not_sure"}


def test_up_and_down_move_among_those_of_the_same_weight(browser: Client) -> None:
    begin(browser)
    pick(browser, "energy", "cost", "faith", "live_longer")
    weigh(browser, energy="a_lot", cost="some", faith="a_lot", live_longer="a_lot")
    assert "In which order" in text_of(browser, "/en/matters/order/")
    for move, expected in (
        ("up:live_longer", ["energy", "live_longer", "faith"]),
        ("up:live_longer", ["live_longer", "energy", "faith"]),
        ("up:live_longer", ["live_longer", "energy", "faith"]),
        ("down:energy", ["live_longer", "faith", "energy"]),
        ("down:cost", ["live_longer", "faith", "energy"]),
        ("up:nothing", ["live_longer", "faith", "energy"]),
    ):
        response = send(browser, "/en/matters/order/", move=move)
        assert response.headers["Location"] == "/en/matters/order/"
        found = told(browser)["matters"]
        assert [one for one in found if found[one] == "a_lot"] == expected
        assert found == {"energy": "a_lot", "cost": "some", "faith": "a_lot", "live_longer": "a_lot"}
        text = text_of(browser, "/en/matters/order/")
        shown = re.findall(r'name="order" value="(\w+)"', text)
        assert shown == [*expected, "cost"]
        rows: Any = {key: {"row": key} for key in knowledge().concerns}
        assert [one["row"] for one in ordered(rows, found, (), words_in("en"))] == shown


def test_an_order_that_was_sent_whole_is_taken_as_it_is(browser: Client) -> None:
    begin(browser)
    pick(browser, "energy", "cost", "faith")
    send(browser, "/en/matters/order/", order=["faith", "unheard_of", "energy"])
    assert list(told(browser)["matters"]) == ["faith", "energy", "cost"]


# ------------------------------------------------------------------------------------------------ saving while typing
def draft(browser: Client, step: str, **data: Any) -> int:
    text = text_of(browser, f"/en/matters/{step}/")
    sent = {**data, "csrfmiddlewaretoken": token(text)}
    return browser.post(f"/en/matters/{step}/", sent, headers={"X-Save": "draft"}).status_code


def test_a_draft_is_kept_without_another_page(browser: Client) -> None:
    begin(browser)
    assert draft(browser, "words", words="half a sen") == 204
    assert told(browser)["in_my_words"] == "half a sen"
    assert draft(browser, "words", words="x" * 5001) == 422
    assert told(browser)["in_my_words"] == "half a sen"
    pick(browser, "energy", "cost", "faith")
    assert draft(browser, "weigh", **{"weigh:faith": "little"}) == 204
    assert draft(browser, "order", order=["cost", "energy"]) == 204
    assert list(told(browser)["matters"].items()) == [("cost", "not_sure"), ("energy", "not_sure"), ("faith", "little")]


def test_no_answer_stands_in_an_address_and_no_browser_keeps_a_page(browser: Client) -> None:
    begin(browser)
    response = send(browser, "/en/matters/words/", words="canary")
    assert "canary" not in response.headers["Location"]
    for step in steps.STEPS:
        assert browser.get(f"/en/matters/{step}/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_are_well_formed(language: str, browser: Client) -> None:
    begin(browser)
    pick(browser, "energy", "cost", own="it's my dog")
    for step in ("", *(f"{one}/" for one in steps.STEPS)):
        assert faults(text_of(browser, f"/{language}/matters/{step}")) == [], step
