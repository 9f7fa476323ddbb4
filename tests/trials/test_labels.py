"""The labelled criteria: each stands in the samples word for word, each reading is a condition, each says something.

The labels were written before there was a reader (labels/README.md). The samples are no part of the project; they lie
beside the checkout or where CONCORD_SAMPLES points.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import orjson
import pytest

from concord import yaml12
from concord.criteria.parse import parse
from concord.criteria.terms import And, Condition, Not, NotRead, Or
from concord.knowledge.load import Knowledge
from concord.possible import Truth, every, negate, some
from concord.trials.criteria_text import split

HERE = Path(__file__).parent / "labels"
HALVES = ("tune", "test")
SAMPLES = os.environ.get("CONCORD_SAMPLES", str(Path(__file__).resolve().parents[3] / "shared" / "data"))
RECORDS = Path(SAMPLES) / "ctgov_trials_100.jsonl"
KINDS = {
    *("disease_extent", "receptors", "biomarkers", "lines", "prior_treatment", "washout", "cumulative_dose"),
    *("progression", "disease_free_interval", "sites", "performance", "age", "sex", "menopause", "pregnancy"),
    *("organ_function", "comorbidity", "prior_cancer", "other"),
}
WHY_NOT = {"consent", "judgement", "no_fact", "allows", "heading", "definition", "cannot_be_said"}
Label = dict[str, Any]


@cache
def labels() -> dict[str, tuple[str, list[Label]]]:
    """Trial -> its half and its labels."""
    found = {}
    for half in HALVES:
        for path in sorted((HERE / half).glob("*.yaml")):
            data = yaml12.parse(path.read_bytes(), path.name).data
            assert data["trial"] == path.stem
            found[path.stem] = (half, data["criteria"])
    return found


def each() -> list[tuple[str, Label]]:
    return [(trial, one) for trial, (_, several) in labels().items() for one in several]


def named(trial: str, label: Label) -> str:
    return f"{trial} {label['section']} {label['place']} ({label['starts']} ...)"


@cache
def eligibility() -> dict[str, str]:
    """Trial -> its text, from the samples."""
    if not RECORDS.exists():
        said = f"NOT TESTED: the trial records {RECORDS} are not here; they are not part of the project"
        if os.environ.get("CI") and SAMPLES != "none":
            pytest.fail(f"{said}. Set CONCORD_SAMPLES to their folder, or to 'none' to go on knowingly without them")
        pytest.skip(said)
    records = (orjson.loads(line) for line in RECORDS.read_bytes().splitlines() if line.strip())
    return {one["nct_id"]: one["eligibility_text"] for one in records}


def collapsed(text: str) -> str:
    return " ".join(text.split())


def mark(text: str) -> str:
    return hashlib.sha256(collapsed(text).encode()).hexdigest()[:12]


def test_each_labelled_criterion_stands_in_the_samples_at_its_place_word_for_word() -> None:
    texts, wrong = eligibility(), []
    for trial, (_, several) in labels().items():
        stands = {(one.section, one.place): collapsed(one.text) for one in split(texts[trial])}
        for label in several:
            text = stands.get((label["section"], label["place"]), "")
            if mark(text) != label["sha256"] or not text.replace('"', "'").startswith(label["starts"]):
                elsewhere = [place for place, other in stands.items() if mark(other) == label["sha256"]]
                wrong.append(f"{named(trial, label)}: {'it stands at ' + str(elsewhere) if elsewhere else 'not found'}")
    assert not wrong, "\n".join(wrong)


def test_each_reading_is_a_condition_over_the_facts(knowledge: Knowledge) -> None:
    for _, label in each():
        if label["reading"] is not None:
            parse(label["reading"], knowledge.signature, knowledge.named)  # the error names the text


def answers(condition: Condition) -> set[Truth]:
    """The answers that a condition can give when each of its facts is known, whatever it is."""
    match condition:
        case NotRead():
            return {None}
        case Not(part):
            return {negate(one) for one in answers(part)}
        case And(parts):
            return {every(several) for several in product(*map(answers, parts))}
        case Or(parts):
            return {some(several) for several in product(*map(answers, parts))}
        case _:
            return {True, False}


def test_each_reading_can_settle_something(knowledge: Knowledge) -> None:
    for trial, label in each():
        if label["reading"] is not None:
            assert answers(parse(label["reading"], knowledge.signature, knowledge.named)) != {None}, named(trial, label)


def test_each_label_has_its_kinds_and_what_cannot_be_read_says_why() -> None:
    for trial, label in each():
        assert label["kinds"], named(trial, label)
        assert set(label["kinds"]) <= KINDS, named(trial, label)
        assert label["section"] in ("inclusion", "exclusion"), named(trial, label)
        assert (label["reading"] is None) == (label.get("because") is not None), named(trial, label)
        assert label.get("because") in WHY_NOT | {None}, named(trial, label)


def test_there_are_enough_of_them_and_none_twice() -> None:
    assert len(each()) >= 400
    assert len(labels()) >= 40
    assert sum(label["reading"] is not None for _, label in each()) >= 400  # those that can be read, too
    places = Counter((trial, label["section"], label["place"]) for trial, label in each())
    assert max(places.values()) == 1


def test_no_trial_stands_in_both_halves_and_both_are_large() -> None:
    stands = {half: [one for one, (where, _) in labels().items() if where == half] for half in HALVES}
    assert not set(stands["tune"]) & set(stands["test"])
    assert all(len(trials) >= 10 for trials in stands.values())
    for half in HALVES:
        several = [one for where, many in labels().values() if where == half for one in many]
        assert len(several) >= 300
        assert sum(one["reading"] is not None for one in several) >= 140


def test_a_second_reading_answers_each_criterion_of_the_test_half_once(knowledge: Knowledge) -> None:
    read_again = {
        path.stem: yaml12.parse(path.read_bytes(), path.name).data for path in (HERE / "second").glob("*.yaml")
    }
    assert set(read_again) == {trial for trial, (half, _) in labels().items() if half == "test"}
    for trial, data in read_again.items():
        answered = [(one["section"], one["place"]) for one in data["criteria"]]
        assert sorted(answered) == sorted((one["section"], one["place"]) for one in labels()[trial][1])
        for one in data["criteria"]:
            if one["reading"] is not None:
                parse(one["reading"], knowledge.signature, knowledge.named)
