"""Trials for one person: nothing unread excludes, less known never fits more, an exclusion shows its sentence."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from concord.choices.words import Words
from concord.cli import app
from concord.criteria.parse import parse
from concord.criteria.terms import Term, terms_of
from concord.knowledge.load import Knowledge
from concord.possible import Possible, Range
from concord.situation.declare import Fact
from concord.situation.derive import derive
from concord.situation.read import read_situation
from concord.trials import readings, shelf, store
from concord.trials.imports import read_file
from concord.trials.joining import joining
from concord.trials.match import Requirement, judge, settles
from concord.trials.person import Person, listed, match, results, whole
from concord.trials.records import Trial
from concord.trials.shelf import ORDER, Wanted
from tests.conftest import facts_of, whole_knowledge

RECORDS = Path(__file__).parent / "records.json"
EXAMPLES = sorted((Path(__file__).parents[2] / "knowledge" / "examples").glob("*.yaml"))
TODAY = dt.date(2026, 11, 26)
LOW = {"pathology": [{"date": "2025-10", "specimen": "metastasis", "er_percent": 80, "her2_ihc": "1+"}]}


def made_up() -> list[Trial]:
    found = read_file(RECORDS, dt.date(2026, 11, 20))
    assert not found.faults
    return found.trials


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the made-up records, read."""
    path = tmp_path_factory.mktemp("trials") / "trials.sqlite3"
    with store.opened(path) as connection:
        store.put_all(connection, made_up(), TODAY)
    assert shelf.read_new(path, whole_knowledge()) == 0
    return path


def person(data: dict[str, Any], language: Any = "en") -> Person:
    knowledge = whole_knowledge()
    return Person(facts_of(data, knowledge.vocabulary), Words(knowledge, language))


# ------------------------------------------------------------------------------------------------ properties
TEXTS = (
    "* Metastatic breast cancer\n* HER2-positive breast cancer",
    "* ECOG performance status 0-1\n* Age 18 years or older\n* PIK3CA mutation",
    "* Postmenopausal\n* No more than one prior line of chemotherapy for metastatic disease",
    "* Something that nobody can read, and metastatic breast cancer",
)
EXCLUDED = ("* Liver metastases", "* Active brain metastases\n* ECOG > 2", "* Pregnant women\n* A word of the moon")


def trial_of(wanted: str, excluded: str) -> Trial:
    text = f"Inclusion Criteria:\n\n{wanted}\n\nExclusion Criteria:\n\n{excluded}\n"
    return Trial(nct_id="NCT00000009", title="Of a test", eligibility=text, sex="female", min_age=18)


TRIALS = [trial_of(wanted, excluded) for wanted in TEXTS for excluded in EXCLUDED]


def asked_by(trial: Trial) -> list[Requirement]:
    return readings.asked_of(trial, whole_knowledge())


@cache
def asked_for(number: int) -> list[Requirement]:
    return asked_by(TRIALS[number])


@cache
def terms() -> list[Term]:
    """Every fact that these trials ask for."""
    conditions = (one.condition for number in range(len(TRIALS)) for one in asked_for(number) if one.condition)
    return sorted({term for condition in conditions for term in terms_of(condition)})


def domain(term: Term) -> Possible:
    return whole_knowledge().signature.facts[term.name].domain


@st.composite
def values(draw: Any, term: Term) -> Possible:
    """Some of what a fact can be."""
    whole_range = domain(term)
    if isinstance(whole_range, Range):
        points = [one for one in (0.0, 1.0, 2.0, 3.0, 17.0, 18.0, 50.0) if whole_range.low <= one <= whole_range.high]
        ends = st.sampled_from(points)
        low, high = sorted((draw(ends), draw(ends)))
        return Range(low, high)
    return draw(st.frozensets(st.sampled_from(sorted(whole_range)), min_size=1))  # type: ignore[no-any-return]


def knowing(known: dict[Term, Possible]) -> Person:
    facts = facts_of({}, whole_knowledge().vocabulary)
    facts._known.update({term: Fact(term, possible) for term, possible in known.items()})
    return Person(facts, Words(whole_knowledge()))


def wider(narrow: Possible, more: Possible) -> Possible:
    if isinstance(narrow, Range):
        assert isinstance(more, Range)
        return narrow.union(more)
    assert not isinstance(more, Range)
    return narrow | more


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), number=st.integers(0, len(TRIALS) - 1))
def test_knowing_less_never_turns_may_fit_into_fits_and_every_exclusion_shows_its_sentence(
    data: st.DataObject, number: int
) -> None:
    trial, asked = TRIALS[number], asked_for(number)
    known = {term: data.draw(values(term)) for term in terms()}
    less = dict(known)
    for term in data.draw(st.lists(st.sampled_from(terms()), min_size=1, max_size=3)):
        less[term] = wider(known[term], data.draw(values(term)))
    before, after = (listed(trial, asked, knowing(one))[0] for one in (known, less))
    assert after["fit"] in {before["fit"], "may_fit"}
    for said in (before, after):
        assert (said["fit"] == "does_not_fit") == bool(said["why_not"])
        for line in said["why_not"]:
            assert line["facts"]
            assert line["text"] in trial.eligibility or line["place"] in ("sex", "min_age")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda one: one.stem)
def test_all_at_once_says_the_same_as_one_by_one(path: Path, kept: Path) -> None:
    knowledge = whole_knowledge()
    facts = derive(read_situation(path), knowledge.vocabulary, TODAY)
    who = Person(facts, Words(knowledge))
    with store.opened(kept) as records, readings.opened(kept, knowledge) as read:
        one_by_one = {
            trial.nct_id: listed(trial, readings.requirements_of(read, readings.mark_of(trial)), who)
            for trial in store.every(records)
        }
    matched = match(shelf.of(kept, knowledge), facts, Wanted())
    assert {row.nct_id: fit for row, fit in matched.rows} == {
        name: said["fit"] for name, (said, _) in one_by_one.items()
    }
    may = [judged for said, judged in one_by_one.values() if said["fit"] == "may_fit"]
    assert matched.settles == settles(may)


# ------------------------------------------------------------------------------------------------ what is said
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_records_words_stand_beside_the_persons_fact_and_where_it_is_from(language: str, kept: Path) -> None:
    who = person(LOW | {"cancer": {"extent": "metastatic"}}, language)
    trial = next(one for one in made_up() if one.nct_id == "NCT00000003")
    said = whole(trial, asked_by(trial), who)
    assert said["fit"] == "does_not_fit"
    [line] = said["why_not"]
    assert line["text"] == "HER2-positive breast cancer"
    assert line["facts"][0]["say"] == {"en": "HER2: low", "es": "HER2: bajo"}[language]
    assert "2025" in line["facts"][0]["because"][0]


def test_what_is_missing_is_said_with_what_can_settle_it_and_asked_of_the_team() -> None:
    trial = made_up()[0]
    said = whole(trial, asked_by(trial), person({"cancer": {"extent": "metastatic"}}))
    assert said["fit"] == "may_fit"
    asks = {one["fact"]: one["ask"] for one in said["settles"]}
    gene = asks["altered(PIK3CA)"]
    assert gene
    assert (gene["kind"], gene["id"]) == ("test", "pik3ca-akt1-pten")
    asked = "\n".join(said["questions"])
    assert "Has a kind heart as seen by the moon committee" in asked
    assert said["settles"][0]["name"] in asked


def test_sex_and_age_count_where_the_record_has_them_in_fields_of_their_own() -> None:
    man = next(one for one in made_up() if one.sex == "male")
    for sex, fit in (("female", "does_not_fit"), ("male", "likely_fits")):
        who = person({"person": {"sex": sex, "birth_year": 1971}, "cancer": {"extent": "metastatic"}})
        assert listed(man, asked_by(man), who)[0]["fit"] == fit
    child = person({"person": {"sex": "male", "birth_year": 2015}})
    assert [one["text"] for one in listed(man, asked_by(man), child)[0]["why_not"]] == ["Minimum age: 18 years"]
    oldest = Trial(nct_id="NCT00000008", title="Up to an age", eligibility="", max_age=75)
    for born, fit in ((1951, "may_fit"), (1949, "does_not_fit")):
        assert listed(oldest, asked_by(oldest), person({"person": {"birth_year": born}}))[0]["fit"] == fit


def test_a_record_that_was_not_read_may_fit_and_excludes_nobody() -> None:
    said = whole(made_up()[1], None, person({"cancer": {"extent": "metastatic", "sites": ["liver"]}}))
    assert (said["fit"], said["read"], said["criteria"]) == ("may_fit", False, [])


def test_a_heading_over_rules_is_shown_and_neither_counted_nor_asked_of_the_team() -> None:
    text = (
        "Inclusion Criteria:\n\n* Adequate organ function as defined below:\n\n  * Platelets >= 100,000/uL\n* Consent\n"
    )
    trial = Trial(nct_id="NCT00000010", title="Of a heading", eligibility=text)
    said = whole(trial, asked_by(trial), person({}))
    assert [one["answer"] for one in said["criteria"]] == ["title", "missing", "not_read"]
    assert (said["counts"]["not_read"], said["counts"]["missing"]) == (1, 1)
    assert not any("organ function" in one for one in said["questions"])
    assert any("Consent" in one for one in said["questions"])


def test_no_words_of_our_own_call_anybody_eligible() -> None:
    knowledge = whole_knowledge()
    ours = orjson.dumps(
        [one.model_dump() for one in knowledge.site["trials"].texts.values()]
        + [one.say.model_dump() for one in knowledge.trial_demands.values()]
        + [one.say.model_dump() for one in knowledge.trial_questions.values()]
    ).decode()
    assert "placebo" in ours
    assert not re.search(r"eligib|elegib|candidat", ours, re.IGNORECASE)


# ------------------------------------------------------------------------------------------------ what joining asks
@pytest.mark.parametrize(
    ("record", "found"),
    [
        (
            {"summary": "People get tablets or a placebo. Nothing else."},
            {"placebo": "People get tablets or a placebo."},
        ),
        ({"summary": "This is done without a placebo."}, {}),
        ({"summary": "A non-randomized study."}, {}),
        ({"allocation": "randomized"}, {"random_choice": "Allocation: randomized"}),
        ({"allocation": "non_randomized", "masking": "none"}, {}),
        ({"masking": "double"}, {"not_told_which": "Masking: double"}),
        ({"summary": "For triple negative cancer."}, {}),
        ({"eligibility": "Inclusion Criteria:\n* Breast cancer confirmed by biopsy"}, {}),
        (
            {"eligibility": "Inclusion Criteria:\n* Willing to have a biopsy before treatment"},
            {"biopsy": "Willing to have a biopsy before treatment"},
        ),
        ({"eligibility": "Exclusion Criteria:\n* Not willing to travel"}, {}),
    ],
)
def test_what_joining_asks_is_found_with_its_sentence(record: dict[str, str], found: dict[str, str]) -> None:
    trial = Trial(nct_id="NCT00000009", title="Of a test", **record)
    assert {one.demand.id: one.sentence for one in joining(trial, whole_knowledge().trial_demands)} == found


# ------------------------------------------------------------------------------------------------ which, in what order
def test_no_order_looks_at_the_fit_and_every_filter_takes_what_it_says(kept: Path) -> None:
    knowledge = whole_knowledge()
    ready = shelf.of(kept, knowledge)

    def numbers(**wanted: str) -> list[str]:
        return [row.nct_id[-1] for row in shelf.chosen(ready, Wanted(**wanted))]

    assert set(ORDER) == set(shelf.SORTS)
    assert numbers() == ["1", "2", "4", "3"]  # the ended one last
    assert numbers(sort="phase") == ["3", "1", "2", "4"]
    assert numbers(sort="number") == ["1", "2", "3", "4"]
    assert numbers(country="Spain") == ["2"]
    assert numbers(status="open") == ["1", "2", "4"]
    assert numbers(phase="3") == ["3"]
    one, other = ({"cancer": {"extent": extent}} for extent in ("metastatic", "early"))
    orders = [[row.nct_id for row, _ in match(ready, person(who).facts, Wanted()).rows] for who in (one, other)]
    assert orders[0] == orders[1]


# ------------------------------------------------------------------------------------------------ what is kept
@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "trials.sqlite3"
    with store.opened(path) as connection:
        store.put_all(connection, made_up(), TODAY)
    return path


def test_a_text_is_read_once_and_anew_when_it_or_the_reader_changes(
    own: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    really = readings.asked_of

    def counted(trial: Trial, known: Knowledge) -> list[Requirement]:
        read.append(trial.nct_id)
        return really(trial, known)

    monkeypatch.setattr(readings, "asked_of", counted)
    shelf.read_new(own, knowledge)
    assert len(read) == 4
    first = shelf.of(own, knowledge)
    assert shelf.of(own, knowledge) is first
    changed = made_up()[0].model_copy(update={"eligibility": "* HER2-low breast cancer", "updated": TODAY})
    renamed = made_up()[1].model_copy(update={"title": "Another name", "updated": TODAY})
    with store.opened(own) as connection:
        store.put_all(connection, [changed, renamed], TODAY)
    shelf.read_new(own, knowledge)
    assert read[4:] == [changed.nct_id]
    again = shelf.of(own, knowledge)
    assert again is not first
    assert "Another name" in {row.title for row in again.rows}
    monkeypatch.setattr(readings, "made_by", lambda _: "another reader")
    shelf.read_new(own, knowledge)
    assert len(read) == 9


def test_what_was_kept_is_what_was_read(own: Path, knowledge: Knowledge) -> None:
    shelf.read_new(own, knowledge)
    with readings.opened(own, knowledge) as kept:
        for trial in made_up():
            assert readings.requirements_of(kept, readings.mark_of(trial)) == readings.asked_of(trial, knowledge)


# ------------------------------------------------------------------------------------------------ the command line
def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["trials", *words], catch_exceptions=True)


@pytest.mark.slow
def test_the_command_line_says_the_same_and_its_errors_say_what_was_expected(kept: Path) -> None:
    example, file = str(EXAMPLES[0]), ["--store", str(kept)]
    found = orjson.loads(run("match", example, *file, "--json").stdout)
    facts = derive(read_situation(EXAMPLES[0]), whole_knowledge().vocabulary, dt.datetime.now(tz=dt.UTC).date())
    matched = match(shelf.of(kept, whole_knowledge()), facts, Wanted())
    assert found["counts"] == matched.counts()
    shown = run("match", example, *file, "--lang", "es").stdout
    assert "Estudios mirados: 4" in shown
    assert "Enfermedades que nombra el registro: Metastatic Breast Cancer" in " ".join(shown.split())
    explained = run("explain", "nct00000002", example, *file).stdout
    assert "“Liver metastases”" in explained
    for words, expected in (
        (("match", example, "--country", "Spian", *file), "did you mean 'Spain'"),
        (("match", example, "--phase", "9", *file), "'9' is not one of early_1, 1, 2, 3, 4"),
        (("match", example, "--lang", "xx", *file), "'xx' is not one of en, es"),
        (("explain", "NCT12345678", example, *file), "there is no trial 'NCT12345678' among the 4"),
        (("match", example, "--store", str(kept) + "-none"), "there are no trials yet"),
    ):
        assert expected in str(run(*words).exception), words


def test_results_hold_no_more_than_was_asked_for(kept: Path) -> None:
    knowledge = whole_knowledge()
    who = person({})
    matched = match(shelf.of(kept, knowledge), who.facts, Wanted())
    with store.opened(kept) as records, readings.opened(kept, knowledge) as read:
        found = results(matched, who, records, read, first=1, most=2, not_fitting=0)
    assert [one["nct_id"][-1] for one in found["trials"]] == ["2", "4"]
    assert found["not_fitting"] == []
    assert found["total"] == 4


# ------------------------------------------------------------------------------------------------ with time
@pytest.mark.parametrize(
    ("condition", "later"),
    [
        ("months_since(cancer_medicine) >= 1", True),
        ("not months_since(cancer_medicine) < 1", True),
        ("months_since(cancer_medicine) >= 1 and ecog <= 1", True),
        ("months_since(cancer_medicine) >= 1 and ecog >= 3", False),  # more than time stands in the way
        ("months_since(cancer_medicine) > 3 and months_since(cancer_medicine) < 12", False),  # too long is no better
        ("lines = 0", False),
    ],
)
def test_a_rule_that_only_time_stands_in_the_way_of_says_so(condition: str, later: bool) -> None:
    knowledge = whole_knowledge()
    taking = {"kind": "medicine", "drugs": ["capecitabine"], "setting": "metastatic", "stopped_because": "ongoing"}
    her = person({"treatments": [taking], "treatments_complete": True, "health": {"ecog": 1}})
    asked = Requirement("exclusion", "1", "A rule", parse(condition, knowledge.signature, knowledge.named))
    line = her.line(judge(asked, her.facts))
    assert line["answer"] == "not_met"
    assert bool(line["later"]) == later
