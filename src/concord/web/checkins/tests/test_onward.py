"""From a check-in to a question of her own, or to a new version of the plan with the reason taken over."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.plan.model import Reason
from concord.web.checkins.tests.steps import FULL, at, holder_of, put, text, told, write
from concord.web.choices import noted
from concord.web.plan import kept as plans
from concord.web.plan.tests import steps as plan
from concord.web.site.tests.strict import faults

ASKS = "/en/choices/questions/mine/"


@pytest.fixture
def her(browser: Client) -> Client:
    told(browser)
    return browser


# ------------------------------------------------------------------------------------------------ a question
@pytest.mark.slow
def test_her_words_become_a_question_of_her_own(her: Client) -> None:
    number = write(her)
    assert "canary: the stairs are long\ncanary: the rent" in text(her, at("checkins_question", number))
    response = put(her, at("checkins_question", number), say="Why are stairs so hard?")
    assert response.headers["Location"] == f"{ASKS}#q-own-1"
    shown = text(her, ASKS)
    assert 'id="q-own-1"' in shown
    assert "Why are stairs so hard?" in shown
    assert "the stairs are long" in text(her, at("checkins_one", number)), "the check-in stays as it is"


@pytest.mark.slow
def test_the_same_question_sent_twice_stands_once(her: Client) -> None:
    number = write(her)
    for _ in range(2):
        assert put(her, at("checkins_question", number), say="Once?").headers["Location"] == f"{ASKS}#q-own-1"
    put(her, at("checkins_question", number), say="Another?")
    assert text(her, ASKS).count('name="shown" value="own-') == 2


@pytest.mark.parametrize("said", ["  \n ", "long " * 200])
def test_a_question_with_a_mistake_stands_there_still(said: str, her: Client) -> None:
    response = put(her, at("checkins_question", write(her)), say=said)
    assert response.status_code == 422
    assert faults(response.content.decode()) == []
    assert said.strip() in response.content.decode()
    assert 'aria-describedby="say-hint wrong"' in response.content.decode()


@pytest.mark.slow
def test_where_there_is_no_room_for_one_more_it_is_said(her: Client) -> None:
    number = write(her)
    for place in range(noted.MOST_OWN):
        put(her, at("checkins_question", number), say=f"Question {place}?")
    response = put(her, at("checkins_question", number), say="One too many?")
    assert response.status_code == 422
    assert "no room for one more" in response.content.decode()
    assert "One too many?" in response.content.decode()


# ------------------------------------------------------------------------------------------------ the plan
def test_without_a_plan_there_is_nothing_to_change_and_the_way_to_write_one(her: Client) -> None:
    shown = text(her, at("checkins_plan", write(her)))
    assert "There is no plan here yet" in shown
    assert "<textarea" not in shown
    assert 'href="/en/plan/"' in shown


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_the_reason_goes_along_to_the_next_version_of_the_plan_and_is_gone_then(language: str, browser: Client) -> None:
    told(browser, language)
    plan.write(browser, language)
    plan.keep(browser, 1, language)
    number = write(browser, language)
    assert " checked" not in text(browser, at("checkins_plan", number, language=language))
    address = at("checkins_plan", number, language=language)
    response = put(browser, address, reason=["money", "how_i_feel"], because="canary: the rent")
    assert response.headers["Location"] == f"/{language}/plan/write/"
    assert plans.history(holder_of(browser)).versions[-1].number == 1, "nothing changed by itself"
    plan.write(browser, language, goal="another goal")
    shown = text(browser, f"/{language}/plan/keep/")
    for area in ("money", "how_i_feel"):
        assert f'value="{area}" checked' in shown
    assert shown.count(" checked") == 2
    assert "canary: the rent" in shown
    assert faults(shown) == []
    plan.keep(browser, 2, language, reason=["money"], because="canary: the rent")
    kept = plans.history(holder_of(browser)).versions[-1]
    assert (kept.reasons, kept.because) == ((Reason.MONEY,), "canary: the rent")
    plan.write(browser, language, goal="a third goal")
    assert " checked" not in text(browser, f"/{language}/plan/keep/")


@pytest.mark.slow
def test_a_reason_that_is_not_marked_is_asked_for_and_the_words_stay(her: Client) -> None:
    plan.write(her)
    plan.keep(her, 1)
    number = write(her, **FULL)
    for data in ({"because": "still here"}, {"because": "still here " * 300, "reason": "family"}):
        response = put(her, at("checkins_plan", number), **data)
        assert response.status_code == 422
        assert "still here" in response.content.decode()
        assert faults(response.content.decode()) == []
    assert plans.because(holder_of(her)) == plans.Because()
