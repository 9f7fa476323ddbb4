"""Fitness, organs and blood."""

from __future__ import annotations

import pytest

from tests.exchange.bundles import LOINC, NEGATIVE, POSITIVE, Json, amount, code, missed, observation, read, said

VALUES: list[tuple[str, Json, str, float]] = [
    ("89247-1", {"valueInteger": 1}, "ecog", 1),
    ("89247-1", amount(2, "{score}"), "ecog", 2),
    ("89247-1", said((LOINC, "LA9624-3")), "ecog", 2),
    ("89247-1", {"interpretation": [code(LOINC, "LA9622-7")]}, "ecog", 0),
    ("89243-0", {"valueInteger": 80}, "karnofsky", 80),
    ("89243-0", said((LOINC, "LA29175-9")), "karnofsky", 100),
    ("72514-3", amount(3, "{score}"), "pain_0_to_10", 3),
    ("10230-1", amount(60, "%"), "lvef_percent", 60),
    ("76634-5", amount(0.415, "s"), "qtcf_ms", 415),
    ("76634-5", amount(415, "ms"), "qtcf_ms", 415),
    ("2160-0", amount(0.9, "mg/dL"), "creatinine_mg_dl", 0.9),
    ("14682-9", amount(100, "umol/L"), "creatinine_mg_dl", 1.131),
    ("2164-2", amount(85, "mL/min"), "creatinine_clearance_ml_min", 85),
    ("14631-6", amount(10, "umol/L"), "bilirubin_mg_dl", 0.5848),
    ("4548-4", amount(5.5, "%"), "hba1c_percent", 5.5),
    ("59261-8", amount(48, "mmol/mol"), "hba1c_percent", 6.54304),
    ("14771-0", amount(5, "mmol/L"), "fasting_glucose_mg_dl", 90.08),
    ("751-8", amount(1.5, "10*9/L"), "neutrophils_per_ul", 1500),
    ("777-3", amount(150, "10*3/uL"), "platelets_per_ul", 150_000),
    ("718-7", amount(120, "g/L"), "hemoglobin_g_dl", 12),
    ("2823-3", amount(4.1, "meq/L"), "potassium_mmol_l", 4.1),
]


@pytest.mark.parametrize(("question", "value", "name", "number"), VALUES)
def test_measures(question: str, value: Json, name: str, number: float) -> None:
    situation = read(observation("o", question, effectiveDateTime="2026-01", **value))
    assert getattr(situation.health, name) == pytest.approx(number)
    assert (situation.records[f"health.{name}"].id, str(situation.records[f"health.{name}"].date)) == ("o", "2026-01")
    assert not situation.not_understood


UNREAD: list[tuple[str, Json, str]] = [
    ("89247-1", {"valueInteger": 5}, "does not fit"),
    ("89247-1", {"valueString": "one"}, "could not be read"),
    ("10230-1", {"valueQuantity": {"value": 60}}, "no unit"),
    ("10230-1", amount(60, "mg/dL"), "unit is not known here"),
    ("10230-1", amount(55, "%", comparator=">"), "only a limit"),
    ("10230-1", {}, "no number"),
    ("10230-1", amount(0.6, "%"), "not possible"),
    ("751-8", amount(3000, "10*9/L"), "not possible"),
    ("76635-2", amount(415, "ms"), "another formula"),
    ("8636-3", amount(415, "ms"), "another formula"),
    ("98979-8", amount(85, "mL/min/{1.73_m2}"), "not a creatinine clearance"),
    ("1742-6", amount(40, "U/L"), "upper limit is not given"),
    ("9999-9", amount(40, "U/L"), "not known here"),
]


@pytest.mark.parametrize(("question", "value", "why"), UNREAD)
def test_what_cannot_be_read_is_listed(question: str, value: Json, why: str) -> None:
    situation = read(observation("o", question, **value))
    assert not situation.health.model_dump(exclude_none=True, exclude_defaults=True)
    assert why in str(missed(situation)[question].why)


@pytest.mark.parametrize(
    ("question", "name"), [("1742-6", "alt_x_uln"), ("1920-8", "ast_x_uln"), ("6768-6", "alp_x_uln")]
)
def test_liver_values_count_in_multiples_of_the_upper_limit_beside_them(question: str, name: str) -> None:
    limits = [{"high": {"value": 40, "unit": "U/L"}, "low": {"value": 5, "unit": "U/L"}}]
    assert getattr(read(observation("o", question, **amount(100, "U/L"), referenceRange=limits)).health, name) == 2.5


def test_two_upper_limits_or_one_in_an_unknown_unit_are_none() -> None:
    two = [{"high": {"value": 40, "unit": "U/L"}}, {"high": {"value": 60, "unit": "U/L"}}]
    odd = [{"high": {"value": 40, "unit": "furlong"}}]
    critical = [{"type": code("http://terminology.hl7.org/CodeSystem/referencerange-meaning", "critical"), **two[0]}]
    for limits in (two, odd, critical):
        assert read(observation("o", "1742-6", **amount(100, "U/L"), referenceRange=limits)).health.alt_x_uln is None


def test_the_latest_value_stands() -> None:
    old = observation("a", "89247-1", valueInteger=0, effectiveDateTime="2019-04-01")
    new = observation("b", "89247-1", valueInteger=2, effectiveDateTime="2026-04")
    undated = observation("c", "89247-1", valueInteger=3)
    for order in ([old, new, undated], [undated, new, old], [new, undated, old]):
        situation = read(*order)
        assert (situation.health.ecog, situation.records["health.ecog"].id) == (2, "b")


def test_a_test_that_proves_an_illness_when_positive() -> None:
    assert read(observation("o", "5195-3", **said(POSITIVE))).health.conditions == ("hepatitis_b",)
    health = read(observation("o", "5195-3", **said(NEGATIVE))).health
    assert (health.conditions, health.conditions_ruled_out) == ((), ())
