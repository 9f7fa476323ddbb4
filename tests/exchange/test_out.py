"""A situation goes out as a FHIR document and reads back to the same; what no code carries is named, never lost."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.exchange import out_codes
from concord.exchange.codes import UCUM, load_codes
from concord.exchange.fhir import read_bundle
from concord.exchange.out import Section, to_document
from concord.exchange.out_rest import URL
from concord.knowledge.load import Knowledge
from concord.reading import Document
from concord.situation.model import Situation
from concord.situation.read import as_data, from_document, read_situation
from tests.conftest import AS_OF
from tests.generated import PRIORITIES, SITUATION

pytestmark = pytest.mark.slow

SECTIONS = [
    Section("pathology", "Every pathology result", ["October 2025 <liver> & bones"]),
    Section("treatments", "Medicines so far", ["Letrozole"]),
]


def situation(**parts: Any) -> Situation:
    return from_document(Document({"schema": "concord.situation/0", **parts}))


def document(said: Situation, knowledge: Knowledge) -> dict[str, Any]:
    """The document as it is after it was written to a file and read again."""
    made = to_document(said, knowledge, AS_OF, title="Packet", sections=SECTIONS)
    found: dict[str, Any] = json.loads(json.dumps(made))
    return found


def told(said: Situation) -> dict[str, Any]:
    """What a situation says, without where it came from: after a document is read that is the document."""
    return {key: value for key, value in as_data(said).items() if key != "records"}


def read(made: dict[str, Any], knowledge: Knowledge) -> Situation:
    return read_bundle(Document(made), knowledge)


def by_codes(made: dict[str, Any], knowledge: Knowledge) -> Situation:
    """What a program reads that does not know our extension."""
    plain = copy.deepcopy(made)
    plain["entry"][0]["resource"].pop("extension", None)
    return read(plain, knowledge)


def test_the_example_reads_back_to_the_same(knowledge: Knowledge) -> None:
    for path in sorted((knowledge.root / "examples").glob("*.yaml")):
        said = read_situation(path)
        back = read(document(said, knowledge), knowledge)
        assert told(back) == told(said)
        assert list(back.priorities.matters) == list(said.priorities.matters)  # their order is the order of the rows


# What the shared generator leaves out, and what lies between the others in an order of its own.
MORE = st.lists(
    st.sampled_from(
        [
            {"kind": "medicine", "drugs": ["letrozole"], "best_response": "partial", "line": 1, "months": 4.5},
            {
                "kind": "medicine",
                "drugs": ["doxorubicin"],
                "cumulative_mg_m2": {"doxorubicin": 240.5},
                "dose_reduced": "no",
            },
            {"kind": "medicine", "drugs": ["olaparib"], "ordered_only": "yes", "date": "2025-03-02"},
            {"kind": "medicine", "drugs": ["paclitaxel"], "date": "2025-03-02", "maintenance": "yes"},
            {"kind": "surgery", "procedure": "mastectomy", "started": "2019", "ended": "2019"},
            {"kind": "surgery", "procedure": "something_else"},
            {"kind": "lymph_node_removal", "nodes_removed": 0},
            {
                "kind": "lymph_node_removal",
                "procedure": "axillary_dissection",
                "date": "2019-04-02",
                "nodes_removed": 12,
            },
            {"kind": "radiation", "technique": "stereotactic", "fractions": 3, "date": "2024", "setting": "metastatic"},
        ]
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=SITUATION, priorities=PRIORITIES, more=MORE, first=st.booleans())
def test_any_situation_reads_back_to_the_same(
    data: dict[str, Any], priorities: dict[str, Any], more: list[Any], first: bool, knowledge: Knowledge
) -> None:
    from fhir.resources.R4B.bundle import Bundle

    treatments = data.get("treatments", [])
    data["treatments"] = [*more, *treatments] if first else [*treatments, *more]
    said = situation(**data, priorities=priorities, notes="no fever", symptoms=["new_back_pain"])
    made = document(said, knowledge)
    assert told(read(made, knowledge)) == told(said)
    Bundle.model_validate_json(json.dumps(made))


def test_a_document_is_valid_and_in_order(knowledge: Knowledge) -> None:
    from fhir.resources.R4B.bundle import Bundle

    made = document(read_situation(knowledge.root / "examples" / "worked-example.yaml"), knowledge)
    bundle = Bundle.model_validate_json(json.dumps(made))
    assert bundle.type == "document"
    assert bundle.identifier
    assert bundle.identifier.system
    assert bundle.identifier.value
    kinds = [one["resource"]["resourceType"] for one in made["entry"]]
    assert kinds[:2] == ["Composition", "Patient"]
    assert kinds.count("Composition") == 1
    names = [one["fullUrl"] for one in made["entry"]]
    assert len(names) == len(set(names))
    text = json.dumps(made)
    assert set(_references(made)) <= set(names)
    assert "&lt;liver&gt; &amp; bones" in text
    assert text == json.dumps(document(read_situation(knowledge.root / "examples" / "worked-example.yaml"), knowledge))


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["reference"]] if isinstance(value.get("reference"), str) else []
        return [*own, *(found for one in value.values() for found in _references(one))]
    return [found for one in value for found in _references(one)] if isinstance(value, list) else []


# ------------------------------------------------------------------------------------------------ codes
ROUND: list[tuple[str, dict[str, Any]]] = [
    ("person", {"birth_year": 1964, "sex": "female", "menopause": "postmenopausal"}),
    ("pathology", {"date": "2019-03", "specimen": "primary", "er_percent": 90, "pr": "negative", "her2_ihc": "1+"}),
    ("pathology", {"date": "2025-10-02", "specimen": "metastasis", "site": "liver", "er": "positive", "her2_ihc": "2+",
                   "her2_ish": "not_amplified"}),
    ("pathology", {"date": "2025", "her2_status": "negative", "her2_ish": "amplified"}),
    ("biomarkers", {"marker": "PIK3CA", "origin": "tumour", "result": "altered", "specimen": "blood", "date": "2025-10",
                    "variant": "p.H1047R"}),
    ("biomarkers", {"marker": "BRCA2", "origin": "germline", "result": "pathogenic", "specimen": "saliva"}),
    ("biomarkers", {"marker": "BRCA1", "origin": "germline", "result": "vus"}),
    ("biomarkers", {"marker": "ESR1", "origin": "tumour", "result": "not_found", "specimen": "blood"}),
    ("biomarkers", {"marker": "MSI", "result": "stable"}),
    ("biomarkers", {"marker": "TMB", "value": 4, "unit": "mut/Mb"}),
    ("treatments", {"kind": "surgery", "procedure": "lumpectomy", "date": "2019-04"}),
    ("treatments", {"kind": "surgery", "procedure": "bilateral_oophorectomy", "date": "2019"}),
    ("treatments", {"kind": "lymph_node_removal", "procedure": "sentinel_node_biopsy", "nodes_removed": 3,
                    "date": "2019-04-02"}),
    ("treatments", {"kind": "radiation", "target": "left_breast", "technique": "external_beam", "dose_gy": 50,
                    "fractions": 25, "started": "2019-09", "ended": "2019-10", "setting": "adjuvant"}),
    ("treatments", {"kind": "medicine", "drugs": ["letrozole"], "setting": "adjuvant", "started": "2019-11",
                    "ended": "2024-03", "stopped_because": "completed"}),
    ("treatments", {"kind": "medicine", "drugs": ["capecitabine"], "started": "2025-01", "stopped_because": "ongoing"}),
    ("treatments", {"kind": "medicine", "drugs": ["olaparib"], "started": "2025", "ended": "2026",
                    "stopped_because": "side_effects"}),
]  # fmt: skip


@pytest.mark.parametrize(("part", "entry"), ROUND)
def test_the_codes_alone_carry_an_entry(part: str, entry: dict[str, Any], knowledge: Knowledge) -> None:
    said = situation(**{part: entry if part == "person" else [entry]})
    back = by_codes(document(said, knowledge), knowledge)
    assert told(back)[part] == told(said)[part]


def test_where_it_has_spread_and_illnesses_stand_in_codes(knowledge: Knowledge) -> None:
    said = situation(
        cancer={"extent": "metastatic", "first_diagnosed": "2019-03", "sites": ["bone", "peritoneum"]},
        health={"ecog": 1, "lvef_percent": 60, "conditions": ["type_2_diabetes"], "conditions_ruled_out": ["stroke"]},
    )
    back = by_codes(document(said, knowledge), knowledge)
    assert told(back)["cancer"] == told(said)["cancer"]
    assert told(back)["health"] == told(said)["health"]


def test_a_code_is_written_only_for_the_word_that_it_reads_as(knowledge: Knowledge) -> None:
    codes = load_codes(knowledge.root)

    def reads(table: Any, coding: tuple[str, str, str]) -> Any:
        return codes.look_up(table, coding[0], coding[1])

    for kind, code in out_codes.OBSERVATIONS.items():
        measure = codes.look_up(codes.observations, out_codes.LOINC, code)
        assert measure
        assert measure.kind == kind
    for part, code in out_codes.COMPONENTS.items():
        assert codes.look_up(codes.components, out_codes.LOINC, code) == part
    same = {
        "values": out_codes.ANSWERS, "metastasis_sites": out_codes.SPREAD_TO,
        "radiation_sites": out_codes.RADIATION_SITES, "specimens": out_codes.SPECIMENS, "intents": out_codes.INTENTS,
        "stopped_because": out_codes.STOPPED, "conditions": out_codes.ILLNESSES,
    }  # fmt: skip
    for table, written in same.items():
        for word, coding in written.items():
            assert reads(getattr(codes, table), coding) == word, (table, word)
    for word, coding in out_codes.BODY_SITES.items():
        assert reads(codes.body_sites, coding).site == word
        assert reads(codes.body_sites, coding).side is None
    for word, coding in out_codes.RADIATION.items():
        assert reads(codes.procedures, coding).technique == word
    for word, coding in out_codes.OPERATIONS.items():
        deed = reads(codes.procedures, coding)
        assert (deed.procedure, deed.nodes, deed.also, deed.needs_body_site) == (word, None, None, None)
    for unit, code in out_codes.UNITS.items():
        assert codes.look_up(codes.units, UCUM, code) == unit


# ------------------------------------------------------------------------------------------------ what no code carries
def test_what_no_code_carries_is_named_in_the_document(knowledge: Knowledge) -> None:
    made = document(
        situation(treatments=[{"kind": "medicine", "drugs": ["letrozole"], "best_response": "stable"}]), knowledge
    )
    last = made["entry"][0]["resource"]["section"][-1]["text"]["div"]
    assert "treatments.best_response" in last
    whole = situation(person={"birth_year": 1964})
    assert "extension" not in document(whole, knowledge)["entry"][0]["resource"]


def test_a_document_that_was_changed_is_read_by_its_codes_and_says_so(knowledge: Knowledge) -> None:
    made = document(read_situation(knowledge.root / "examples" / "worked-example.yaml"), knowledge)
    changed = copy.deepcopy(made)
    patient = next(one["resource"] for one in changed["entry"] if one["resource"]["resourceType"] == "Patient")
    patient["birthDate"] = "1950"
    back = read(changed, knowledge)
    assert back.person.birth_year == 1950
    assert back.priorities.in_my_words is None
    assert "changed after it was written" in (back.not_understood[-1].why or "")


@pytest.mark.parametrize("forged", ["", "no json", "[]", "null", "{}", '{"of": 1}', None, 3])
def test_a_rest_that_cannot_be_read_is_told(forged: Any, knowledge: Knowledge) -> None:
    made = document(read_situation(knowledge.root / "examples" / "worked-example.yaml"), knowledge)
    made["entry"][0]["resource"]["extension"] = [{"url": URL, "valueString": forged}]
    back = read(made, knowledge)
    assert back.person.birth_year == 1964
    assert back.not_understood[-1].words == "rest"


@pytest.mark.parametrize(
    "step",
    [
        {"lists": {"records": []}},
        {"lists": {"treatments": [{"at": 99, "set": {}}]}},
        {"lists": {"treatments": [{"at": None, "set": {"kind": "unheard of"}}]}},
        {"values": {"person": {"set": {"birth_year": 3}}}},
        {"values": {"person": 4}},
    ],
)
def test_a_rest_that_says_the_impossible_is_told(step: dict[str, Any], knowledge: Knowledge) -> None:
    made = document(read_situation(knowledge.root / "examples" / "worked-example.yaml"), knowledge)
    rest = json.loads(made["entry"][0]["resource"]["extension"][0]["valueString"])
    made["entry"][0]["resource"]["extension"][0]["valueString"] = json.dumps({"of": rest["of"], **step})
    assert read(made, knowledge).not_understood[-1].words == "rest"


def test_where_a_fact_came_from_follows_its_entry(knowledge: Knowledge) -> None:
    said = read_situation(knowledge.root / "examples" / "worked-example.yaml")
    back = read(document(said, knowledge), knowledge)
    for index in range(len(said.treatments)):
        pointer = back.records[f"treatments[{index}]"]
        assert (pointer.id or "").startswith(f"treatments-{index}")
    assert not [place for place in back.records if place.startswith("priorities")]


def test_the_words_beside_the_codes_are_in_the_language_of_the_reader(knowledge: Knowledge) -> None:
    said = read_situation(knowledge.root / "examples" / "worked-example.yaml")
    made = json.dumps(
        to_document(said, knowledge, AS_OF, title="Paquete", sections=SECTIONS, language="es"), ensure_ascii=False
    )
    for word in ("Cáncer de mama", "doxorrubicina", "diabetes tipo", "la mama izquierda", "ciclofosfamida"):
        assert f'"text": "{word}' in made, word
