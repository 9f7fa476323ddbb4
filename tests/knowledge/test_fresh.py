"""Past its date a record carries a warning; past the grace time it is locked out; a withdrawn approval is gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from concord.choices.brief import brief
from concord.choices.words import Words
from concord.documents import for_person
from concord.knowledge.fresh import freshness
from concord.knowledge.load import Knowledge
from tests.conftest import situation_of
from tests.documents import reading

OPEN: dict[str, Any] = {
    "person": {"country": "US", "sex": "female", "menopause": "postmenopausal"},
    "cancer": {"extent": "metastatic", "presentation": "de_novo"},
    "pathology": [{"er_percent": 90, "her2_ihc": "1+"}],
    "treatments_complete": "yes",
}


def last_day(knowledge: Knowledge) -> dt.date:
    return knowledge.choices["fulvestrant"].review.next


@pytest.mark.parametrize(("days", "stands"), [(0, "fresh"), (1, "overdue"), (180, "overdue"), (181, "locked")])
def test_a_review_is_fresh_then_overdue_then_locked(days: int, stands: str, knowledge: Knowledge) -> None:
    assert knowledge.meta.grace_days == 180
    review = knowledge.choices["fulvestrant"].review
    assert freshness(review, knowledge, review.next + dt.timedelta(days=days)) == stands


def test_a_choice_past_its_date_carries_a_warning_with_the_date(knowledge: Knowledge) -> None:
    day = last_day(knowledge) + dt.timedelta(days=1)
    late = brief(situation_of(OPEN), knowledge, day)
    for made in (brief(situation_of(OPEN), knowledge, last_day(knowledge)), late):
        for one in made["choices"]:
            due = knowledge.choices[one["id"]].review.next
            assert (one["overdue"] is not None) is (made["as_of"] > due.isoformat())
    card = next(one for one in late["choices"] if one["id"] == "fulvestrant")
    assert card["overdue"] is not None
    assert Words(knowledge).day(last_day(knowledge)) in card["overdue"]["say"]
    for form in ("html", "md"):
        text = for_person(late, form)
        assert isinstance(text, str)
        assert reading.squeezed(card["overdue"]["say"]) in reading.squeezed(
            reading.page(text).text() if form == "html" else reading.markdown_text(text)
        )


def test_a_choice_past_the_grace_time_is_locked_out_everywhere_and_named_as_such(knowledge: Knowledge) -> None:
    day = last_day(knowledge) + dt.timedelta(days=knowledge.meta.grace_days + 1)
    made = brief(situation_of(OPEN), knowledge, day)
    assert [card["id"] for card in made["choices"]] == ["comfort-focused-care"]
    assert made["supportive"] == []
    assert [one for one in made["tests"] if one["would_change"]] == []
    assert [one["say"] for one in made["locked"] if "fulvestrant" in one["say"]]
    text = for_person(made, "html")
    assert isinstance(text, str)
    assert made["locked"][0]["say"] in reading.page(text).text()


def test_a_withdrawn_approval_is_neither_a_support_nor_named_anywhere(knowledge: Knowledge) -> None:
    choice = knowledge.choices["elacestrant"]
    situation = situation_of(
        {
            **OPEN,
            "biomarkers": [
                {"marker": "ESR1", "origin": "tumour", "result": "altered", "specimen": "blood", "date": "2026-11"}
            ],
            "treatments": [
                {
                    "kind": "medicine",
                    "drugs": ["letrozole", "palbociclib"],
                    "setting": "metastatic",
                    "started": "2024-01",
                    "ended": "2026-10",
                    "stopped_because": "progression",
                }
            ],
        }
    )
    day = dt.date(2026, 11, 20)
    before = next(one for one in brief(situation, knowledge, day)["choices"] if one["id"] == choice.id)
    assert before["standing"] == "supported"
    withdrawn = tuple(
        one.model_copy(update={"label": one.label.model_copy(update={"withdrawn": "2026-10-01"})}) if one.label else one
        for one in choice.supports
        if one.label
    )
    fields = {name: getattr(knowledge, name) for name in knowledge.__dataclass_fields__ if not name.startswith("_")}
    without = Knowledge(
        **{**fields, "choices": {**knowledge.choices, choice.id: choice.model_copy(update={"supports": withdrawn})}}
    )
    made = brief(situation, without, day)
    card = next(one for one in made["choices"] if one["id"] == choice.id)
    assert card["standing"] == "not_now"
    assert card["supports"] == []
    assert "(FDA" not in str(card["because"])
