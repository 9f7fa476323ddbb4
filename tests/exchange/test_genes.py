"""Gene changes and other markers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exchange.bundles import (
    HGNC,
    LOINC,
    NEGATIVE,
    POSITIVE,
    SNOMED,
    Json,
    amount,
    biomarkers,
    code,
    missed,
    observation,
    read,
    resource,
    said,
)

PRESENT, ABSENT = (LOINC, "LA9633-4"), (LOINC, "LA9634-2")
GERMLINE, SOMATIC = "LA6683-2", "LA6684-0"
PATHOGENIC, UNCERTAIN, BENIGN = "LA6668-3", "LA26333-7", "LA6675-8"
PIK3CA, BRCA2, NTRK1, ODD = "HGNC:8975", "HGNC:1101", "HGNC:8031", "HGNC:0"


def variant(
    gene: str | None, answer: tuple[str, str], origin: str = "", means: str = "", name: str = "", **more: Any
) -> Json:
    """A genetic variant assessment of mCODE."""
    parts = [
        ("48018-6", (HGNC, gene, "a gene") if gene else None),
        ("48002-0", (LOINC, origin) if origin else None),
        ("53037-8", (LOINC, means) if means else None),
        ("48005-3", ("http://varnomen.hgvs.org", name) if name else None),
    ]
    component = [{"code": code(LOINC, part), "valueCodeableConcept": code(*value)} for part, value in parts if value]
    return observation("v", "69548-6", component=component, **said(answer, "2025-10"), **more)


RESULTS: list[tuple[Json, Json | None]] = [
    (variant(PIK3CA, PRESENT), {"marker": "PIK3CA", "result": "altered"}),
    (variant("8975", PRESENT, SOMATIC), {"marker": "PIK3CA", "origin": "tumour", "result": "altered"}),
    (variant(PIK3CA, PRESENT, SOMATIC, PATHOGENIC), {"marker": "PIK3CA", "origin": "tumour", "result": "altered"}),
    (variant(PIK3CA, PRESENT, SOMATIC, UNCERTAIN), None),
    (variant(PIK3CA, PRESENT, SOMATIC, BENIGN), None),
    (variant(PIK3CA, ABSENT, SOMATIC), {"marker": "PIK3CA", "origin": "tumour", "result": "not_found"}),
    (variant(PIK3CA, ABSENT), {"marker": "PIK3CA", "result": "not_found"}),
    (variant(PIK3CA, (LOINC, "LA11884-6")), None),
    (variant(BRCA2, PRESENT, GERMLINE, PATHOGENIC), {"marker": "BRCA2", "origin": "germline", "result": "pathogenic"}),
    (variant(BRCA2, PRESENT, GERMLINE, UNCERTAIN), {"marker": "BRCA2", "origin": "germline", "result": "vus"}),
    (variant(BRCA2, PRESENT, GERMLINE, BENIGN), {"marker": "BRCA2", "origin": "germline", "result": "negative"}),
    (variant(BRCA2, PRESENT, GERMLINE), None),
    (variant(BRCA2, ABSENT, GERMLINE), {"marker": "BRCA2", "origin": "germline", "result": "negative"}),
    # Where it comes from is not said: an inherited change is in the tumor too, but not the other way round.
    (variant(BRCA2, PRESENT, means=PATHOGENIC), {"marker": "BRCA2", "result": "altered"}),
    (variant(NTRK1, PRESENT), {"marker": "NTRK", "result": "altered"}),
    (variant(NTRK1, ABSENT), None),
    (variant(ODD, PRESENT), None),
    (variant(None, PRESENT), None),
]


@pytest.mark.parametrize(("resource", "entry"), RESULTS)
def test_variants(resource: Json, entry: Json | None) -> None:
    situation = read(resource)
    assert biomarkers(situation) == ([{**entry, "date": "2025-10"}] if entry else [])
    assert bool(situation.not_understood) == (entry is None)


def test_a_variant_that_was_not_called_says_nothing() -> None:
    situation = read(variant(PIK3CA, (LOINC, "LA18198-4")))
    assert (situation.biomarkers, situation.not_understood) == ((), ())


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("NP_006209.2:p.His1047Arg", True),
        ("p.H1047R", True),
        ("c.3140A>G", True),
        ("Mrs Canary", False),
        ("p.Canary", False),
    ],
)
def test_the_name_of_a_variant_is_kept_only_if_written_by_the_rules(written: str, kept: bool) -> None:
    situation = read(variant(PIK3CA, PRESENT, name=written))
    assert situation.biomarkers[0].variant == (written if kept else None)


@pytest.mark.parametrize(("kind", "word"), [("BLD", "blood"), ("TUMOR", "tissue"), ("SAL", "saliva"), ("UR", None)])
def test_the_specimen(kind: str, word: str | None) -> None:
    specimen = resource("Specimen", "s", type=code("http://terminology.hl7.org/CodeSystem/v2-0487", kind))
    situation = read(variant(PIK3CA, ABSENT, specimen={"reference": "Specimen/s"}), specimen)
    assert situation.biomarkers[0].specimen == word


def test_the_pointer_names_the_gene() -> None:
    pointer = read(variant(PIK3CA, PRESENT)).records["biomarkers[0]"]
    assert (pointer.type, pointer.id, pointer.code, str(pointer.date)) == ("Observation", "v", PIK3CA, "2025-10")


TESTS: list[tuple[str, Json, Json | None]] = [
    ("60033-8", said(POSITIVE), {"marker": "PIK3CA", "result": "altered"}),
    ("60033-8", said(NEGATIVE), {"marker": "PIK3CA", "result": "not_found"}),
    ("60033-8", said(("x", "p.His1047Arg")), {"marker": "PIK3CA", "result": "altered", "variant": "p.His1047Arg"}),
    ("83062-0", amount(12, "%"), None),  # a share of the cells
    ("21640-8", said(NEGATIVE), None),  # one place of the gene
    ("21640-8", said(POSITIVE), {"marker": "BRCA2", "result": "altered"}),
    ("50995-0", said(POSITIVE), None),  # one of two genes, which is not said
    ("90927-5", said(POSITIVE), {"marker": "RET", "result": "altered", "variant": "RET fusion"}),
    ("90927-5", said(NEGATIVE), {"marker": "RET", "result": "not_found"}),
    ("21733-1", said(NEGATIVE), None),  # mutations say nothing of a fusion
    ("62862-8", said(POSITIVE), {"marker": "MSI", "result": "high"}),
    ("62862-8", said(NEGATIVE), {"marker": "MSI", "result": "stable"}),
    ("81695-9", said((LOINC, "LA14122-8")), {"marker": "MSI", "result": "stable"}),
    ("81695-9", said((SNOMED, "280414007")), None),
    ("94076-7", amount(4, "1/1000000{Base}"), {"marker": "TMB", "value": 4, "unit": "mut/Mb"}),
    ("94076-7", amount(4, "%"), None),
    ("83052-1", amount(12, "%"), None),  # which score it is, is not said
    ("83053-9", amount(12, "%"), None),  # another score
]


@pytest.mark.parametrize(("question", "value", "entry"), TESTS)
def test_tests_of_named_genes_and_markers(question: str, value: Json, entry: Json | None) -> None:
    situation = read(observation("o", question, **value))
    assert biomarkers(situation) == ([entry] if entry else [])
    assert bool(situation.not_understood) == (entry is None)


def test_both_genes_of_a_test_that_found_nothing() -> None:
    assert [one["marker"] for one in biomarkers(read(observation("o", "50995-0", **said(NEGATIVE))))] == [
        "BRCA1",
        "BRCA2",
    ]


def test_a_gene_that_is_not_known_is_listed_by_its_code() -> None:
    assert missed(read(variant(ODD, PRESENT)))[ODD].words == "a gene"
