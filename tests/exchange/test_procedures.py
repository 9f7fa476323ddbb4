"""Operations, lymph nodes, radiation."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exchange.bundles import (
    SNOMED,
    Json,
    amount,
    code,
    extension,
    missed,
    observation,
    procedure,
    read,
    resource,
    treatments,
)

LUMPECTOMY, RADICAL, SENTINEL, COURSE, BEAM = "392021009", "406505007", "396487001", "1217123003", "33195004"
LEFT = [code(SNOMED, "80248007")]


def test_operations() -> None:
    situation = read(
        procedure("p", LUMPECTOMY, performedDateTime="2019-04-02"),
        procedure("q", SENTINEL, performedPeriod={"start": "2019-04-02"}),
    )
    assert treatments(situation) == [
        {"kind": "surgery", "procedure": "lumpectomy", "date": "2019-04-02"},
        {"kind": "lymph_node_removal", "procedure": "sentinel_node_biopsy", "date": "2019-04-02"},
    ]
    assert (situation.records["treatments[1]"].id, situation.records["treatments[1]"].code) == ("q", SENTINEL)


def test_an_operation_with_its_nodes_is_two_entries() -> None:
    assert [(one["kind"], one["procedure"]) for one in treatments(read(procedure("p", RADICAL)))] == [
        ("surgery", "mastectomy"),
        ("lymph_node_removal", "axillary_dissection"),
    ]


def test_a_lump_counts_only_where_it_was_in_the_breast() -> None:
    lump = procedure("p", "392022002")
    assert not treatments(read(lump))
    assert "392022002" in missed(read(lump))
    assert treatments(read(lump | {"bodySite": LEFT}))[0]["procedure"] == "lumpectomy"


@pytest.mark.parametrize("status", ["not-done", "preparation"])
def test_what_was_not_done_is_no_entry(status: str) -> None:
    situation = read(procedure("p", LUMPECTOMY, status))
    assert (situation.treatments, situation.not_understood) == ((), ())


@pytest.mark.parametrize("status", ["unknown", ""])
def test_where_doing_is_not_sure_it_is_listed(status: str) -> None:
    situation = read(procedure("p", LUMPECTOMY, status))
    assert not situation.treatments
    assert "whether it was done" in str(missed(situation)[LUMPECTOMY].why)


def test_a_procedure_that_is_not_known_is_listed_and_one_of_no_use_is_not() -> None:
    assert set(missed(read(procedure("p", "1"), procedure("q", "71651007")))) == {"1"}


def test_counted_nodes_belong_to_the_operation_before() -> None:
    counted = observation("o", "92833-3", **amount(3, "{#}", "2019-04-09"))
    situation = read(counted, procedure("q", SENTINEL, performedDateTime="2019-04-02"))
    assert treatments(situation)[0]["nodes_removed"] == 3
    assert situation.records["treatments[0].nodes_removed"].id == "o"


def test_counted_nodes_of_no_one_operation_are_listed() -> None:
    counted = observation("o", "92833-3", **amount(3, "{#}", "2019-04-09"))
    late = procedure("q", SENTINEL, performedDateTime="2020-04-02")
    long_ago = procedure("q", SENTINEL, performedDateTime="2018-04-02")
    two = [procedure(key, SENTINEL, performedDateTime="2019-04-02") for key in "ab"]
    for others in ([], [late], [long_ago], two):
        situation = read(counted, *others)
        assert all("nodes_removed" not in one for one in treatments(situation))
        assert "92833-3" in missed(situation)


# ------------------------------------------------------------------------------------------------ radiation
def volume(dose: float | None, unit: str = "cGy", fractions: int | None = None, where: str | None = None) -> Json:
    parts: list[Json] = []
    if dose is not None:
        parts.append({"url": "totalDoseDelivered", **amount(dose, unit)})
    if fractions is not None:
        parts.append({"url": "fractionsDelivered", "valueUnsignedInt": fractions})
    if where:
        parts.append({"url": "volume", "valueReference": {"reference": f"BodyStructure/{where}"}})
    return extension("mcode-radiotherapy-dose-delivered-to-volume", extension=parts)


def course(*volumes: Json, **more: Any) -> Json:
    period = {"start": "2019-09-01", "end": "2019-10-04"}
    return procedure("r", COURSE, performedPeriod=period, extension=list(volumes), **more)


def test_a_course_of_radiation() -> None:
    technique = extension(
        "mcode-radiotherapy-modality-and-technique",
        extension=[extension("mcode-radiotherapy-modality", valueCodeableConcept=code(SNOMED, "1156506007"))],
    )
    assert treatments(read(course(volume(5000, fractions=25), technique, bodySite=LEFT))) == [{
        "kind": "radiation", "target": "left_breast", "technique": "external_beam", "dose_gy": 50, "fractions": 25,
        "started": "2019-09-01", "ended": "2019-10-04",
    }]  # fmt: skip


def test_the_sessions_stand_in_for_the_fractions_of_one_volume() -> None:
    sessions = extension("mcode-radiotherapy-sessions", valueUnsignedInt=16)
    assert treatments(read(course(volume(42.5, "Gy"), sessions)))[0]["fractions"] == 16


def test_each_volume_has_its_own_target_and_dose() -> None:
    spine = resource("BodyStructure", "t", patient={"reference": "Patient/p"}, location=code(SNOMED, "56094003"))
    found = treatments(read(course(volume(3000, where="t"), volume(800, where="gone")), spine))
    assert [(one.get("target"), one["dose_gy"]) for one in found] == [("thoracic_spine", 30), (None, 8)]


def test_several_sites_without_a_dose_each_leave_the_target_open() -> None:
    assert "target" not in treatments(read(course(bodySite=[*LEFT, code(SNOMED, "272673000")])))[0]


@pytest.mark.parametrize("odd", [volume(5000, "furlong"), volume(50_000, fractions=400)])
def test_an_impossible_dose_does_not_make_the_course_go_away(odd: Json) -> None:
    situation = read(course(odd))
    assert [one.kind for one in situation.treatments] == ["radiation"]
    assert "dose_gy" not in treatments(situation)[0]
    assert COURSE in missed(situation)


def test_a_course_that_was_not_finished_has_no_end() -> None:
    assert "ended" not in treatments(read(course() | {"status": "in-progress"}))[0]


def test_radiation_of_one_day_is_dated_by_it() -> None:
    day = {"start": "2015-04-21T10:27:09-04:00", "end": "2015-04-21T10:46:09-04:00"}
    assert treatments(read(procedure("p", BEAM, performedPeriod=day))) == [
        {"kind": "radiation", "technique": "external_beam", "date": "2015-04-21"}
    ]
