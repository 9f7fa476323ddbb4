"""Signs that cannot wait, as records code them."""

from __future__ import annotations

import pytest

from concord.exchange.codes import load_codes
from concord.knowledge.load import Knowledge, folder
from tests.exchange.bundles import (
    BREAST_CANCER,
    CLINICAL,
    ICD,
    LOINC,
    NEGATIVE,
    POSITIVE,
    SNOMED,
    VERIFICATION,
    Json,
    code,
    condition,
    missed,
    observation,
    read,
    resource,
    said,
)

FEVER, CHEST_PAIN, SYMPTOM = (SNOMED, "386661006"), (SNOMED, "29857009"), "75325-1"
COUGHING_BLOOD, SUICIDAL = (ICD, "R04.2"), (ICD, "R45.851")


def _finding(coding: tuple[str, str], **more: Json | str) -> Json:
    return resource("Observation", "o", status="final", code=code(*coding), **more)


@pytest.mark.parametrize(
    ("coding", "sign"),
    [
        (FEVER, "fever"),
        (CHEST_PAIN, "chest_pain"),
        (COUGHING_BLOOD, "coughing_blood"),
        (SUICIDAL, "thoughts_of_suicide"),
        ((SNOMED, "267036007"), "short_breath_new"),
        ((SNOMED, "420422005"), "very_high_blood_sugar"),
        ((ICD, "R55"), "fainting_or_racing_heart"),
        ((ICD, "K92.1"), "black_stools"),
    ],
)
def test_a_coded_sign_is_read_as_a_condition_and_as_the_answer_to_a_question(
    coding: tuple[str, str], sign: str
) -> None:
    as_condition = read(condition("c", coding))
    assert (as_condition.symptoms, as_condition.records["symptoms[0]"].id) == ((sign,), "c")
    assert read(observation("o", SYMPTOM, **said(coding))).symptoms == (sign,)
    assert not as_condition.not_understood


def test_an_observation_of_the_sign_itself_counts_unless_it_is_denied() -> None:
    assert read(_finding(FEVER)).symptoms == ("fever",)
    assert read(_finding(FEVER, **said(POSITIVE))).symptoms == ("fever",)
    assert read(_finding(FEVER, **said(NEGATIVE))).symptoms == ()


def test_a_sign_counts_in_doubt_and_not_when_it_is_refuted_or_over() -> None:
    unsure = code(VERIFICATION, "provisional")
    assert read(condition("c", CHEST_PAIN, verificationStatus=unsure)).symptoms == ("chest_pain",)
    refuted = code(VERIFICATION, "refuted")
    assert read(condition("c", CHEST_PAIN, verificationStatus=refuted)).symptoms == ()
    over = code(CLINICAL, "resolved")
    assert read(condition("c", CHEST_PAIN, clinicalStatus=over)).symptoms == ()
    wrong = code(VERIFICATION, "entered-in-error")
    assert read(condition("c", CHEST_PAIN, verificationStatus=wrong)).symptoms == ()


def test_a_sign_of_years_ago_is_asked_about_and_not_shown_as_urgent() -> None:
    recent = condition("b", BREAST_CANCER, onsetDateTime="2026-10-01")
    old = read(recent, condition("c", FEVER, onsetDateTime="2021-03-02"))
    assert old.symptoms == ()
    assert "is it so now" in (missed(old)["386661006"].why or "")
    assert read(recent, condition("c", FEVER, onsetDateTime="2026-09-20")).symptoms == ("fever",)
    assert read(recent, condition("c", FEVER)).symptoms == ("fever",), "without a date it may be of today"
    again = read(
        recent,
        condition("c", FEVER, onsetDateTime="2021-03-02"),
        condition("d", FEVER, onsetDateTime="2026-10-02"),
    )
    assert (again.symptoms, again.records["symptoms[0]"].id) == (("fever",), "d")


def test_a_symptom_that_can_wait_is_listed_and_the_silence_of_a_record_says_nothing() -> None:
    tired = read(observation("o", SYMPTOM, **said((SNOMED, "84229001"))))
    assert tired.symptoms == ()
    assert "84229001" in missed(tired)
    assert read(condition("b", BREAST_CANCER)).symptoms == ()


def test_every_sign_of_the_code_table_is_a_sign_that_cannot_wait(knowledge: Knowledge) -> None:
    codes = load_codes(folder())
    assert {sign for table in codes.signs.values() for sign in table.values()} <= set(knowledge.urgent)
    assert codes.observations[LOINC][SYMPTOM].kind == "symptom"
