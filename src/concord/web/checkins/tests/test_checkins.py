"""Check-ins: whatever is marked the same is said, nothing is marked for her, nothing is lost or lies in the clear."""

from __future__ import annotations

import json
import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from concord.checkins.model import AREAS, CheckIn
from concord.web.accounts.tests.someone import say_yes, sign_up
from concord.web.checkins import keep, writing
from concord.web.checkins.fields import LONGEST, SCALE
from concord.web.checkins.tests.steps import FULL, at, draft, hidden, holder_of, put, text, told, write
from concord.web.choices.kept import today
from concord.web.guest.store import Answers
from concord.web.sheets.models import Sheet
from concord.web.site.pages import knowledge, words_in
from concord.web.site.tests.strict import faults
from concord.web.way.tests.walk import begin, send

ONE = ("checkins_one", "checkins_change", "checkins_remove", "checkins_question", "checkins_plan")
PLAIN = ("checkins", "checkins_new", "checkins_trends")


@pytest.fixture
def her(browser: Client) -> Client:
    told(browser)
    return browser


# ------------------------------------------------------------------------------------------------ every page
@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_every_page_is_well_made_and_says_that_nobody_reads_and_when_to_call(language: str, browser: Client) -> None:
    told(browser, language)
    say = words_in(language).site  # type: ignore[arg-type]
    addresses = [at(name, language=language) for name in PLAIN]
    for place in (0, 1):  # without anything, and with one
        if place:
            addresses += [at(name, write(browser, language), language=language) for name in ONE[:1]]
            addresses += [at(name, 1, language=language) for name in ONE[1:]]
        for address in addresses:
            response = browser.get(address)
            shown = response.content.decode()
            assert faults(shown) == [], address
            assert f'<html lang="{language}">' in shown
            assert response.headers["Cache-Control"] == "no-store"
            main = shown.partition("<main")[2].partition("</main>")[0]
            assert say("checkins_nobody") in main, address
            assert say("checkins_bring") in main, address
            assert f'href="/{language}/call/"' in main, address


def test_who_told_nothing_is_led_to_where_one_begins(browser: Client) -> None:
    for address in (*(at(name) for name in PLAIN), *(at(name, 1) for name in ONE), at("checkins_pdf")):
        response = browser.get(address)
        assert (response.status_code, response.headers["Location"]) == (302, "/en/start/"), address


def test_what_is_not_there_is_a_page_that_is_not_there(her: Client) -> None:
    for name in ONE:
        assert her.get(at(name, 7)).status_code == 404


@pytest.mark.slow
def test_the_choices_lead_here(her: Client) -> None:
    assert f'href="{at("checkins")}"' in text(her, "/en/choices/")


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_no_text_judges_a_number_or_promises_anything(language: str) -> None:
    texts = knowledge().site["checkins"].texts.values()
    items = [say for one in knowledge().checkin_items.values() for say in (one.name, one.zero, one.ten)]
    said = " ".join(words_in(language).text(one) for one in (*texts, *items)).lower()  # type: ignore[arg-type]
    judging = {
        "en": r"better|worse|improv\w*|good|bad|normal|score|longer (?:life|lives)|live longer|surviv\w*",
        "es": r"mejor\w*|peor\w*|buen\w*|mal[oa]?s?|normal\w*|puntaje|puntuaci\w*|viv\w+ más|supervivencia",
    }
    assert re.findall(rf"\b(?:{judging[language]})\b", said) == []


# ------------------------------------------------------------------------------------------------ writing
def test_nothing_is_marked_beforehand_and_every_scale_says_what_both_ends_mean(her: Client) -> None:
    shown = text(her, at("checkins_new"))
    assert " checked" not in shown
    for one in knowledge().checkin_items.values():
        for value in SCALE:
            assert f'name="number-{one.id}" id="number-{one.id}-{value}" value="{value}"' in shown
        assert f"0: {one.zero.en}. 10: {one.ten.en}." in shown
    assert {one.area for one in knowledge().checkin_items.values()} == set(AREAS)


def test_what_was_written_comes_back_and_what_was_left_out_is_not_answered(her: Client) -> None:
    number = write(her)
    shown = text(her, at("checkins_one", number))
    assert shown.count(" on a scale from 0 to 10") == 3
    assert shown.count("not answered") == len(knowledge().checkin_items) - 3
    for said in ("3 on a scale", "0 on a scale", "10 on a scale", "the stairs are long", "the rent"):
        assert said in shown


def test_nothing_at_all_is_not_kept_and_a_zero_is_something(her: Client) -> None:
    response = put(her, at("checkins_new"), **{"number-pain": "", "words-family": "  \n "})
    assert response.status_code == 422
    assert "Nothing is marked or written yet" in response.content.decode()
    assert write(her, **{"number-pain": "0"}) == 1


def test_a_mistake_loses_nothing_and_is_told_in_one_place(her: Client) -> None:
    long = "long " * 500
    data = {**FULL, "words-family": long, "day": "2999-01-01"}
    response = put(her, at("checkins_new"), **data)
    shown = response.content.decode()
    assert response.status_code == 422
    assert faults(shown) == []
    assert f"up to {LONGEST} letters" in shown
    assert "still to come" in shown
    assert long.strip() in shown
    assert "the stairs are long" in shown
    assert 'id="number-tiredness-0" value="0" checked' in shown
    assert 'value="2999-01-01"' in shown
    assert shown.count(" checked") == 3
    assert Sheet.objects.count() == 0


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", "0001-01-01", "20261126T"])
def test_a_day_that_is_none_is_told(day: str, her: Client) -> None:
    assert put(her, at("checkins_new"), **FULL, day=day).status_code == 422


def test_a_number_off_the_scale_is_no_answer(her: Client) -> None:
    number = write(her, **{"number-pain": "11", "number-worry": "-1", "number-sleep": "4", "number-else": "2"})
    assert text(her, at("checkins_one", number)).count(" on a scale from 0 to 10") == 1


def test_a_form_that_is_sent_twice_is_kept_once(her: Client) -> None:
    sent = {**hidden(text(her, at("checkins_new"))), **FULL}
    for _ in range(2):
        assert her.post(at("checkins_new"), sent).headers["Location"] == at("checkins_one", 1)
    assert Sheet.objects.count() == 1


def test_two_windows_each_keep_what_was_written_there(her: Client) -> None:
    one, other = (hidden(text(her, at("checkins_new"))) for _ in range(2))
    her.post(at("checkins_new"), {**one, "words-family": "first window"})
    response: HttpResponse = her.post(at("checkins_new"), {**other, "words-family": "second window"})  # type: ignore[assignment]
    assert response.headers["Location"] == at("checkins_one", 2)
    assert "first window" in text(her, at("checkins_one", 1))
    assert "second window" in text(her, at("checkins_one", 2))
    assert ", number 2" in text(her, at("checkins"))


def test_what_is_typed_is_kept_as_a_draft_and_gone_once_it_is_kept(her: Client) -> None:
    assert draft(her, at("checkins_new"), **FULL).status_code == 204
    assert "Go on with what you began" in text(her, at("checkins"))
    assert "the stairs are long" in text(her, at("checkins_new"))
    assert her.get(at("checkins_one", 1)).status_code == 404
    assert draft(her, at("checkins_new"), **{"words-family": "x" * (LONGEST + 1)}).status_code == 422
    assert draft(her, at("checkins_new"), **FULL).status_code == 204
    write(her)
    assert "the stairs are long" not in text(her, at("checkins_new"))
    assert draft(her, at("checkins_new"), **FULL).status_code == 204
    assert draft(her, at("checkins_new")).status_code == 204  # everything was taken away again
    assert " checked" not in text(her, at("checkins_new"))


# ------------------------------------------------------------------------------------------------ the same for all
@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_whatever_was_marked_the_same_stands_around_it(language: str, browser: Client) -> None:
    told(browser, language)
    items = list(knowledge().checkin_items)
    pages = set()
    for value in ("0", "5", "10", "one"):
        marked = {f"number-{one}": value for one in items} if value != "one" else {"number-pain": "10"}
        number = write(browser, language, **marked)
        shown = text(browser, at("checkins_one", number, language=language))
        assert "urgent-now" not in shown
        shown = re.sub(r"checkins/\d+/", "checkins/N/", shown)
        shown = re.sub(r"<dd>.*?</dd>", "<dd></dd>", shown)
        pages.add(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", shown))
        put(browser, at("checkins_remove", number, language=language))
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("language", "said", "sign"),
    [
        ("en", "since tuesday my legs are weak and I stumble", "leg_weakness"),
        ("es", "tengo fiebre desde anoche", "fever"),
        ("en", "tengo fiebre", "fever"),
    ],
)
def test_what_cannot_wait_in_her_words_comes_first_and_the_same_sentence_still_stands(
    language: str, said: str, sign: str, browser: Client
) -> None:
    told(browser, language)
    words = words_in(language)  # type: ignore[arg-type]
    number = write(browser, language, **{"words-family": said})
    action = words.text(knowledge().urgent[sign].action)
    for name in ("checkins_one", "checkins_question", "checkins_plan", "checkins_change"):
        main = text(browser, at(name, number, language=language)).partition("<main")[2]
        assert main.index(action) < main.index(words.site("checkins_nobody")), name
        assert main.index("urgent-now") < main.index(words.site("checkins_bring")), name
        assert words.site("checkins_found") in main
    for name in ("checkins", "checkins_trends"):
        assert action in text(browser, at(name, language=language)), name
    long = browser.post(
        at("checkins_new", language=language),
        {**hidden(text(browser, at("checkins_new", language=language))), "words-money": said + " x" * LONGEST},
    )
    assert action in long.content.decode()


def test_no_number_calls_anything_urgent_and_old_words_do_not_stay_above_everything(her: Client) -> None:
    number = write(her, **{"words-family": "I have a fever", "day": "2020-01-01"})
    assert "urgent-now" in text(her, at("checkins_one", number))
    assert "urgent-now" not in text(her, at("checkins"))
    assert "urgent-now" not in text(her, at("checkins_trends"))


# ------------------------------------------------------------------------------------------------ correcting, deleting
def test_it_can_be_corrected_and_says_so(her: Client) -> None:
    number = write(her)
    response = put(her, at("checkins_change", number), **{"number-pain": "", "number-worry": "2", "day": "2026-11-01"})
    assert response.headers["Location"] == at("checkins_one", number)
    shown = text(her, at("checkins_one", number))
    assert shown.count(" on a scale from 0 to 10") == 1
    assert "Check-in of November 1, 2026" in shown
    assert "Corrected on" in shown
    assert "the stairs" not in shown
    assert Sheet.objects.count() == 1


def test_the_form_for_correcting_shows_what_was_kept(her: Client) -> None:
    shown = text(her, at("checkins_change", write(her)))
    assert shown.count(" checked") == 3
    assert 'id="number-tiredness-0" value="0" checked' in shown
    assert "the stairs are long" in shown


def test_what_another_window_did_is_said_before_it_is_replaced(her: Client) -> None:
    number = write(her)
    stale = hidden(text(her, at("checkins_change", number)))
    put(her, at("checkins_change", number), **{"words-family": "from the other window"})
    response = her.post(at("checkins_change", number), {**stale, "words-family": "from this one"})
    shown = response.content.decode()
    assert response.status_code == 422
    assert "changed in another window" in shown
    assert "from this one" in shown
    assert "from the other window" in text(her, at("checkins_one", number))
    again = her.post(at("checkins_change", number), {**hidden(shown), "words-family": "from this one"})
    assert again.status_code == 302
    assert "from this one" in text(her, at("checkins_one", number))


def test_one_that_was_deleted_meanwhile_can_be_kept_as_a_new_one(her: Client) -> None:
    number = write(her)
    stale = hidden(text(her, at("checkins_change", number)))
    put(her, at("checkins_remove", number))
    response = her.post(at("checkins_change", number), {**stale, **FULL})
    shown = response.content.decode()
    assert response.status_code == 422
    assert "deleted in another window" in shown
    assert f'action="{at("checkins_new")}"' in shown
    assert "the stairs are long" in shown
    assert her.post(at("checkins_new"), {**hidden(shown), **FULL}).status_code == 302


def test_it_is_deleted_after_one_question_and_never_another_one(her: Client) -> None:
    number = write(her)
    stale = hidden(text(her, at("checkins_remove", number)))
    assert put(her, at("checkins_remove", number)).headers["Location"] == at("checkins")
    assert her.get(at("checkins_one", number)).status_code == 404
    assert Sheet.objects.count() == 0
    again = write(her, **{"words-family": "another one under this number"})
    assert again == number
    her.post(at("checkins_remove", number), stale)
    assert "another one" in text(her, at("checkins_one", number))


# ------------------------------------------------------------------------------------------------ keeping
def test_nothing_of_it_lies_in_the_clear(her: Client) -> None:
    draft(her, at("checkins_new"), **FULL)
    write(her)
    draft(her, at("checkins_new"), **FULL)
    rows = Sheet.objects.filter(shelf="checkins")
    assert sorted(one.name for one in rows) == [f"{today().isoformat()} 1", "writing"]
    for one in rows:
        assert b"canary" not in bytes(one.sealed)
        assert b"pain" not in bytes(one.sealed)
    assert "canary" not in str(her.cookies)


def test_it_goes_with_everything_else_of_hers(her: Client) -> None:
    draft(her, at("checkins_new"), **FULL)
    write(her)
    put(her, "/en/clear/")
    assert Sheet.objects.count() == 0


@pytest.mark.slow
def test_it_moves_to_her_account_and_goes_along_in_her_file(her: Client) -> None:
    number = write(her)
    sign_up(her)
    say_yes(her)
    send(her, "/en/account/keep/take/", take="yes")
    assert "the stairs are long" in text(her, at("checkins_one", number))
    file = json.loads(her.get("/en/account/file/").content)
    (kept,) = file["checkins"].values()
    assert (kept["numbers"]["tiredness"], kept["words"]["money"]) == (0, "canary: the rent")


def test_another_visitor_sees_nothing_of_it(her: Client, browser: Client) -> None:
    write(her)
    other = Client(enforce_csrf_checks=True)
    told(other)
    assert other.get(at("checkins_one", 1)).status_code == 404
    assert "the stairs" not in text(other, at("checkins_trends"))


def test_who_helps_is_told_apart(browser: Client) -> None:
    begin(browser, whom="other")
    send(browser, "/en/start/spread/", answer=["bone"])
    number = write(browser)
    shown = text(browser, at("checkins_one", number))
    assert "Written down by someone who helps" in shown
    assert "You are answering for someone you help" in shown


def test_a_helper_who_was_let_in_is_told_apart_too_and_a_correction_does_not_hide_it(her: Client) -> None:
    request = RequestFactory().post("/")
    assert not writing.by_helper(request, Answers())
    request.circle = object()  # type: ignore[attr-defined]
    assert writing.by_helper(request, Answers())
    number, holder = write(her), holder_of(her)
    keep.change(holder, number, keep.every(holder)[number].model_copy(update={"by_helper": True}))
    put(her, at("checkins_change", number), **{"number-pain": "1"})
    assert keep.every(holder)[number].by_helper


def test_an_item_that_is_asked_no_more_is_not_lost_by_a_correction(her: Client) -> None:
    number = write(her)
    sheet = Sheet.objects.get()
    holder = holder_of(her)
    kept = keep.every(holder)[number]
    keep.change(holder, number, kept.model_copy(update={"numbers": {**kept.numbers, "retired": 4}}))
    put(her, at("checkins_change", number), **{"number-pain": "1"})
    assert keep.every(holder)[number].numbers == {"retired": 4, "pain": 1}
    assert Sheet.objects.get().name == sheet.name


def test_what_a_later_version_wrote_can_still_be_read() -> None:
    assert CheckIn.model_validate(json.loads('{"on": "2026-11-26", "mood": "new"}')).is_empty()
