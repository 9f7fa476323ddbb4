"""The guards that safety/hazards.yaml names and no other test shows: each fails when its guard goes."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from typer.testing import CliRunner

from concord.choices.brief import brief
from concord.choices.figures import gate
from concord.choices.shape import Brief, ChoiceCard
from concord.cli import app
from concord.criteria.terms import terms_of
from concord.knowledge import model
from concord.knowledge.check import said_in, says, spoken
from concord.knowledge.load import Knowledge, KnowledgeError, read
from concord.knowledge.wording import PLACEHOLDER, text_faults, translation_faults
from concord.situation.model import Situation
from tests.choices.test_properties import statements
from tests.conftest import AS_OF, situation_of
from tests.imports import imports, is_within
from tests.spec.test_situations import SITUATIONS, whole

SRC = Path(__file__).resolve().parents[2] / "src"

# Hormone receptor positive, HER2-low, grown on the first treatment since it spread: many choices are open.
OPEN: dict[str, Any] = {
    "person": {"birth_year": 1960, "sex": "female", "menopause": "postmenopausal", "country": "US"},
    "cancer": {
        "extent": "metastatic",
        "presentation": "recurrent",
        "sites": ["bone", "liver"],
        "visceral_crisis": False,
    },
    "pathology": [{"date": "2025-10", "specimen": "metastasis", "er_percent": 90, "pr_percent": 40, "her2_ihc": "1+"}],
    "biomarkers": [{"marker": "PIK3CA", "origin": "tumour", "result": "altered"}],
    "treatments_complete": True,
    "treatments": [
        {
            "kind": "medicine",
            "drugs": ["letrozole", "palbociclib"],
            "setting": "metastatic",
            "started": "2024-01",
            "ended": "2026-06",
            "stopped_because": "progression",
        }
    ],
}


def made(data: dict[str, Any], knowledge: Knowledge, **how: Any) -> Brief:
    return brief(situation_of(data), knowledge, AS_OF, **how)


def changed(**parts: Any) -> dict[str, Any]:
    """The open situation with some of its parts changed."""
    return {**OPEN, **{key: {**OPEN[key], **part} if isinstance(part, dict) else part for key, part in parts.items()}}


def open_cards(result: Brief) -> list[ChoiceCard]:
    """Every open card by itself; each open way of a choice is a card of its own."""
    found: list[ChoiceCard] = []
    for card in result["choices"]:
        if card["standing"] != "not_now":
            found.append(cast(ChoiceCard, {**card, "variants": []}))
            found += [one for one in card["variants"] if one["standing"] != "not_now"]
    return found


def all_rules(knowledge: Knowledge) -> Iterator[tuple[str, model.Choice, model.Rules]]:
    for choice in knowledge.choices.values():
        for rules in (choice, *choice.variants):
            yield getattr(rules, "id", choice.id), choice, rules


# ---------------------------------------------------------------------------------- 1 results that disagree
def test_results_that_disagree_stay_both_and_show_both_roads(knowledge: Knowledge) -> None:
    old = {"date": "2019-03", "specimen": "primary", "er_percent": 90, "pr_percent": 40, "her2_ihc": "3+"}
    result = made(changed(pathology=[old, *OPEN["pathology"]]), knowledge)
    conflict = next(one for one in result["conflicts"] if one["fact"] == "her2")
    assert len(conflict["results"]) == 2
    assert len(conflict["roads"]) == 2
    assert next(one for one in result["situation"]["facts"] if one["name"] == "her2")["possible"] == ["low", "positive"]
    assert conflict["roads"][0]["choices"] != conflict["roads"][1]["choices"]


# ---------------------------------------------------------------------------------- 2 not known is never no
def test_nothing_known_supports_no_medicine_and_rules_none_out_as_unsafe(knowledge: Knowledge) -> None:
    result = made({}, knowledge)
    medicines = [card for card in result["choices"] if not card["always"]]
    assert medicines
    assert not [card["id"] for card in medicines if card["standing"] == "supported"]
    assert not [card["id"] for card in medicines if card["why_not"] in ("unsafe", "used_before")]
    assert any(card["missing"] for card in medicines)


def test_every_fact_a_choice_waits_for_has_a_test_or_question(knowledge: Knowledge) -> None:
    waiting = [one for data in ({}, OPEN) for card in made(data, knowledge)["choices"] for one in card["missing"]]
    assert waiting
    assert not {one["fact"] for one in waiting if one["ask"] is None}


# ---------------------------------------------------------------------------------- 4, 27 what is unsafe
def test_pregnancy_rules_out_what_its_labels_rule_out_and_keeps_it_in_view(knowledge: Knowledge) -> None:
    person = {"birth_year": 1990, "menopause": "premenopausal", "pregnancy": True}
    before, after = (
        made(changed(person={**person, "pregnancy": False}), knowledge),
        made(changed(person=person), knowledge),
    )
    assert {card["id"] for card in before["choices"]} == {card["id"] for card in after["choices"]}
    harmed = {
        choice.id
        for choice in knowledge.choices.values()
        if any(isinstance(one, model.UseExclusion) and one.exclusion == "pregnancy" for one in choice.not_now_when)
    }
    now_unsafe = {card["id"] for card in after["choices"] if card["why_not"] == "unsafe"}
    assert harmed & {card["id"] for card in after["choices"]} <= now_unsafe
    assert len(harmed & now_unsafe) > 5
    assert all(card["because"] for card in after["choices"] if card["why_not"] == "unsafe")


def test_every_medicine_says_something_about_pregnancy(knowledge: Knowledge) -> None:
    silent = []
    for choice in knowledge.choices.values():
        if (
            choice.kind == "choice"
            and choice.drugs + tuple(drug for one in choice.variants for drug in one.drugs)
            and choice.supports
        ):
            texts = [knowledge.exclusion(one).is_ for one in choice.not_now_when] + [
                knowledge.check(one).is_ for one in choice.check_first
            ]
            names = {term.name for text in texts for term in terms_of(knowledge.condition(text))}
            if not names & {"pregnancy", "pregnancy_possible"}:
                silent.append(choice.id)
    assert not silent


def test_an_exclusion_that_is_not_known_becomes_a_check(knowledge: Knowledge) -> None:
    person = {"birth_year": 1990, "menopause": "premenopausal"}
    supported = [card for card in open_cards(made(changed(person=person), knowledge)) if not card["always"]]
    excluded = {
        choice.id
        for choice in knowledge.choices.values()
        if any(isinstance(one, model.UseExclusion) and one.exclusion == "pregnancy" for one in choice.not_now_when)
    }
    asked = {card["id"] for card in supported if any("pregnancy" in one["facts"] for one in card["check_first"])}
    assert excluded & {card["id"] for card in supported}
    assert excluded & {card["id"] for card in supported} <= asked


# ---------------------------------------------------------------------------------- 5 amounts of a lifetime
def lifetime(knowledge: Knowledge, entry: dict[str, Any]) -> ChoiceCard:
    """The card of a medicine with a lifetime limit, for a person who had it before and whom chemotherapy fits now."""
    given = {
        "kind": "medicine",
        "drugs": ["doxorubicin"],
        "setting": "adjuvant",
        "started": "2015-01",
        "ended": "2015-04",
    }
    crisis = {**OPEN["cancer"], "visceral_crisis": True}
    health = {"lvef_percent": 62, "conditions_complete": True}
    data = {**OPEN, "cancer": crisis, "health": health, "treatments": [{**given, **entry}, *OPEN["treatments"]]}
    cards = made(data, knowledge)["choices"]
    return next(one for card in cards for one in card["variants"] if one["id"] == "doxorubicin")


def test_an_amount_that_is_not_known_never_counts_as_none(knowledge: Knowledge) -> None:
    card = lifetime(knowledge, {})
    assert card["standing"] == "depends"
    assert "cumulative_mg_m2(doxorubicin)" in [one["fact"] for one in card["missing"]]


def test_amounts_of_a_lifetime_are_added_up(knowledge: Knowledge) -> None:
    per_cycle = {"cycles": 8, "dose_mg_m2_per_cycle": {"doxorubicin": 60}}
    for much in ({"cumulative_mg_m2": {"doxorubicin": 480}}, per_cycle):
        assert lifetime(knowledge, much)["why_not"] == "unsafe"
    assert lifetime(knowledge, {"cumulative_mg_m2": {"doxorubicin": 240}})["standing"] == "supported"


# ---------------------------------------------------------------------------------- 6 interactions, organs, doses
def test_a_medicine_that_interacts_is_a_caution(knowledge: Knowledge) -> None:
    in_choices = {drug for _, _, rules in all_rules(knowledge) for drug in rules.drugs}
    strong = next(
        one.id
        for one in knowledge.medicines.values()
        if "strong_cyp3a_inhibitor" in one.classes and one.id not in in_choices
    )
    quiet = made({**OPEN, "health": {"medicines_complete": True}}, knowledge)
    with_it = made({**OPEN, "health": {"medicines": [strong], "medicines_complete": True}}, knowledge)
    cautions = {card["id"]: len(card["cautions"]) for card in open_cards(quiet)}
    assert any(len(card["cautions"]) > cautions.get(card["id"], 0) for card in open_cards(with_it))


DOSE = re.compile(r"\b\d[\d.,]*\s*(mg|milligrams?|mcg|micrograms?|units?|tablets?|mg/m2|mg/m²|mg/kg)\b", re.IGNORECASE)


def test_no_dose_is_named_in_what_is_said_of_choices(knowledge: Knowledge) -> None:
    assert DOSE.search("take 300 mg")
    result = made(OPEN, knowledge, survival="full_range")
    parts = ("choices", "supportive", "tests", "questions")
    said = [one["say"] for one in statements([value for name, value in result.items() if name in parts])]
    assert len(said) > 100
    assert not [text for text in said if DOSE.search(text)]


# ---------------------------------------------------------------------------------- 7 out of date
def withdrawn(support: model.Support) -> model.Support:
    label = support.label.model_copy(update={"withdrawn": "2026-01"}) if support.label else None
    return support.model_copy(update={"label": label})


def test_a_brief_made_after_the_review_was_due_says_so(knowledge: Knowledge) -> None:
    due = knowledge.meta.next_review
    for day, told in ((due, False), (due + dt.timedelta(days=1), True)):
        result = brief(situation_of(OPEN), knowledge, day)
        assert ("overdue" in [note.get("id") for note in result["notes"]]) is told


def test_a_withdrawn_approval_no_longer_supports(knowledge: Knowledge) -> None:
    choices = {
        name: one.model_copy(update={"supports": tuple(map(withdrawn, one.supports))})
        for name, one in knowledge.choices.items()
    }
    before, after = made(OPEN, knowledge), made(OPEN, dataclasses.replace(knowledge, choices=choices))
    guided = {
        card["id"]
        for card in before["choices"]
        if any(one["kind"] == "guideline" and one["holds"] is not False for one in card["supports"])
    }
    was, now = ({card["id"] for card in one["choices"] if card["standing"] == "supported"} for one in (before, after))
    always = {card["id"] for card in before["choices"] if card["always"]}
    assert was - guided - always
    assert not now - guided - always
    assert not [one for card in after["choices"] for one in card["supports"] if one["kind"] == "label"]


def test_a_brief_carries_its_date_the_next_review_and_that_nobody_signed(knowledge: Knowledge) -> None:
    result = made(OPEN, knowledge)
    assert result["as_of"] == AS_OF.isoformat()
    assert result["knowledge"]["next_review"] == knowledge.meta.next_review.isoformat()
    assert result["knowledge"]["version"] == knowledge.meta.version
    assert result["knowledge"]["reviewed"] == (knowledge.meta.reviewed.isoformat() if knowledge.meta.reviewed else None)
    assert result["funding"]["say"]


# ---------------------------------------------------------------------------------- 8 figures
def test_one_harm_that_is_not_confirmed_hides_benefits_too(knowledge: Knowledge) -> None:
    name, choice = next(
        (one.id, one)
        for one in knowledge.choices.values()
        if one.kind == "choice" and one.evidence and gate(one, knowledge).open
    )
    study = knowledge.evidence[choice.evidence[0]]
    table = next(one for one in study.harms if choice.main_harms[0] in one.effects)
    doubted = table.model_copy(
        update={"checked": table.checked.model_copy(update={"state": "recalled"}), "effects": dict(table.effects)}
    )
    doubted.effects[choice.main_harms[0]] = table.effects[choice.main_harms[0]].model_copy(update={"checked": None})
    harms = tuple(doubted if one is table else one for one in study.harms)
    worse = dataclasses.replace(
        knowledge, evidence={**knowledge.evidence, study.id: study.model_copy(update={"harms": harms})}
    )
    card = next(one for one in made(OPEN, worse)["choices"] if one["id"] == name)
    assert not card["figures_shown"]
    assert [one.get("kind") for one in card["benefits"]] == ["hidden"]
    assert [one.get("kind") for one in card["harms"]] == ["hidden"]
    assert not any(re.search(r"\d", one["say"]) for one in (*card["benefits"], *card["harms"]))


def test_every_statement_about_a_choice_has_a_source_that_exists(knowledge: Knowledge) -> None:
    result = made(OPEN, knowledge, survival="full_range")
    listed = {one["id"] for one in result["sources"]}
    cells = [
        one
        for card in open_cards(result)
        for one in statements({key: part for key, part in card.items() if key != "fit"})
    ]
    assert len(cells) > 50
    assert not [one["say"] for one in cells if not one["basis"]]
    assert {source for one in cells for source in one["basis"]} <= listed <= set(knowledge.sources)


# ---------------------------------------------------------------------------------- 9, 10 what a figure means
def test_a_picture_shows_one_study_only(knowledge: Knowledge) -> None:
    result = made(OPEN, knowledge)
    pictures = [(card, one) for card in open_cards(result) for one in statements(card) if one.get("icons")]
    assert pictures
    for card, one in pictures:
        assert len(one["basis"]) == 1
        arms = {knowledge.evidence[study["id"]].studied.name.en for study in card["evidence"]}
        assert one["icons"]["studied_name"] in arms


def test_time_without_growth_never_stands_alone(knowledge: Knowledge) -> None:
    warning = knowledge.phrases.sentences["growth_is_not_survival"].en
    assert isinstance(warning, str)
    seen = 0
    for survival in ("none", "ask", "full_range"):
        for card in open_cards(made(OPEN, knowledge, survival=survival)):
            for one in card["benefits"]:
                if one.get("kind") == "growth_free":
                    seen += 1
                    assert warning in one["say"]
                    assert "living_longer" in [other.get("kind") for other in card["benefits"]]
    assert seen


# ---------------------------------------------------------------------------------- 11, 12 survival only if asked for
def survival_figures(knowledge: Knowledge) -> Iterator[tuple[str, model.Figure]]:
    for study in knowledge.evidence.values():
        for name, figure in study.figures.items():
            if name.startswith("survival"):
                yield study.id, figure


@pytest.mark.parametrize("survival", ["none", "ask", "words"])
def test_survival_figures_appear_only_where_asked_for(survival: str, knowledge: Knowledge) -> None:
    assert list(survival_figures(knowledge))
    result = made(OPEN, knowledge, survival=survival)
    kinds = [one.get("kind") for one in statements(result)]
    assert "living_longer" in kinds
    assert "survival" not in kinds
    details = [line for card in result["choices"] for study in card["evidence"] for line in study["details"]]
    assert details
    assert not [line for line in details if "survival" in line]


def test_survival_figures_are_not_withheld_from_whoever_asks(knowledge: Knowledge) -> None:
    kinds = [one.get("kind") for one in statements(made(OPEN, knowledge, survival="full_range"))]
    assert "survival" in kinds
    told = made({**OPEN, "priorities": {"survival_figures": "typical_range"}}, knowledge)
    assert "survival" in [one.get("kind") for one in statements(told)]
    assert made(OPEN, knowledge)["survival"] is not None


def test_no_text_carries_a_survival_figure_around_the_gate(knowledge: Knowledge) -> None:
    found = []
    for kind in ("choices", "evidence", "checks", "exclusions", "tests", "questions", "effects"):
        for name, record in getattr(knowledge, kind).items():
            for say, path in says(record):
                for one in spoken(say, path):
                    if any(match.group(1).startswith("survival") for match in PLACEHOLDER.finditer(one.text)):
                        found.append((name, one.path))
    assert not found


# ---------------------------------------------------------------------------------- 13, 14 no steering
@pytest.mark.parametrize(
    "matters",
    [{"live_longer": "a_lot"}, {"few_hospital_days": "a_lot", "live_longer": "little"}, {"keep_hair": "a_lot"}],
)
def test_what_matters_moves_rows_and_never_choices(matters: dict[str, str], knowledge: Knowledge) -> None:
    plain = made(OPEN, knowledge)
    told = made({**OPEN, "priorities": {"matters": matters, "approach": "push_hard"}}, knowledge)
    same = ("id", "group", "standing", "benefits", "harms", "living_with", "supports")
    before, after = (
        [[value for key, value in card.items() if key in same] for card in one["choices"]] for one in (plain, told)
    )
    assert before == after


@pytest.mark.parametrize(
    "data", [{}, OPEN, {**OPEN, "treatments_complete": False}], ids=["nothing known", "open", "incomplete"]
)
def test_care_without_cancer_medicine_is_always_a_choice_of_the_same_form(
    data: dict[str, Any], knowledge: Knowledge
) -> None:
    result = made(data, knowledge)
    always = [card for card in result["choices"] if card["always"]]
    assert always
    assert all(card["standing"] == "supported" and card["in_short"] and card["living_with"] for card in always)
    assert {frozenset(card) for card in result["choices"]} == {frozenset(always[0])}


# ---------------------------------------------------------------------------------- 15 nobody is told to stop
@pytest.mark.parametrize(
    "text",
    [
        "Stop this medicine.",
        "It is a pill. Take it with food.",
        "This is the best choice.",
        "You should ask.",
        "It lasts 12 months.",
    ],
)
def test_a_text_that_orders_ranks_or_counts_does_not_load(text: str) -> None:
    assert list(text_faults(text, set(), about_choices=True))


# ---------------------------------------------------------------------------------- 16 signs that cannot wait
@pytest.mark.parametrize("extent", ["metastatic", "early", None])
def test_every_urgent_sign_is_answered_whatever_else_is_so(extent: str | None, knowledge: Knowledge) -> None:
    assert len(knowledge.urgent) > 10
    cancer = {"extent": extent} if extent else {}
    result = made({"cancer": cancer, "symptoms": list(knowledge.urgent)}, knowledge)
    assert [one["id"] for one in result["urgent"]] == list(knowledge.urgent)
    assert all(re.search(r"call|emergency", one["action"], re.IGNORECASE) for one in result["urgent"])


def test_a_sign_in_the_notes_is_answered_and_no_note_is_ever_said_to_be_free_of_signs(knowledge: Knowledge) -> None:
    urgent = made({**OPEN, "notes": "Since Monday I cannot walk well."}, knowledge)["urgent"]
    assert [one["id"] for one in urgent] == ["leg_weakness"]
    assert "cannot walk" in urgent[0]["because"]
    quiet = made({**OPEN, "notes": "The garden is lovely."}, knowledge)
    assert quiet["urgent"] == []
    assert made({**OPEN, "notes": None}, knowledge) == quiet


def test_a_sign_that_is_not_known_is_named(knowledge: Knowledge) -> None:
    assert "symptoms: glowing" in made({"symptoms": ["glowing"]}, knowledge)["not_understood"]


# ---------------------------------------------------------------------------------- 18 another language
@pytest.mark.parametrize(
    "form",
    [
        ("--format", "md"),
        pytest.param(("--format", "html"), marks=pytest.mark.slow),
        pytest.param(("--for", "clinician", "--format", "txt"), marks=pytest.mark.slow),
    ],
)
def test_a_translation_that_is_not_reviewed_says_so(knowledge: Knowledge, form: tuple[str, ...]) -> None:
    example = str(knowledge.root / "examples" / "worked-example.yaml")
    assert knowledge.meta.translation_reviewed_by == {"es": None}
    assert "es un borrador" in CliRunner().invoke(app, ["brief", example, "--lang", "es", *form]).output
    assert "draft" not in CliRunner().invoke(app, ["brief", example, "--lang", "en", *form]).output


def test_a_translation_says_neither_more_nor_less_than_the_english_text(knowledge: Knowledge) -> None:
    """Every text has its Spanish, in the same voices, with the same figures and names to fill in."""
    found = 0
    for say, path in every_text(knowledge):
        voices: dict[str, dict[str, str]] = {"en": {}, "es": {}}
        for one in spoken(say):
            voices[one.language][one.voice] = one.text
        assert voices["en"].keys() == voices["es"].keys(), path
        if path[-1] == "heading_reading_level":  # each language has its own scale
            continue
        for voice, english in voices["en"].items():
            assert list(translation_faults(english, voices["es"][voice])) == [], path
            found += 1
    assert found > 4000


@pytest.mark.parametrize(
    ("english", "spanish", "said"),
    [
        ("It does not cure.", "Lo cura.", "no negation"),
        ("Never with alcohol.", "Con alcohol.", "no negation"),
        ("It cures.", "No cura.", "a negation where the English one has none"),
        ("It may help.", "Ayuda.", "says that it is so"),
        ("You may feel sick.", "Usted está constipado.", "is not a word for this Spanish text"),
        ("It is severe.", "Es severo y eventualmente termina.", "is not a word for this Spanish text"),
        ("In {growth_free.studied} months.", "En meses.", "other placeholders"),
        ("It can hold the cancer for a while.", "It can hold the cancer with pills.", "English words"),
    ],
)
def test_what_a_translation_loses_is_noticed(english: str, spanish: str, said: str) -> None:
    assert any(said in fault for fault in translation_faults(english, spanish))


def every_text(knowledge: Knowledge) -> Iterator[tuple[model.Say, tuple[str | int, ...]]]:
    for kind in dataclasses.fields(knowledge):
        yield from said_in(getattr(knowledge, kind.name), (kind.name,))


@pytest.mark.slow
def test_one_situation_has_the_same_choices_figures_and_sources_in_both_languages(knowledge: Knowledge) -> None:
    """Only words differ: ids, states, marks, numbers, sources and links are those of the English brief."""
    for row in SITUATIONS[::20]:
        person = situation_of(whole(row))
        english, spanish = (brief(person, knowledge, AS_OF, language=one) for one in ("en", "es"))
        assert _shape(english) == _shape(spanish), row["title"]


WORDLESS = re.compile(r"\d+(?:[.,]\d+)?")


def _shape(part: object, key: str = "") -> object:
    """A brief without its words: what stands in it, in which order, with which numbers."""
    if isinstance(part, dict):
        return {
            name: _shape(one, name)
            for name, one in part.items()
            if name not in ("language", "reading_level", "labels", "glossary")
        }
    if isinstance(part, list | tuple):
        # choices stand by name within their group, so their order goes by the language
        by_id = sorted(part, key=lambda one: sorted(str(one.get("id")).split(",")) if isinstance(one, dict) else [])
        return [_shape(one, key) for one in by_id]
    if isinstance(part, str) and key == "id":  # names several choices, in the order of their names
        return sorted(part.split(","))
    if isinstance(part, str) and key not in ("id", "state", "mark", "url", "basis", "facts"):
        return sorted(WORDLESS.findall(part))
    return part


# ---------------------------------------------------------------------------------- 20 nothing leaves the computer
NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "webbrowser",
}


def reaches_out(tree: ast.AST) -> set[str]:
    return {name for name in imports(tree) for one in NETWORK if is_within(name, one)}


def test_no_code_can_send_anything() -> None:
    assert reaches_out(ast.parse("from urllib import request"))
    files = sorted(path for path in SRC.rglob("*.py") if "tests" not in path.parts)
    assert len(files) > 30
    found = {(path, name) for path in files for name in reaches_out(ast.parse(path.read_text()))}
    # Trial records are fetched by words for an illness alone: tests/trials/test_registry.py holds that nothing of a
    # person can be handed over there.
    assert found == {(SRC / "concord" / "trials" / "registry.py", "httpx")}


# ---------------------------------------------------------------------------------- 23, 24 basis, and for whom
def test_a_supported_choice_names_who_supports_it_and_who_does_not(knowledge: Knowledge) -> None:
    supported = [
        card for card in made(OPEN, knowledge)["choices"] if card["standing"] == "supported" and not card["always"]
    ]
    assert supported
    for card in supported:
        counted = [one for one in card["supports"] if one["counts"]]
        assert any(one["holds"] is True and one["date"] and one["basis"] for one in counted)
        not_against = {one["by"] for one in counted if one["holds"] is not False or one["silent"]}
        assert bool(card["disagreement"]) == any(one["by"] not in not_against for one in counted)


def test_every_figure_stands_with_who_was_studied(knowledge: Knowledge) -> None:
    result = made(OPEN, knowledge)
    differ = {card["id"] for card in result["choices"] if card["variants"]}  # their figures stand with each way
    cards = [card for card in open_cards(result) if card["figures_shown"] and card["id"] not in differ]
    assert cards
    assert all(card["evidence"] and all(len(study["who"]) > 40 for study in card["evidence"]) for card in cards)


def test_race_is_not_an_input() -> None:
    fields = str(Situation.model_json_schema())
    assert "birth_year" in fields
    assert not re.search(r"race|ethnic|skin_colou?r|postcode|zip_code|address|phone|\bssn\b|last_name", fields)


# ---------------------------------------------------------------------------------- 25 two voices, one content
def test_the_gentle_voice_points_to_the_same_figures(knowledge: Knowledge) -> None:
    pairs = 0
    for kind in ("choices", "evidence", "checks", "exclusions", "effects", "tests", "questions", "groups"):
        for name, record in getattr(knowledge, kind).items():
            for say, _ in says(record):
                if isinstance(say.en, model.Voices):
                    pairs += 1
                    direct, gentle = (set(PLACEHOLDER.findall(text)) for text in (say.en.direct, say.en.gentle))
                    assert gentle <= direct, name
    assert pairs > 5


# ---------------------------------------------------------------------------------- 26 what is only studied
def test_a_medicine_without_any_approval_is_never_among_the_choices(knowledge: Knowledge) -> None:
    unapproved = {one.id for one in knowledge.medicines.values() if not one.approved_anywhere}
    assert unapproved
    assert all(one.not_approved_as_of for one in knowledge.medicines.values() if not one.approved_anywhere)
    assert not [
        name
        for name, _, rules in all_rules(knowledge)
        if set(rules.drugs) & unapproved and any(one.label for one in rules.supports)
    ]
    result = made(OPEN, knowledge)
    assert not [
        card["id"] for card in result["choices"] if card["standing"] == "supported" and set(card["drugs"]) & unapproved
    ]
    assert result["being_studied"]
    assert all(re.search(r"As of [A-Z][a-z]+ \d{1,2}, \d{4}", one["say"]) for one in result["being_studied"])


# ---------------------------------------------------------------------------------- 28 broken content
@pytest.fixture
def own_copy(knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("concord.knowledge.load.keep", lambda *_: None)
    return Path(shutil.copytree(knowledge.root, tmp_path / "knowledge"))


@pytest.mark.slow
def test_a_sentence_of_every_page_that_lost_its_not_does_not_load(own_copy: Path) -> None:
    phrases = own_copy / "phrases.yaml"
    phrases.write_text(phrases.read_text().replace("este estudio no mostró que", "este estudio mostró que"))
    with pytest.raises(KnowledgeError, match="no negation"):
        read(own_copy)


@pytest.mark.slow
def test_broken_knowledge_is_refused_and_never_half_shown(own_copy: Path) -> None:
    urgent = own_copy / "urgent.yaml"
    urgent.write_text(urgent.read_text().replace("basis: [", "basis: [a-source-that-nobody-listed, ", 1))
    with pytest.raises(KnowledgeError, match="a-source-that-nobody-listed"):
        read(own_copy)


@pytest.mark.slow
def test_a_brief_names_the_exact_knowledge_it_was_made_from(own_copy: Path, knowledge: Knowledge) -> None:
    assert made({}, knowledge)["knowledge"]["hash"] == knowledge.hash
    (own_copy / "meta.yaml").write_text((own_copy / "meta.yaml").read_text() + "# one more line\n")
    assert read(own_copy).hash != knowledge.hash


def test_the_same_input_gives_the_same_brief(knowledge: Knowledge) -> None:
    assert made(OPEN, knowledge) == made(OPEN, knowledge)
    assert made(OPEN, knowledge)["as_of"] != brief(situation_of(OPEN), knowledge, dt.date(2026, 12, 1))["as_of"]


def test_whom_to_call_is_the_same_list_for_everyone_with_ones_own_team_first(knowledge: Knowledge) -> None:
    quiet = made({**OPEN, "person": {"country": "US"}, "call_first": "+1 555 0100"}, knowledge)["when_to_call"]
    marked = made({**OPEN, "person": {"country": "ES"}, "symptoms": ["fever"]}, knowledge)["when_to_call"]
    assert "+1 555 0100" in quiet[0]["say"]
    assert "911" in quiet[1]["say"]
    assert "112" in marked[1]["say"]
    signs = [one["say"] for one in quiet if one.get("id")]
    assert signs == [one["say"] for one in marked if one.get("id")]
    assert len(signs) == len(knowledge.urgent)
    nowhere = made({**OPEN, "person": {}}, knowledge)["when_to_call"]
    assert not any(any(letter.isdigit() for letter in one["say"]) for one in nowhere)
