"""How far the cancer reaches, and other illnesses."""

from __future__ import annotations

import pytest

from tests.exchange.bundles import (
    BREAST_CANCER,
    CLINICAL,
    ICD,
    LOINC,
    MCODE,
    SNOMED,
    VERIFICATION,
    Json,
    code,
    condition,
    extension,
    missed,
    observation,
    pathology,
    read,
    said,
)

LIVER, BONE, AXILLA = (SNOMED, "94381002"), (SNOMED, "94222008"), (SNOMED, "94181007", "axillary")
STAGE_2, STAGE_4, M0, M1 = (SNOMED, "258219007"), (SNOMED, "258228008"), (SNOMED, "1229901006"), (SNOMED, "1229903009")
STAGE, M = "21908-9", "21907-1"


def test_breast_cancer_is_dated_by_its_onset() -> None:
    situation = read(condition("c", BREAST_CANCER, onsetDateTime="2019-03-05T10:00:00Z", recordedDate="2021-01-01"))
    assert str(situation.cancer.first_diagnosed) == "2019-03-05"
    pointer = situation.records["cancer.first_diagnosed"]
    assert (pointer.type, pointer.id, pointer.code, str(pointer.date)) == ("Condition", "c", "254837009", "2019-03-05")
    assert situation.cancer.extent is None  # a diagnosis alone does not say how far it reaches


def test_the_day_of_recording_stands_in_only_where_nothing_is_said_of_the_beginning() -> None:
    assert str(read(condition("c", BREAST_CANCER, recordedDate="2021")).cancer.first_diagnosed) == "2021"
    at_an_age = condition("c", BREAST_CANCER, recordedDate="2021", onsetAge={"value": 45})
    assert read(at_an_age).cancer.first_diagnosed is None


def test_a_cancer_of_any_kind_counts_only_with_the_breast_as_its_site() -> None:
    malignant = (SNOMED, "363346000", "a cancer")
    at_breast = condition("c", malignant, onsetDateTime="2020", bodySite=[code(SNOMED, "80248007")])
    assert str(read(at_breast).cancer.first_diagnosed) == "2020"
    for other in (condition("c", malignant), condition("c", malignant, bodySite=[code(SNOMED, "39607008")])):
        situation = read(other)
        assert situation.cancer.first_diagnosed is None
        assert "not said to be of the breast" in str(missed(situation)["363346000"].why)


def test_a_code_stands_for_the_codes_below_it_in_icd_10_cm_only() -> None:
    assert str(read(condition("c", (ICD, "C50.919"), onsetDateTime="2020")).cancer.first_diagnosed) == "2020"
    assert str(read(condition("c", (ICD, "C50919"), onsetDateTime="2020")).cancer.first_diagnosed) == "2020"
    assert read(condition("c", (SNOMED, "2548370091"), onsetDateTime="2020")).cancer.first_diagnosed is None


def test_cancer_in_situ_is_early_and_not_the_first_diagnosis_of_cancer() -> None:
    situation = read(condition("c", (ICD, "D05.1"), onsetDateTime="2015"))
    assert (situation.cancer.extent, situation.cancer.first_diagnosed) == ("early", None)


def test_a_diagnosis_that_names_the_receptors_is_a_pathology_entry() -> None:
    situation = read(condition("c", (SNOMED, "706970001"), onsetDateTime="2020-01"))
    assert pathology(situation) == [{"date": "2020-01", "er": "negative", "pr": "negative", "her2_status": "negative"}]


def test_secondary_cancers_are_sites() -> None:
    situation = read(condition("a", LIVER, onsetDateTime="2023-05"), condition("b", BONE, recordedDate="2022-01"))
    assert situation.cancer.extent == "metastatic"
    assert situation.cancer.sites == ("liver", "bone")
    assert str(situation.cancer.metastatic_since) == "2022-01"
    assert situation.records["cancer.metastatic_since"].id == "b"
    assert situation.records["cancer.sites"].id == "a"
    assert situation.records["cancer.sites[1]"].id == "b"
    assert situation.records["cancer.extent"].id == "a"  # the latest


def test_one_undated_sign_of_spread_leaves_the_beginning_open() -> None:
    situation = read(condition("a", LIVER), condition("b", BONE, onsetDateTime="2022-01"))
    assert situation.cancer.extent == "metastatic"
    assert situation.cancer.metastatic_since is None


def test_nodes_of_the_armpit_are_no_spread() -> None:
    situation = read(condition("a", AXILLA, onsetDateTime="2020"))
    assert (situation.cancer.extent, situation.cancer.sites) == (None, ())
    assert missed(situation)["94181007"].why == "regional lymph node, not counted as spread"
    assert missed(situation)["94181007"].words == "axillary"


def test_nodes_that_are_not_told_apart_are_no_spread_either() -> None:
    node = (SNOMED, "94392001")
    assert read(condition("a", node)).cancer.extent is None
    assert read(condition("a", node, bodySite=[code(SNOMED, "62683002")])).cancer.sites == ("distant_nodes",)


def test_spread_without_a_place_is_spread() -> None:
    situation = read(condition("a", (SNOMED, "128462008"), onsetDateTime="2024"))
    assert (situation.cancer.extent, situation.cancer.sites) == ("metastatic", ())
    placed = condition("a", (SNOMED, "128462008"), bodySite=[code(SNOMED, "12738006")])
    assert read(placed).cancer.sites == ("brain",)


def test_the_profile_tells_a_secondary_cancer_too() -> None:
    profile = {"meta": {"profile": [MCODE + "mcode-secondary-cancer-condition"]}}
    situation = read(condition("a", (SNOMED, "363346000"), bodySite=[code(SNOMED, "39607008")]) | profile)
    assert situation.cancer.sites == ("lung",)


@pytest.mark.parametrize(
    ("question", "answer", "extent"),
    [
        (STAGE, STAGE_4, "metastatic"), (STAGE, ("http://cancerstaging.org", "4"), "metastatic"),
        (STAGE, STAGE_2, "early"), (STAGE, (SNOMED, "1222806003"), "early"),
        (M, M1, "metastatic"), (M, M0, "early"), (M, (SNOMED, "399593007"), None),
        ("44667-4", (SNOMED, "260413007"), "early"), ("44667-4", (SNOMED, "10200004"), "metastatic"),
    ],
)  # fmt: skip
def test_stages(question: str, answer: tuple[str, str], extent: str | None) -> None:
    situation = read(observation("o", question, **said(answer, "2018-04-01")))
    assert situation.cancer.extent == extent
    assert not situation.not_understood
    if extent:
        assert str(situation.records["cancer.extent"].date) == "2018-04-01"


def test_early_is_told_with_the_latest_date_it_relies_on() -> None:
    first, later = observation("a", STAGE, **said(STAGE_2, "2018")), observation("b", M, **said(M0, "2019-02"))
    for order in ([first, later], [later, first]):
        situation = read(*order)
        assert situation.cancer.extent == "early"
        assert (situation.records["cancer.extent"].id, str(situation.records["cancer.extent"].date)) == ("b", "2019-02")


@pytest.mark.parametrize(
    "spread", [condition("s", BONE, onsetDateTime="2019"), observation("s", STAGE, **said(STAGE_4, "2019"))]
)
def test_a_later_early_stage_never_overrules_spread(spread: Json) -> None:
    for early in (observation("e", STAGE, **said(STAGE_2, "2023")), observation("e", M, **said(M0, "2023"))):
        for order in ([spread, early], [early, spread]):
            situation = read(*order)
            assert situation.cancer.extent == "metastatic"
            assert situation.records["cancer.extent"].id == "s"
            assert str(situation.cancer.metastatic_since) == "2019"


def test_the_stage_of_a_condition_has_the_date_of_what_it_rests_on() -> None:
    stage = {"summary": code(*STAGE_4), "assessment": [{"reference": "Observation/o"}]}
    rests_on = observation("o", STAGE, **said(STAGE_4, "2024-02"))
    assert (
        str(read(condition("c", BREAST_CANCER, onsetDateTime="2019", stage=[stage]), rests_on).cancer.metastatic_since)
        == "2024-02"
    )
    alone = read(condition("c", BREAST_CANCER, onsetDateTime="2019", stage=[stage])).cancer
    assert (alone.extent, alone.metastatic_since) == ("metastatic", None)


def test_an_early_stage_of_a_condition_counts_from_the_diagnosis() -> None:
    situation = read(condition("c", BREAST_CANCER, onsetDateTime="2018-03-16", stage=[{"summary": code(*STAGE_2)}]))
    assert situation.cancer.extent == "early"
    assert str(situation.records["cancer.extent"].date) == "2018-03-16"


def test_a_stage_that_is_not_known_is_listed() -> None:
    situation = read(observation("o", STAGE, **said((SNOMED, "999", "stage odd"))))
    assert situation.cancer.extent is None
    assert missed(situation)["999"].words == "stage odd"


def test_a_stage_of_another_cancer_is_not_read() -> None:
    lung = condition("lung", (SNOMED, "254637007", "lung cancer"))
    of_lung = observation("o", STAGE, **said(STAGE_4)) | {"focus": [{"reference": "Condition/lung"}]}
    spread = condition("s", LIVER)
    spread["extension"] = [
        extension("mcode-related-primary-cancer-condition", valueReference={"reference": "Condition/lung"})
    ]
    situation = read(lung, of_lung, spread, condition("c", BREAST_CANCER))
    assert situation.cancer.extent is None
    assert set(missed(situation)) == {"254637007", STAGE, "94381002"}


def test_a_first_diagnosis_entered_after_the_spread_is_not_its_date() -> None:
    situation = read(
        condition("c", BREAST_CANCER, recordedDate="2025-10"), condition("s", BONE, onsetDateTime="2025-09")
    )
    assert situation.cancer.first_diagnosed is None
    assert "after the spread" in str(missed(situation)["254837009"].why)


@pytest.mark.parametrize("doubt", ["unconfirmed", "provisional", "differential", "refuted"])
def test_a_spread_that_is_not_certain_is_listed_not_counted(doubt: str) -> None:
    situation = read(condition("s", BONE, verificationStatus=code(VERIFICATION, doubt)))
    assert situation.cancer.extent is None
    assert doubt in str(missed(situation)["94222008"].why)


# ------------------------------------------------------------------------------------------------ other illnesses
DIABETES, STROKE = (SNOMED, "44054006"), (SNOMED, "230690007")


def test_other_illnesses() -> None:
    situation = read(condition("d", DIABETES, onsetDateTime="2012"), condition("x", (SNOMED, "1", "something else")))
    assert situation.health.conditions == ("type_2_diabetes",)
    assert situation.records["health.conditions"].id == "d"
    assert (missed(situation)["1"].words, missed(situation)["1"].type) == ("something else", "Condition")


def test_a_refuted_illness_is_ruled_out() -> None:
    situation = read(condition("d", DIABETES, verificationStatus=code(VERIFICATION, "refuted")))
    assert (situation.health.conditions, situation.health.conditions_ruled_out) == ((), ("type_2_diabetes",))


def test_an_illness_both_found_and_refuted_is_not_ruled_out() -> None:
    refuted = condition("e", DIABETES, verificationStatus=code(VERIFICATION, "refuted"))
    health = read(condition("d", DIABETES), refuted).health
    assert (health.conditions, health.conditions_ruled_out) == (("type_2_diabetes",), ())


def test_an_illness_that_is_over_counts_only_where_having_had_it_matters() -> None:
    over = {"clinicalStatus": code(CLINICAL, "resolved")}
    assert read(condition("d", DIABETES, **over), condition("s", STROKE, **over)).health.conditions == ("stroke",)


def test_an_uncertain_illness_is_listed() -> None:
    situation = read(condition("d", DIABETES, verificationStatus=code(VERIFICATION, "provisional")))
    assert situation.health.conditions == ()
    assert "44054006" in missed(situation)


def test_comorbidity_components_say_yes_and_no() -> None:
    system = "http://hl7.org/fhir/us/mcode/CodeSystem/mcode-elixhauser-category"
    parts = [
        {"code": code(system, "CHF"), "valueCodeableConcept": code(SNOMED, "52101004")},
        {"code": code(system, "DEPRESS"), "valueCodeableConcept": code(SNOMED, "2667000")},
    ]
    health = read(observation("o", "0-0", component=parts)).health
    assert (health.conditions, health.conditions_ruled_out) == (("heart_failure",), ("depression",))


def test_only_what_does_not_pass_is_read_of_a_state() -> None:
    after, pregnant = condition("m", (SNOMED, "76498008")), condition("p", (SNOMED, "77386006"))
    situation = read(after, pregnant, observation("o", "82810-3", **said((LOINC, "LA26683-5"), "2010")))
    assert (situation.person.menopause, situation.person.pregnancy) == ("postmenopausal", None)
    assert set(missed(situation)) == {"77386006", "82810-3"}


def test_absent_ovaries_were_removed() -> None:
    situation = read(condition("o", (ICD, "Z90.722")))
    assert [one.kind for one in situation.treatments] == ["surgery"]
