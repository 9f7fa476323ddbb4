"""Bundles that others made, where they lie beside the checkout; and that our own are FHIR."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from concord.exchange.codes import Codes, load_codes
from concord.reading import InputError
from tests.exchange.bundles import (
    BREAST_CANCER,
    ER,
    POSITIVE,
    Json,
    amount,
    bundle,
    code,
    condition,
    knowledge,
    missed,
    observation,
    patient,
    procedure,
    read_data,
    said,
    statement,
    treatments,
)
from tests.exchange.test_procedures import COURSE, LEFT, volume

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def sample(name: str) -> Any:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"NOT TESTED: the real bundle {path} is not here; it is not part of the project")
    return orjson.loads(path.read_bytes())


def test_a_metastatic_bundle() -> None:
    situation = read_data(sample("TrialMatching_Patient01.json"))
    assert situation.cancer.extent == "metastatic"
    assert set(situation.cancer.sites) == {"liver", "bone"}
    assert situation.cancer.metastatic_since is None  # no sign of spread has a date
    assert situation.cancer.first_diagnosed is None
    assert [entry.model_dump(exclude_none=True) for entry in situation.pathology] == [
        {"er": "positive"}, {"pr": "positive"}, {"her2_status": "negative"},
    ]  # fmt: skip
    assert {(one.marker, one.result, one.origin) for one in situation.biomarkers} == {
        ("ESR1", "altered", None), ("PIK3CA", "altered", None), ("MSI", "high", None),
    }  # fmt: skip
    taken = [
        (*one["drugs"], one.get("date"), one.get("started"), one.get("stopped_because"))
        for one in treatments(situation)
    ]
    assert taken == [
        ("leuprolide", "2019-04-01", None, None),
        ("fulvestrant", "2019-04-01", None, None),
        ("abemaciclib", None, "2019-04-01", "ongoing"),
        ("fulvestrant", None, "2019-06-01", "ongoing"),
        ("ribociclib", None, "2019-06-01", "ongoing"),
    ]
    assert situation.health.ecog == 1
    assert set(missed(situation)) == {"94181007"}


def test_an_early_bundle_of_a_megabyte() -> None:
    situation = read_data(sample("T0_patient.json"))
    assert situation.cancer.extent == "early"
    assert str(situation.records["cancer.extent"].date) == "2014-11-06"
    assert str(situation.cancer.first_diagnosed) == "2014-11-06"
    assert [entry.ordered_only for entry in situation.treatments if entry.kind == "medicine"] == [None, True, True]
    assert all(not entry.cumulative_mg_m2 for entry in situation.treatments if entry.kind == "medicine")
    assert set(missed(situation)) == {"85318-4", "88040-1"}


def jenny() -> list[Json]:
    if not (folder := DATA / "mcode_jenny_m").exists():
        pytest.skip(f"NOT TESTED: the real resources in {folder} are not here; they are not part of the project")
    return [orjson.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]


def collected(resources: list[Json]) -> Json:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources]}


def test_the_worked_example_of_mcode_is_early() -> None:
    hers = [
        one
        for one in jenny()
        if one.get("subject", {}).get("reference", "").endswith("jenny-m") or "subject" not in one
    ]
    situation = read_data(collected(hers))
    assert situation.cancer.extent == "early"
    assert str(situation.records["cancer.extent"].date) == "2018-03-16"
    assert treatments(situation) == [{"kind": "medicine", "drugs": ["paclitaxel"], "date": "2018-04-22"}]
    for name in ("MRN1234", "867-5309", "Anytown", "Main St"):
        assert name not in situation.model_dump_json()


def test_resources_of_several_people_put_together_are_refused() -> None:
    with pytest.raises(InputError, match="about somebody else"):
        read_data(collected(jenny()))


def test_the_code_tables_are_kept_for_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from concord.exchange import codes

    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(tmp_path / name))
    codes._codes.cache_clear()
    first = load_codes(knowledge().root)
    (kept,) = (tmp_path / "concord").glob("codes-*.json")
    codes._codes.cache_clear()
    with monkeypatch.context() as without_yaml:
        without_yaml.setattr(codes, "parse_yaml", None)  # what is kept is not parsed again
        assert load_codes(knowledge().root) == first
    kept.write_bytes(b'{"stage": 1}')  # kept by a version with another shape
    codes._codes.cache_clear()
    assert load_codes(knowledge().root) == first


def test_a_fault_of_the_code_tables_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "codes.yaml").write_text('procedures:\n  "s":\n    "1": {kind: surgery, odd: 1}\n')
    with pytest.raises(InputError) as caught:
        load_codes(tmp_path)
    assert caught.value.line == 3
    assert "odd" in caught.value.key


def test_the_words_of_the_code_tables_are_words_of_a_situation() -> None:
    codes: Codes = load_codes(knowledge().root)
    vocabulary = knowledge().vocabulary
    conditions = {word for table in codes.conditions.values() for word in table.values()} - {"ignored"}
    assert conditions <= vocabulary.conditions
    deeds = [deed for table in codes.procedures.values() for deed in table.values()]
    for deed in deeds:
        assert all(vocabulary.resolve(word) for word in deed.drugs), deed
    assert set(codes.ever_counts["words"]) <= vocabulary.conditions


def test_our_own_bundles_are_fhir() -> None:
    from fhir.resources.R4B.bundle import Bundle

    data = bundle(
        condition(
            "c", BREAST_CANCER, onsetDateTime="2019-03-05", stage=[{"summary": code("http://cancerstaging.org", "4")}]
        ),
        observation("o", ER, **said(POSITIVE, "2019-03-09"), specimen={"reference": "Specimen/s"}),
        observation("e", "89247-1", valueInteger=1, effectiveDateTime="2019-04"),
        observation("a", "1742-6", **amount(100, "U/L"), referenceRange=[{"high": {"value": 40, "unit": "U/L"}}]),
        observation("b", "10230-1", **amount(55, "%", comparator=">")),
        statement("m", "72965", "active", "2024-05-01"),
        procedure("r", COURSE, bodySite=LEFT, extension=[volume(5000, fractions=25)]),
        who=patient(name=[{"family": "Somebody"}]),
    )
    Bundle.model_validate(data)
    assert len(read_data(data).treatments) == 2
