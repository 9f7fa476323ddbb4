"""The packet for a second opinion: what is missing is named, what is left out stands nowhere, and paper can be read."""

from __future__ import annotations

import copy
import io
import json
import re
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings

from concord.choices.words import Language
from concord.documents.packet import SECTIONS, Packet, Wishes, packet_html, packet_pdf
from concord.documents.packet_sections import MEASURES
from concord.knowledge.load import Knowledge
from concord.reading import Document
from concord.situation.model import Cancer, Health, Medicine, Priorities, Situation
from concord.situation.read import from_document
from concord.web.opinion.gather import as_fhir, gathered
from tests.conftest import AS_OF
from tests.documents.reading import page, pdf_pages, pdf_text, squeezed
from tests.generated import PRIORITIES, SITUATION

pytestmark = pytest.mark.slow

ASKED = Wishes("Which way would you go?", "the tenth of December")
# A situation in which nothing is missing that a packet asks for.
WHOLE: dict[str, Any] = {
    "person": {"birth_year": 1964, "sex": "female", "menopause": "postmenopausal", "country": "ES"},
    "cancer": {
        "extent": "metastatic", "presentation": "recurrent", "first_diagnosed": "2019-03",
        "metastatic_since": "2025-09", "sites": ["liver"], "sites_complete": "yes", "brain": "none",
        "lesions": 17, "measurable": "yes",
    },
    "pathology": [
        {"date": "2019-03", "specimen": "primary", "er_percent": 91, "pr_percent": 40, "her2_ihc": "1+"},
        {"date": "2025-10", "specimen": "metastasis", "site": "liver", "er_percent": 82, "pr_percent": 0,
         "her2_ihc": "2+", "her2_ish": "not_amplified"},
    ],
    "treatments_complete": "yes",
    "treatments": [
        {"kind": "surgery", "procedure": "lumpectomy", "date": "2019-04"},
        {"kind": "lymph_node_removal", "procedure": "sentinel_node_biopsy", "nodes_removed": 3, "date": "2019-04"},
        {"kind": "medicine", "drugs": ["doxorubicin"], "setting": "adjuvant", "cycles": 4,
         "dose_mg_m2_per_cycle": {"doxorubicin": 60}, "started": "2019-05", "ended": "2019-08",
         "stopped_because": "completed"},
        {"kind": "radiation", "target": "left_breast", "technique": "external_beam", "dose_gy": 50, "fractions": 25,
         "ended": "2019-10", "setting": "adjuvant"},
        {"kind": "medicine", "drugs": ["letrozole", "palbociclib"], "setting": "metastatic", "started": "2025-10",
         "ended": "2026-11", "stopped_because": "progression", "best_response": "stable"},
    ],
    "health": {
        "ecog": 1, "lvef_percent": 61, "creatinine_mg_dl": 0.8, "bilirubin_mg_dl": 0.6, "neutrophils_per_ul": 3100,
        "platelets_per_ul": 210000, "conditions": ["type_2_diabetes"], "conditions_complete": "yes",
        "medicines": ["metformin"], "medicines_complete": "yes",
    },
    "notes": "I sing in a choir.",
    "priorities": {"in_my_words": "The garden.", "matters": {"energy": "a_lot"}, "survival_figures": "none"},
}  # fmt: skip


def whole(knowledge: Knowledge) -> dict[str, Any]:
    """Nothing is missing: every marker has its result."""
    found: list[dict[str, Any]] = [
        {"marker": one, "result": "not_found"} for one in knowledge.markers if one not in ("MSI", "TMB", "PD-L1")
    ]
    found += [
        {"marker": "MSI", "result": "stable"},
        {"marker": "TMB", "value": 4, "unit": "mut/Mb"},
        {"marker": "PD-L1", "cps": 12, "assay": "22C3"},
    ]
    return {**copy.deepcopy(WHOLE), "biomarkers": found}


def situation(data: dict[str, Any]) -> Situation:
    return from_document(Document({"schema": "concord.situation/0", **data}))


def made(data: dict[str, Any], knowledge: Knowledge, wishes: Wishes = ASKED, language: Language = "en") -> Packet:
    return gathered(situation(data), knowledge, AS_OF, language, wishes)


def section(packet: Packet, name: str) -> Any:
    return next(one for one in packet["sections"] if one["id"] == name)


# ------------------------------------------------------------------------------------------------ what is missing
def test_where_nothing_is_missing_it_says_so(knowledge: Knowledge) -> None:
    assert section(made(whole(knowledge), knowledge), "missing")["lines"] == [
        "Nothing that this packet asks for is missing."
    ]


@pytest.mark.parametrize(
    ("language", "named"),
    [
        (
            "en",
            [
                "The HER2 score (IHC): October 2025, place of spread, liver",
                "How the cancer answered: letrozole with palbociclib (October 2025 – November 2026)",
                "The dose of the radiation: left breast",
            ],
        ),
        (
            "es",
            [
                "La puntuación de HER2 (IHC): octubre de 2025, lugar de la metástasis, el hígado",
                "Cómo respondió el cáncer: letrozol con palbociclib (octubre de 2025 – noviembre de 2026)",
                "La dosis de la radioterapia: la mama izquierda",
            ],
        ),
    ],
)
def test_a_packet_with_three_gaps_names_all_three_in_every_form(
    language: Language, named: list[str], knowledge: Knowledge
) -> None:
    data = whole(knowledge)
    del data["pathology"][1]["her2_ihc"]
    del data["treatments"][4]["best_response"]
    del data["treatments"][3]["dose_gy"]
    packet = made(data, knowledge, language=language)
    assert section(packet, "missing")["lines"] == named
    text = page(packet_html(packet)).text()
    paper = squeezed(pdf_text(packet_pdf(packet)))
    fhir = json.dumps(as_fhir(situation(data), knowledge, AS_OF, language, ASKED), ensure_ascii=False)
    for line in named:
        assert line in text
        assert squeezed(line) in paper
        assert line in fhir


@pytest.mark.parametrize(
    ("key", "value", "gap"),
    [
        ("question", None, "The question to answer"),
        ("treatments_complete", "no", "Whether the list of treatments is whole"),
        ("pathology", [], "Any pathology result"),
        ("biomarkers", [{"marker": "PIK3CA", "result": "not_tested"}], "A result of these markers: PIK3CA, AKT1"),
        ("health", {}, "The blood count"),
        ("cancer", {}, "Where the cancer has spread to"),
        ("priorities", {}, "What matters to the person"),
    ],
)
def test_what_is_not_told_is_missing(key: str, value: Any, gap: str, knowledge: Knowledge) -> None:
    data = whole(knowledge)
    wishes = Wishes("", "soon") if key == "question" else ASKED
    if key != "question":
        data[key] = value
    lines = section(made(data, knowledge, wishes), "missing")["lines"]
    assert [line for line in lines if line.startswith(gap)], lines


def test_an_amount_that_is_not_whole_is_never_a_small_one(knowledge: Knowledge) -> None:
    data = whole(knowledge)
    assert section(made(data, knowledge), "treatments")["lines"] == [
        "In all so far (cumulative dose): doxorubicin, 240 mg/m²"
    ]
    del data["treatments"][2]["cycles"]
    packet = made(data, knowledge)
    assert section(packet, "treatments")["lines"] == ["In all so far (cumulative dose): doxorubicin, at least 60 mg/m²"]
    assert section(packet, "missing")["lines"] == ["How much was given: doxorubicin (May 2019 – August 2019)"]


# ------------------------------------------------------------------------------------------------ what is left out
# What stands in the packet through one section alone.
ONLY_IN = {
    "question": ["Which way would you go?", "tenth of December"],
    "about": ["1964", "menopause", "came back", "The cancer: has spread", "recurrent"],
    "timeline": ["2025-09", "September 2025"],
    "pathology": ["91", "82"],
    "genes": ["22C3"],
    "imaging": ["17"],
    "treatments": ["letrozole", "Letrozole", "doxorubicin"],
    "radiation": ["50 Gy", "left breast"],
    "surgery": ["lumpectomy", "sentinel"],
    "health": ["metformin", "3100"],
    "matters": ["The garden", "nothing about it"],
    "notes": ["choir"],
    "missing": ["Nothing that this packet asks for"],
    "papers": ["insurance card"],
}


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_that_is_left_out_stands_nowhere(name: str, knowledge: Knowledge) -> None:
    data = whole(knowledge)
    full, less = ASKED, ASKED._replace(left_out=frozenset({name}))

    def everything(wishes: Wishes) -> str:
        packet = made(data, knowledge, wishes)
        fhir = as_fhir(situation(data), knowledge, AS_OF, "en", wishes)
        for one in fhir["entry"]:  # addresses and marks are digits that mean nothing
            one.pop("fullUrl")
        said = json.dumps([one["resource"] for one in fhir["entry"]], ensure_ascii=False)
        body = page(packet_html(packet)).text()
        return body + _without_addresses(said)

    with_it, without_it = everything(full), everything(less)
    for canary in ONLY_IN[name]:
        assert canary in with_it, canary
        assert canary not in without_it, canary


def _without_addresses(text: str) -> str:
    text = re.sub(r"urn:uuid:[0-9a-f-]+", "", text)
    return re.sub(r'(\\*"of\\*": ?\\*"[0-9a-f]{64}|"code": "[0-9A-Z.:-]+")', "", text)


def test_what_was_left_out_is_not_missing_either(knowledge: Knowledge) -> None:
    data = {"person": {"sex": "female"}}
    lines = section(made(data, knowledge, ASKED._replace(left_out=frozenset({"genes", "health"}))), "missing")["lines"]
    assert not [line for line in lines if "markers" in line or "blood" in line or "ECOG" in line]
    assert [line for line in lines if "pathology" in line]


# ------------------------------------------------------------------------------------------------ survival
@pytest.mark.parametrize("wanted", ["none", "words", "typical_range", "full_range", "ask"])
def test_nothing_is_said_of_how_long_people_live_but_what_the_person_wants_to_hear(
    wanted: str, knowledge: Knowledge
) -> None:
    data = whole(knowledge)
    data["priorities"]["survival_figures"] = wanted
    text = page(packet_html(made(data, knowledge))).text()
    assert text.count("How long people live") == 1
    for word in ("survival", "months to live", "median", "lived"):
        assert word not in text
    del data["priorities"]["survival_figures"]
    assert "How long people live" not in page(packet_html(made(data, knowledge))).text()


# ------------------------------------------------------------------------------------------------ urgent signs
def test_signs_that_cannot_wait_come_first(knowledge: Knowledge) -> None:
    packet = made({**whole(knowledge), "symptoms": ["leg_weakness"]}, knowledge)
    text = page(packet_html(packet)).text()
    assert 0 < text.index("emergency services") < text.index("Which way would you go?")
    assert made(whole(knowledge), knowledge)["urgent"] == []


# ------------------------------------------------------------------------------------------------ paper and page
@pytest.fixture(scope="module", params=["en", "es"])
def paper(request: pytest.FixtureRequest, knowledge: Knowledge) -> tuple[str, bytes]:
    return request.param, packet_pdf(made(whole(knowledge), knowledge, language=request.param))


def test_the_pdf_is_tagged_with_language_title_and_alternative_texts(
    paper: tuple[str, bytes], knowledge: Knowledge
) -> None:
    language, content = paper
    with pikepdf.open(io.BytesIO(content)) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang).startswith(language)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        title = {"en": "Packet for a second opinion", "es": "Paquete para una segunda opinión"}[language]
        with document.open_metadata() as meta:
            assert meta["dc:title"] == title
            assert meta["pdfuaid:part"] == "1"
        tags = list(_tags(root.StructTreeRoot))
    kinds = [kind for kind, _ in tags]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Figure"} <= set(kinds)
    assert kinds.count("/H1") == 1
    pictures = [alt for kind, alt in tags if kind == "/Figure"]
    said = {"en": "Diagnoses and treatments as bars", "es": "Diagnósticos y tratamientos como barras"}[language]
    assert pictures
    assert all(alt.startswith(said) for alt in pictures)


def _tags(node: Any) -> Any:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from _tags(node.K)


def test_the_pdf_is_readable_in_grey(paper: tuple[str, bytes]) -> None:
    """Every colour in which letters are set stands out from white paper by its lightness alone."""
    used: set[float] = set()
    with pikepdf.open(io.BytesIO(paper[1])) as document:
        for sheet in document.pages:
            fill = 0.0
            kept: list[float] = []
            for instruction in pikepdf.parse_content_stream(sheet):
                operator = str(instruction.operator)
                sets = operator in ("rg", "g", "sc", "scn")
                numbers = [float(one) for one in instruction.operands if sets and not isinstance(one, pikepdf.Name)]
                if operator == "q":
                    kept.append(fill)
                elif operator == "Q":
                    fill = kept.pop()
                elif numbers:
                    fill = _lightness(numbers)
                elif operator in ("Tj", "TJ"):
                    used.add(fill)
    assert used
    assert all(1.05 / (light + 0.05) >= 4.5 for light in used), used


def _lightness(numbers: list[float]) -> float:
    red, green, blue = numbers if len(numbers) == 3 else numbers[:1] * 3
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("count", [1, 12, 40])
def test_the_line_of_time_has_one_page(count: int, knowledge: Knowledge) -> None:
    data = whole(knowledge)
    data["treatments"] += [
        {"kind": "medicine", "drugs": ["capecitabine"], "started": f"{2020 + n // 12}-{n % 12 + 1:02}"}
        for n in range(count)
    ]
    packet = made(data, knowledge)
    rows = section(packet, "timeline")["table"]["rows"]
    assert len(rows) == 7 + count
    pages = [squeezed(one) for one in pdf_pages(packet_pdf(packet))]
    holding = [one for one in pages if squeezed("The line of time") in one]
    assert len(holding) == 1
    for what, when in rows:
        assert squeezed(what + when) in holding[0]


def test_the_same_packet_is_the_same_paper(knowledge: Knowledge) -> None:
    packet = made(whole(knowledge), knowledge)
    assert packet_pdf(packet) == packet_pdf(packet)


def test_every_section_stands_on_the_page_and_on_paper(paper: tuple[str, bytes], knowledge: Knowledge) -> None:
    language, content = paper
    packet = made(whole(knowledge), knowledge, language=language)  # type: ignore[arg-type]
    tree, said = page(packet_html(packet)), squeezed(pdf_text(content))
    assert tree.find("html")[0].attributes["lang"] == language
    assert [one["id"] for one in packet["sections"]] == list(SECTIONS)
    text = squeezed(tree.text())
    for one in packet["sections"]:
        for line in [
            one["heading"],
            *one["lines"],
            *(cell for row in (one["table"] or {"rows": []})["rows"] for cell in row),
        ]:
            assert squeezed(line) in text, line
            assert squeezed(line) in said, line


def test_every_measure_and_every_answer_has_words(knowledge: Knowledge) -> None:
    lists = {"conditions", "conditions_ruled_out", "conditions_complete", "medicines", "medicines_complete"}
    lists |= {"other_cancer", "other_cancer_last"}
    assert set(Health.model_fields) == set(MEASURES) | lists
    names = {f"packet_label_{one}" for one in MEASURES}
    answers = {
        "packet_brain_": Cancer.model_fields["brain"],
        "packet_response_": Medicine.model_fields["best_response"],
        "packet_lived_": Priorities.model_fields["survival_figures"],
    }
    for beginning, field in answers.items():
        names |= {f"{beginning}{word}" for word in get_args(get_args(field.annotation)[0])}
    assert len(names) > len(MEASURES) + 10
    assert names <= set(knowledge.site_texts)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=SITUATION, priorities=PRIORITIES)
def test_any_situation_makes_a_packet(data: dict[str, Any], priorities: dict[str, Any], knowledge: Knowledge) -> None:
    for language in ("en", "es"):
        packet = made({**data, "priorities": priorities}, knowledge, language=language)
        text = page(packet_html(packet)).text()
        for one in packet["sections"]:
            assert one["lines"] or one["table"]
        assert section(packet, "missing")["lines"]
        assert "None" not in text


# ------------------------------------------------------------------------------------------------ the command line
def test_the_command_line_writes_every_form(tmp_path: Path, knowledge: Knowledge) -> None:
    from typer.testing import CliRunner

    from concord.cli import app

    file = str(knowledge.root / "examples" / "worked-example.yaml")

    def run(*arguments: str) -> Any:
        return CliRunner().invoke(app, ["brief", file, "--for", "second-opinion", *arguments])

    for ending in ("html", "json"):
        target = tmp_path / f"packet.{ending}"
        assert run("--ask", "Which way?", "--by", "soon", "--without", "matters", "-o", str(target)).exit_code == 0
        assert target.stat().st_size > 5000
    bundle = json.loads((tmp_path / "packet.json").read_text())
    assert bundle["entry"][0]["resource"]["resourceType"] == "Composition"
    assert "Which way?" in (tmp_path / "packet.html").read_text()
    assert "grandchildren" not in (tmp_path / "packet.html").read_text()
    assert "grandchildren" not in (tmp_path / "packet.json").read_text()
    wrong = run("--without", "nothing-like-it")
    assert wrong.exit_code != 0
