"""The knowledge base loads, its texts keep the rules of text, and its faults are named with file and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from concord.choices.figures import gate, wilson
from concord.knowledge.check import says, spoken
from concord.knowledge.load import Knowledge, KnowledgeError, folder, read
from concord.knowledge.wording import text_faults
from concord.situation.declare import REGISTRY
from tests.conftest import AS_OF
from tests.spec.table import some_now


def test_every_fact_names_a_source_that_exists(knowledge: Knowledge) -> None:
    elsewhere = {"situation", "tests/spec/lines"}
    missing = {
        name: one.source
        for name, one in REGISTRY.items()
        if one.source not in elsewhere and one.source not in knowledge.sources
    }
    assert missing == {}


def test_every_fact_has_a_name_in_words_and_every_used_fact_a_question(knowledge: Knowledge) -> None:
    assert set(REGISTRY) <= set(knowledge.phrases.facts)
    from concord.knowledge.check import gaps

    assert [gap for gap in gaps(knowledge) if gap.kind == "no test or question"] == []


@pytest.mark.slow
def test_every_sentence_is_used() -> None:
    """A sentence that no code asks for is a sentence that nobody reviews. `f"not_now_{...}"` asks for a family."""
    source = Path(__file__).resolve().parents[2] / "src"
    asked = "\n".join(path.read_text() for path in source.rglob("*") if path.suffix in (".py", ".j2", ".typ"))
    families = tuple(re.findall(r'f"([a-z_]+_)\{', asked))
    words = set(re.findall(r"\w+", asked))
    sentences = read(folder()).phrases.sentences
    assert {one for one in sentences if one not in words and not one.startswith(families)} == set()


def test_sensitive_texts_have_two_voices_with_the_same_placeholders(knowledge: Knowledge) -> None:
    found = 0
    for kind in ("choices", "checks", "exclusions", "tests", "questions"):
        for record in getattr(knowledge, kind).values():
            for say, path in says(record):
                texts = {one.voice: one.text for one in spoken(say)}
                if say.sensitive:
                    found += 1
                    assert set(texts) == {"direct", "gentle"}, path
    assert found > 10


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In 72 people", "holds no digit"),
        ("About {none.any} people", "points to no figure"),
        ("Half lived {survival.studied} months", "only to those who ask"),
        ("This is the best choice", "ranks or urges"),
        ("You should take it", "ranks or urges"),
        ("Take it in the morning", "tells the person what to do"),
        ("The patient failed it", "war or blames"),
        ("A broken {brace", "a placeholder is written"),
    ],
)
def test_a_text_that_breaks_a_rule_is_named(text: str, said: str) -> None:
    found = list(text_faults(text, {"survival.studied"}, about_choices=True))
    assert any(said in one for one in found), found


def chance(word: str) -> str:
    return f"'{word}' stands in place of a figure; point to the figure before it, or say what can happen"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Nausea is common at first.", [chance("common")]),
        ("It is commonly mild.", [chance("commonly")]),
        ("In rare cases it harms the liver.", [chance("rare")]),
        ("It can inflame the lungs, though rarely.", [chance("rarely")]),
        ("A rash is more likely then.", [chance("likely")]),
        ("A rash is unlikely.", [chance("unlikely")]),
        ("The most frequent side effect is a rash.", [chance("frequent")]),
        ("A rash comes frequently.", [chance("frequently")]),
        ("Common in the first weeks: a sore mouth.", [chance("Common")]),
        (
            "It is common, {diarrhea.any} of every hundred had it.",
            [chance("common")],
        ),  # the word stands before the figure
        (
            "{diarrhea.any} of every hundred had it. A rash is rare.",
            [chance("rare")],
        ),  # the figure is of another sentence
        ("Of every hundred people, {diarrhea.any} had loose stools, so this is common.", []),
        ("A stone in the common bile duct can do this.", []),
        ("A common cold can last longer.", []),
        ("It can happen, and some people have it often.", []),
        ("A sore mouth is uncommon.", [chance("uncommon")]),
        ("It was rarer with pills.", [chance("rarer")]),
        ("Infrequent bleeding, commonality and likelihood.", [chance("Infrequent")]),  # whole words only
    ],
)
def test_a_word_of_chance_follows_a_figure_or_is_refused(text: str, faults: list[str]) -> None:
    assert list(text_faults(text, {"diarrhea.any"}, about_choices=True)) == faults


def test_a_word_of_chance_is_refused_where_a_text_may_direct_and_free_elsewhere() -> None:
    text = "Call about bleeding, which is rare."
    assert list(text_faults(text, set(), about_choices=True, may_direct=True)) == [chance("rare")]
    assert list(text_faults(text, set(), about_choices=False)) == []


def test_names_with_digits_are_no_figures() -> None:
    assert (
        list(text_faults("HER2, PIK3CA, CDK4/6 and PD-L1 {diarrhea.any}", {"diarrhea.any"}, about_choices=True)) == []
    )


BREAKS = {
    "choices/olaparib.yaml": [
        ("is: had(chemotherapy)", "is: had(chemotherapi)", "did you mean 'chemotherapy'?"),
        ("is: had(chemotherapy)", "is: had(chemotherapy) or not_read", "'not_read' is for sentences of trial records"),
        ("group: targeted_medicine", "group: targeted_medicines", "is not in groups.yaml"),
        ("group: targeted_medicine", "group: targeted_medicine\ncolour: green", "not known here"),
        ("basis: [lynparza-label-us]", "basis: [lynparza-label-uz]", "is not in sources.yaml"),
        ("ask: germline-brca-palb2", "ask: germline-brca", "neither a test nor a question"),
    ],
    "checks.yaml": [("come more easily.", "are more likely.", "'likely' stands in place of a figure")],
    "choices/single-chemotherapy.yaml": [
        ("benefits_from: tnt", "benefits_from: emerald", "'emerald' is not among the studies of 'evidence'"),
    ],
    "definitions.yaml": [
        ("is: her2 = low", "is: her2 = lo", "did you mean 'low'?"),
        ("is: her2 = low", "is: her2 = low and not_read", "'not_read' is for sentences of trial records"),
    ],
}


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    some_now([(name, *one) for name, breaks in BREAKS.items() for one in breaks], 8),
)
def test_a_fault_is_named_with_file_and_line(name: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    root = tmp_path / "knowledge"
    shutil.copytree(folder(), root)
    path = root / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(KnowledgeError) as error:
        read(root)
    told = [str(one) for one in error.value.errors]
    assert any(said in one and f"knowledge/{name}, line " in one for one in told), told


@pytest.mark.slow
@pytest.mark.parametrize("name", ["watching-for-now", "comfort-focused-care"])
def test_less_or_no_cancer_medicine_says_what_is_likely_meanwhile(name: str, tmp_path: Path) -> None:
    root = tmp_path / "knowledge"
    shutil.copytree(folder(), root)
    path = root / "choices" / f"{name}.yaml"
    text = path.read_text()
    without = re.sub(r"^  without_treatment:\n(?:    .*\n)+", "", text, flags=re.MULTILINE)
    assert without != text
    path.write_text(without)
    with pytest.raises(KnowledgeError, match="'without_treatment' is missing"):
        read(root)


def test_the_gate_closes_for_benefits_while_a_main_harm_is_not_verified(knowledge: Knowledge) -> None:
    choice = knowledge.choices["capivasertib-fulvestrant"]
    assert gate(choice, knowledge).open
    evidence = knowledge.evidence["capitello-291"]
    table = evidence.harms[0]
    doubtful = table.model_copy(update={"checked": table.checked.model_copy(update={"state": "recalled"})})
    knowledge_in_doubt = Knowledge(
        **{
            **{name: getattr(knowledge, name) for name in knowledge.__dataclass_fields__ if not name.startswith("_")},
            "evidence": {
                **knowledge.evidence,
                evidence.id: evidence.model_copy(update={"harms": (doubtful, *evidence.harms[1:])}),
            },
        }
    )
    from concord.choices.brief import brief
    from tests.conftest import situation_of

    assert not gate(choice, knowledge_in_doubt).open
    made = brief(situation_of({"cancer": {"extent": "metastatic"}}), knowledge_in_doubt, AS_OF)
    card = next(one for one in made["choices"] if one["id"] == choice.id)
    assert [one.get("kind") for one in card["benefits"]] == ["hidden"]
    assert [one.get("kind") for one in card["harms"]] == ["hidden"]


def test_the_interval_of_a_proportion() -> None:
    low, high = wilson(72.4, 355)
    assert (round(low, 1), round(high, 1)) == (67.5, 76.8)


def test_a_severe_form_is_said_of_both_groups(knowledge: Knowledge) -> None:
    """Where a source gives only the severe form, the other group's number is of the severe form too."""
    from concord.choices.statements import harms
    from concord.choices.words import Words

    choice = knowledge.choices["capivasertib-fulvestrant"]
    evidence = knowledge.evidence["capitello-291"]
    table = evidence.harms[0].model_copy(
        update={
            "effects": {name: one.model_copy(update={"any": None}) for name, one in evidence.harms[0].effects.items()}
        }
    )
    changed = evidence.model_copy(update={"harms": (table, *evidence.harms[1:])})
    fields = {name: getattr(knowledge, name) for name in knowledge.__dataclass_fields__ if not name.startswith("_")}
    only_severe = Knowledge(**{**fields, "evidence": {**knowledge.evidence, evidence.id: changed}})
    said = next(one["say"] for one in harms(choice, Words(only_severe)) if one.get("id") == "diarrhea")
    assert said.count("in a severe form") == 2
