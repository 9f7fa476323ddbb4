"""What tests share: a small vocabulary of their own, and the real knowledge base."""

from __future__ import annotations

import datetime as dt
import gc
import os
from functools import cache
from typing import Any

import pytest
from hypothesis import settings

from concord.knowledge.load import Knowledge, load
from concord.reading import Document
from concord.situation.declare import Facts
from concord.situation.derive import derive
from concord.situation.model import Situation
from concord.situation.read import from_document
from concord.situation.vocabulary import MarkerRule, Vocabulary

gc.set_threshold(5_000, 50, 100)  # much stays to the end: looking through it for rubbish was a fifth of the time

AS_OF = dt.date(2026, 11, 20)

# Generated tests look for new cases on every machine but CI, where the same commit has to give the same answer.
settings.register_profile("concord", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("concord")

CLASSES = {
    "letrozole": {"aromatase_inhibitor", "endocrine_therapy", "cancer_medicine"},
    "anastrozole": {"aromatase_inhibitor", "endocrine_therapy", "cancer_medicine"},
    "exemestane": {"aromatase_inhibitor", "endocrine_therapy", "cancer_medicine"},
    "tamoxifen": {"endocrine_therapy", "cancer_medicine"},
    "fulvestrant": {"endocrine_therapy", "cancer_medicine"},
    "palbociclib": {"cdk46_inhibitor", "cancer_medicine"},
    "ribociclib": {"cdk46_inhibitor", "cancer_medicine"},
    "everolimus": {"mtor_inhibitor", "cancer_medicine"},
    "doxorubicin": {"anthracycline", "chemotherapy", "cancer_medicine"},
    "epirubicin": {"anthracycline", "chemotherapy", "cancer_medicine"},
    "cyclophosphamide": {"chemotherapy", "cancer_medicine"},
    "paclitaxel": {"taxane", "chemotherapy", "cancer_medicine"},
    "docetaxel": {"taxane", "chemotherapy", "cancer_medicine"},
    "capecitabine": {"chemotherapy", "cancer_medicine"},
    "trastuzumab_deruxtecan": {"antibody_drug_conjugate", "cancer_medicine"},
    "goserelin": {"ovarian_suppression"},
    "zoledronic_acid": {"bone_medicine"},
    "metformin": {"diabetes_medicine"},
}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary(
        classes_of={name: frozenset(classes) for name, classes in CLASSES.items()},
        synonyms={"femara": "letrozole", "adriamycin": "doxorubicin"},
        line_classes=frozenset({"aromatase_inhibitor", "cdk46_inhibitor", "taxane", "anthracycline"}),
        markers={
            "PIK3CA": MarkerRule(frozenset({"tissue"})),
            "ESR1": MarkerRule(frozenset({"blood"}), can_appear_later=True),
            "NTRK": MarkerRule(frozenset({"tissue"})),
            "BRCA1": MarkerRule(frozenset({"tissue"})),
            "BRCA2": MarkerRule(frozenset({"tissue"})),
            "PD-L1": MarkerRule(frozenset({"tissue"})),
            "MSI": MarkerRule(frozenset({"tissue"})),
            "TMB": MarkerRule(frozenset({"tissue"})),
        },
        conditions=frozenset({"heart_failure", "type_2_diabetes", "blood_clot"}),
        areas={
            "heart_area": frozenset({"left_breast", "mediastinum"}),
            "spine": frozenset({"thoracic_spine"}),
            "brain": frozenset(),
            "breast": frozenset({"left_breast", "right_breast"}),
            "left_breast": frozenset(),
            "right_breast": frozenset(),
            "mediastinum": frozenset(),
            "thoracic_spine": frozenset(),
        },
        procedures=frozenset({"lumpectomy", "mastectomy", "bilateral_oophorectomy", "sentinel_node_biopsy"}),
        concerns=frozenset({"energy", "keep_hair"}),
        roles={
            "cancer": "cancer_medicine",
            "endocrine_therapy": "endocrine_therapy",
            "chemotherapy": "chemotherapy",
            "ovarian_suppression": "ovarian_suppression",
        },
    )


@cache
def whole_knowledge() -> Knowledge:
    """The knowledge base, read once; not as a fixture where Hypothesis would print it whole on a failure."""
    return load()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return whole_knowledge()


def situation_of(data: dict[str, Any]) -> Situation:
    """A situation from the parts that matter to a test."""
    return from_document(Document({"schema": "concord.situation/0", **data}))


def facts_of(data: dict[str, Any], vocabulary: Vocabulary, as_of: dt.date = AS_OF) -> Facts:
    return derive(situation_of(data), vocabulary, as_of)
