"""What a new version of the knowledge changes for one person: findings alone, and only what the knowledge changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from typing import Any

import orjson
import pytest
from hypothesis import given, settings

from concord.choices.brief import brief
from concord.choices.recheck import Changes, compare, is_empty, summary
from concord.choices.recheck_words import tests as of_tests
from concord.choices.recheck_words import told
from concord.choices.words import Words
from concord.knowledge import model
from concord.knowledge.load import Knowledge
from concord.reading import Document
from concord.situation.model import Situation
from concord.situation.read import from_document, read_situation
from tests.generated import SITUATION

DAY = dt.date(2026, 11, 26)
CHOICE = "capivasertib-fulvestrant"


@pytest.fixture
def person(knowledge: Knowledge) -> Situation:
    return read_situation(knowledge.root / "examples" / "worked-example.yaml")


def with_choice(old: Knowledge, **parts: Any) -> Knowledge:
    """Another version, in which one choice has other parts; with none given it is not there at all."""
    choices = {name: one for name, one in old.choices.items() if name != CHOICE or parts}
    if parts:
        choices[CHOICE] = old.choices[CHOICE].model_copy(update=parts)
    return dataclasses.replace(old, hash="f" * 64, choices=choices)


def between(person: Situation, old: Knowledge, new: Knowledge, *, known: bool = True) -> Changes:
    """What differs, as it comes back from where it was kept."""
    found = compare(summary(person, old, DAY), summary(person, new, DAY), old if known else None, new)
    again: Changes = orjson.loads(orjson.dumps(found))
    return again


def lines(changes: Changes, words: Words) -> str:
    return " | ".join(" ".join((one.name, one.stood, *one.because)) for one in told(changes, words))


@settings(max_examples=12)
@given(SITUATION)
def test_it_says_what_the_brief_says(knowledge: Knowledge, data: dict[str, Any]) -> None:
    situation = from_document(Document({"schema": "concord.situation/0", **data}))
    found, whole = summary(situation, knowledge, DAY), brief(situation, knowledge, DAY)
    for card in whole["choices"]:
        stand = found["choices"][card["id"]]
        assert (stand["standing"], stand.get("why_not")) == (card["standing"], card["why_not"])
        if card["standing"] != "not_now":
            assert set(stand.get("check_first", [])) >= {one["id"] for one in card["check_first"] if one["id"]}
            assert set(stand.get("cautions", [])) >= {one["id"] for one in card["cautions"] if one["id"]}
    for card in whole["supportive"]:
        assert found["choices"][card["id"]]["standing"] == card["standing"]
    assert set(found["tests"]) == {one["id"] for one in whole["tests"]}


@settings(max_examples=12)
@given(SITUATION)
def test_nothing_changed_is_nothing_told(knowledge: Knowledge, data: dict[str, Any]) -> None:
    situation = from_document(Document({"schema": "concord.situation/0", **data}))
    once = summary(situation, knowledge, DAY)
    kept = orjson.loads(orjson.dumps(once))
    assert is_empty(compare(kept, once, None, knowledge))


def test_early_cancer_has_no_choices_here(knowledge: Knowledge) -> None:
    early = from_document(Document({"schema": "concord.situation/0", "cancer": {"extent": "early"}}))
    assert summary(early, knowledge, DAY)["choices"] == {}


def test_a_choice_that_is_gone_keeps_its_name(knowledge: Knowledge, person: Situation) -> None:
    new = with_choice(knowledge)
    found = between(person, knowledge, new, known=False)
    [one] = told(found, Words(new))
    assert one.name == knowledge.choices[CHOICE].names.en
    assert one.stood.endswith("Now: not in our list.")
    assert not one.shown


def test_a_choice_that_comes_is_told_where_it_is_open(knowledge: Knowledge, person: Situation) -> None:
    found = between(person, with_choice(knowledge), knowledge)
    assert "Before: not in our list. Now: in guidelines or approvals" in lines(found, Words(knowledge))
    closed = with_choice(knowledge, supports=())
    assert told(between(person, with_choice(knowledge), closed), Words(closed)) == []


def test_a_new_label_is_named_with_its_agency_and_day(knowledge: Knowledge, person: Situation) -> None:
    old = knowledge.choices[CHOICE].supports
    label = next(one for one in old if one.label and one.label.country == "US")
    assert label.label
    later = label.model_copy(update={"label": label.label.model_copy(update={"date": "2026-11-20"})})
    new = with_choice(knowledge, supports=(*old, later))
    said = lines(between(person, knowledge, new), Words(new))
    assert "As before" in said
    assert "Added to our list: US label (FDA, November 20, 2026)." in said
    assert "20 de noviembre de 2026" in lines(between(person, knowledge, new), Words(new, "es"))
    unknown = lines(between(person, knowledge, new, known=False), Words(new))
    assert "Added" not in unknown, "it may have stood there for other people"
    assert "As we read it now, this covers a situation like yours: US label (FDA, November 20, 2026)." in unknown


@pytest.mark.parametrize(("how", "says"), [("withdrawn", "Withdrawn: "), ("gone", "Taken out of our list: ")])
def test_a_label_that_no_longer_counts_says_why(how: str, says: str, knowledge: Knowledge, person: Situation) -> None:
    old = knowledge.choices[CHOICE].supports
    label = next(one for one in old if one.label and one.label.country == "US")
    assert label.label
    gone = label.model_copy(update={"label": label.label.model_copy(update={"withdrawn": "2026-11-20"})})
    kept = tuple(gone if one is label else one for one in old if one is not label or how == "withdrawn")
    new = with_choice(knowledge, supports=kept)
    assert says in lines(between(person, knowledge, new), Words(new))


def test_a_new_check_and_a_new_exclusion_are_told_in_their_own_words(knowledge: Knowledge, person: Situation) -> None:
    say = model.Say(en="Something new to look at.", es="Algo nuevo que mirar.")
    both = {"if_true": say, "if_unknown": say, "basis": ["x"]}
    check = model.Check.model_validate({"id": "new", "is": "sex = female", **both})
    record = knowledge.choices[CHOICE]
    new = with_choice(knowledge, check_first=(*record.check_first, check))
    assert "New among what to watch for: Something new to look at." in lines(
        between(person, knowledge, new), Words(new)
    )
    assert "Algo nuevo que mirar." in lines(between(person, knowledge, new), Words(new, "es"))
    back = lines(between(person, new, knowledge), Words(knowledge))
    assert "Taken out of what to watch for: Something new to look at." in back
    out = model.Exclusion.model_validate({"is": "sex = female", "why_not": "unsafe", "say": say, "basis": ["x"]})
    new = with_choice(knowledge, not_now_when=(*record.not_now_when, out))
    said = lines(between(person, knowledge, new), Words(new))
    assert "Now: not for now, because it could harm you." in said
    assert "New among what speaks against it: Something new to look at." in said


def test_a_test_that_comes_or_goes_is_told(knowledge: Knowledge, person: Situation) -> None:
    asks = summary(person, knowledge, DAY)["tests"]
    assert asks
    fewer = {name: one for name, one in knowledge.tests.items() if name != asks[0]}
    new = dataclasses.replace(knowledge, hash="f" * 64, tests=fewer)
    found = between(person, knowledge, new)
    assert found["fewer_tests"] == [asks[0]]
    assert "no longer in our list" in of_tests(found, Words(new))[0]
    [line] = of_tests(between(person, new, knowledge), Words(knowledge))
    assert Words(knowledge).text(knowledge.tests[asks[0]].name) in line


def test_every_state_and_reason_has_its_words(knowledge: Knowledge) -> None:
    reasons = ("not_indicated", "used_before", "unsafe", "not_approved_here", "being_studied")
    states = ["supported", "depends", "not_now", "locked", "not_listed", *(f"not_now_{one}" for one in reasons)]
    for language in ("en", "es"):
        words = Words(knowledge, "es" if language == "es" else "en")
        for state in states:
            assert words.site(f"recheck_state_{state}")
        for how in ("added", "fits", "withdrawn", "taken_out", "fits_not"):
            assert "X" in words.site(f"recheck_source_{how}", who="X")


def test_it_takes_milliseconds(knowledge: Knowledge, person: Situation) -> None:
    summary(person, knowledge, DAY)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        summary(person, knowledge, DAY)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.1
