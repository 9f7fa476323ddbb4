"""Every treatment, one at a time: nothing typed is lost, nothing unknown becomes none, and the rest of a file stays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from concord.knowledge.load import folder
from concord.possible import ABOVE_ZERO, INFINITY, Range
from concord.reading import Document, parse
from concord.situation.derive import derive
from concord.situation.read import from_document
from concord.web.site.pages import knowledge
from concord.web.site.tests.strict import faults
from concord.web.treatments import keep
from concord.web.way.tests.walk import begin, send

EXAMPLES = sorted((folder() / "examples").glob("*.yaml"))
RICH: dict[str, Any] = {
    "schema": "concord.situation/0",
    "person": {"country": "US"},
    "cancer": {"extent": "metastatic", "first_diagnosed": "2019-03-05", "metastatic_since": 2024},
    "treatments_complete": "yes",
    "treatments": [
        {"kind": "surgery", "procedure": "quadrantectomy", "date": "2019-04-17", "setting": "adjuvant"},
        {
            "kind": "medicine",
            "drugs": ["Femara", "wonderdrug"],
            "setting": "adjuvant",
            "started": "2019-05-03",
            "ended": "unknown",
            "ordered_only": "yes",
            "maintenance": True,
        },
        {"kind": "radiation", "target": "left_breast", "dose_gy": "5000 cGy", "date": "2019"},
        {"kind": "medicine", "drugs": ["doxorubicin"], "cycles": 4, "dose_mg_m2_per_cycle": {"doxorubicin": 60.0}},
    ],
    "records": {
        "treatments[1]": {"type": "MedicationRequest", "id": "one"},
        "treatments[3]": {"type": "MedicationAdministration", "id": "three"},
        "cancer.extent": {"type": "Condition"},
    },
}


def file_of(browser: Client) -> dict[str, Any]:
    found: dict[str, Any] = browser.get("/en/file/").json()
    return found


def bring(browser: Client, file: dict[str, Any]) -> None:
    send(browser, "/en/bring/", file=SimpleUploadedFile("mine", orjson.dumps(file)))
    send(browser, "/en/bring/check/")


def form_of(text: str) -> dict[str, str]:
    """The fields of the last form of a page with what stands in them, as a browser would send them."""
    form = text.split("<main")[1]
    found = {
        name: value.replace("&#39;", "'").replace("&amp;", "&")
        for tag in re.findall(r"<input[^>]*>", form)
        if 'type="radio"' not in tag or " checked" in tag
        for name, value in re.findall(r'name="([^"]+)"(?:.*?) value="([^"]*)"', tag)
    }
    for name, inner in re.findall(r'<select[^>]* name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        found[name] = chosen[1] if chosen else ""
    return found


def send_form(browser: Client, address: str, **changes: str) -> HttpResponse:
    """A page's form as it stands, with changes."""
    return send(browser, address, **{**form_of(browser.get(address).content.decode()), **changes})


def add(browser: Client, kind: str, **typed: str) -> HttpResponse:
    assert send(browser, "/en/treatments/new/", kind=kind).headers["Location"] == "/en/treatments/new/"
    return send_form(browser, "/en/treatments/new/", **typed)


# ------------------------------------------------------------------------------------------------ adding
def test_a_medicine_with_type_and_amount(browser: Client) -> None:
    begin(browser)
    response = add(
        browser,
        "medicine",
        **{"drug-1": "Adriamycin", "drug-2": "Cyclophosphamide", "setting": "adjuvant", "stopped_because": "completed"},
        **{"started-month": "5", "started-year": "2019", "ended-year": "2019"},
    )
    assert response.headers["Location"] == "/en/treatments/1/more/"
    text = browser.get("/en/treatments/1/more/").content.decode()
    assert "How much doxorubicin?" in text
    assert "How much cyclophosphamide?" not in text
    amounts = {"cycles": "4", "amount-1": "62,5", "per-1": "cycle", "dose_reduced": "no", "best_response": "unknown"}
    assert send_form(browser, "/en/treatments/1/more/", **amounts).headers["Location"] == "/en/treatments/"
    assert file_of(browser)["treatments"] == [
        {
            "kind": "medicine",
            "drugs": ["doxorubicin", "cyclophosphamide"],
            "setting": "adjuvant",
            "started": "2019-05",
            "ended": "2019",
            "stopped_because": "completed",
            "cycles": 4,
            "dose_mg_m2_per_cycle": {"doxorubicin": 62.5},
            "dose_reduced": "no",
        }
    ]
    assert "250 mg/m² in all" in browser.get("/en/treatments/").content.decode()


def test_other_kinds(browser: Client) -> None:
    begin(browser)
    add(browser, "surgery", procedure="bilateral_oophorectomy", **{"date-year": "2020"})
    add(browser, "lymph_node_removal", procedure="unknown", nodes_removed="3")
    add(
        browser, "radiation", target="left_breast", technique="external_beam", dose_gy="5040 cGy", fractions="28",
        setting="adjuvant", **{"ended-month": "10", "ended-year": "2019"},
    )  # fmt: skip
    assert file_of(browser)["treatments"] == [
        {"kind": "surgery", "procedure": "bilateral_oophorectomy", "date": "2020"},
        {"kind": "lymph_node_removal", "nodes_removed": 3},
        {
            "kind": "radiation",
            "target": "left_breast",
            "technique": "external_beam",
            "dose_gy": 50.4,
            "fractions": 28,
            "ended": "2019-10",
            "setting": "adjuvant",
        },
    ]
    for language, said in (("en", "Radiation, left breast, 50.4 Gy"), ("es", "Radioterapia, la mama izquierda")):
        assert said in browser.get(f"/{language}/treatments/").content.decode()


def test_more_than_eight_medicines(browser: Client) -> None:
    begin(browser)
    for number in range(11):
        add(browser, "medicine", **{"drug-1": "capecitabine", "started-year": str(2010 + number)})
    assert [one["started"] for one in file_of(browser)["treatments"]] == [str(2010 + n) for n in range(11)]


def test_one_line_may_hold_several_names_in_either_language(browser: Client) -> None:
    begin(browser)
    add(browser, "medicine", **{"drug-1": "Letrozol y Palbociclib", "drug-2": "tamoxifèno + Ibrance"})
    assert file_of(browser)["treatments"][0]["drugs"] == ["letrozole", "palbociclib", "tamoxifen"]


def test_a_name_that_is_not_known_is_kept_and_said_kindly(browser: Client) -> None:
    begin(browser)
    add(browser, "medicine", **{"drug-1": "Wunderpílula dos"})
    assert file_of(browser)["treatments"][0]["drugs"] == ["wunderpilula_dos"]
    assert "We do not know the name “wunderpilula dos”" in browser.get("/en/treatments/").content.decode()
    assert browser.get("/en/choices/").status_code == 200


def test_names_that_come_up_while_typing_hold_brands_and_the_names_of_the_language(browser: Client) -> None:
    begin(browser)
    send(browser, "/en/treatments/new/", kind="medicine")
    english, spanish = (browser.get(f"/{one}/treatments/new/").content.decode() for one in ("en", "es"))
    assert '<option value="Ibrance">' in english
    assert '<option value="letrozole">' in english
    assert '<option value="letrozol">' in spanish


def test_one_more_name_keeps_what_was_typed(browser: Client) -> None:
    begin(browser)
    add(browser, "medicine", **{"drug-1": "letrozole", "drug-3": "goserelin", "one_more": "yes"})
    text = browser.get("/en/treatments/new/").content.decode()
    assert 'name="drug-4"' in text
    assert 'value="goserelin"' in text
    assert file_of(browser).get("treatments", []) == []


# ------------------------------------------------------------------------------------------------ amounts
def lifetime(browser: Client, medicine: str) -> Any:
    situation = from_document(Document(file_of(browser)))
    return derive(situation, knowledge().vocabulary, keep.today()).possible("cumulative_mg_m2", medicine)


@pytest.mark.parametrize("answer", ["unknown", ""])
def test_an_amount_that_is_not_known_is_more_than_nothing_and_never_zero(answer: str, browser: Client) -> None:
    begin(browser)
    add(browser, "medicine", **{"drug-1": "epirubicin"})
    send_form(browser, "/en/treatments/1/more/", **{"amount-1": "400", "per-1": "all"})
    assert lifetime(browser, "epirubicin") == Range(400, INFINITY)
    send_form(browser, "/en/treatments/1/more/", **{"amount-1": "", "per-1": answer})
    send(browser, "/en/treatments/", answer="ever")
    assert lifetime(browser, "epirubicin") == Range(ABOVE_ZERO, INFINITY)
    assert "The amount is not known" in browser.get("/en/treatments/").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount-1": "60", "per-1": ""}, "for each cycle or for all cycles together"),
        ({"amount-1": "", "per-1": "all"}, "Please write the amount"),
        ({"amount-1": "60", "per-1": "unknown"}, "keep one of the two"),
        ({"amount-1": "0", "per-1": "all"}, "from 0 to 20000"),
        ({"amount-1": "1.200", "per-1": "all"}, "can be read in two ways"),
        ({"amount-1": "much", "per-1": "all"}, "from 0 to 20000"),
        ({"cycles": "201"}, "from 1 to 200"),
        ({"cycles": "2.5"}, "whole number from 1 to 200"),
        ({"line": "0"}, "from 1 to 30"),
        ({"months": "601"}, "from 0 to 600"),
    ],
)
def test_what_is_wrong_is_said_exactly_and_nothing_typed_is_lost(
    typed: dict[str, str], said: str, browser: Client
) -> None:
    begin(browser)
    add(browser, "medicine", **{"drug-1": "epirubicin"})
    before = file_of(browser)
    response = send_form(browser, "/en/treatments/1/more/", **{"best_response": "stable", **typed})
    text = response.content.decode()
    assert said in text
    assert 'role="alert"' in text
    assert 'aria-invalid="true"' in text
    for name, value in {"best_response": "stable", **typed}.items():
        assert form_of(text).get(name, "") == value
    assert file_of(browser) == before


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("medicine", {}, "at least"),
        ("medicine", {"drug-1": "¿?"}, "letters, numbers and spaces"),
        ("medicine", {"drug-1": "letrozole", "started-month": "5"}, "write the year too"),
        ("medicine", {"drug-1": "letrozole", "started-year": "19"}, "four digits"),
        ("medicine", {"drug-1": "letrozole", "started-year": "2098"}, "in the future"),
        ("medicine", {"drug-1": "letrozole", "started-year": "2020", "ended-year": "2019"}, "before it starts"),
        ("medicine", {"drug-1": "letrozole", "stopped_because": "ongoing", "ended-year": "2019"}, "It goes on"),
        ("surgery", {"procedure": "unknown"}, "needs a name"),
        ("surgery", {"procedure": "other"}, "in your own words"),
        ("radiation", {"dose_gy": "101"}, "from 0 to 100"),
        ("radiation", {"fractions": "0"}, "from 1 to 60"),
        ("lymph_node_removal", {"nodes_removed": "101"}, "from 0 to 100"),
    ],
)
def test_what_is_wrong_with_a_new_one_stays_on_the_page_also_later(
    kind: str, typed: dict[str, str], said: str, browser: Client
) -> None:
    begin(browser)
    text = add(browser, kind, **typed).content.decode()
    assert said in text.replace("&#39;", "'")
    for where in re.findall(r'<li><a href="#([^"]+)">', text):
        assert f'id="{where}"' in text
    assert file_of(browser).get("treatments", []) == []
    again = browser.get("/es/treatments/new/").content.decode()
    for name, value in typed.items():
        assert form_of(again)[name] == value


def test_a_draft_of_a_new_one_is_kept_and_is_not_yet_a_treatment(browser: Client) -> None:
    begin(browser)
    send(browser, "/en/treatments/new/", kind="medicine")
    page = browser.get("/en/treatments/new/").content.decode()
    assert "data-save=" in page
    response = browser.post("/en/treatments/new/", {**form_of(page), "drug-1": "letroz"}, headers={"X-Save": "draft"})
    assert response.status_code == 204
    assert file_of(browser).get("treatments", []) == []
    assert 'value="letroz"' in browser.get("/en/treatments/new/").content.decode()
    send(browser, "/en/treatments/new/", other_kind="yes")
    assert 'name="kind"' in browser.get("/en/treatments/new/").content.decode()


def test_no_kind_marked_is_asked_again(browser: Client) -> None:
    begin(browser)
    assert 'role="alert"' in send(browser, "/en/treatments/new/").content.decode()
    assert 'role="alert"' in send(browser, "/en/treatments/").content.decode()


# ------------------------------------------------------------------------------------------------ changing
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.stem)
def test_looking_at_every_treatment_and_keeping_it_changes_nothing(example: Path, browser: Client) -> None:
    bring(browser, parse(example.read_bytes()).data)
    untouched(browser)


def test_what_no_form_shows_stays_too(browser: Client) -> None:
    bring(browser, RICH)
    untouched(browser)


def untouched(browser: Client) -> None:
    before = file_of(browser)
    for number, entry in enumerate(before["treatments"], 1):
        for part in ("", "more/") if entry["kind"] == "medicine" else ("",):
            address = f"/en/treatments/{number}/{part}"
            assert send_form(browser, address).headers["Location"] == "/en/treatments/"
            assert file_of(browser) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "typed", "index", "expected"),
    [
        ("2/", {"setting": "metastatic"}, 1, {"setting": "metastatic"}),
        ("2/", {"started-month": "6"}, 1, {"started": "2019-06"}),
        ("2/", {"drug-2": "Ibrance"}, 1, {"drugs": ["Femara", "palbociclib"]}),
        ("2/more/", {"line": "2"}, 1, {"line": 2}),
        ("1/", {"procedure": "mastectomy", "procedure-other": ""}, 0, {"procedure": "mastectomy"}),
        ("3/", {"fractions": "25"}, 2, {"fractions": 25}),
        ("4/more/", {"cycles": ""}, 3, {"cycles": None}),
        ("4/", {"setting": "unknown"}, 3, {}),
    ],
)
def test_one_answer_changes_one_key_and_nothing_else(
    address: str, typed: dict[str, str], index: int, expected: dict[str, Any], browser: Client
) -> None:
    bring(browser, RICH)
    before = file_of(browser)
    send_form(browser, f"/en/treatments/{address}", **typed)
    entry = {**before["treatments"][index], **expected}
    before["treatments"][index] = {key: value for key, value in entry.items() if value is not None}
    assert file_of(browser) == before


def test_an_amount_goes_with_its_medicine_when_that_is_taken_out(browser: Client) -> None:
    bring(browser, RICH)
    send_form(browser, "/en/treatments/4/", **{"drug-1": "paclitaxel"})
    assert file_of(browser)["treatments"][3] == {"kind": "medicine", "drugs": ["paclitaxel"], "cycles": 4}


def test_a_form_of_a_list_that_changed_meanwhile_changes_nothing(browser: Client) -> None:
    bring(browser, RICH)
    old = form_of(browser.get("/en/treatments/2/").content.decode())
    send_form(browser, "/en/treatments/1/remove/")
    before = file_of(browser)
    response = browser.post("/en/treatments/2/", {**old, "setting": "metastatic"})
    assert "The list changed" in response.content.decode()
    assert file_of(browser) == before


def test_taking_one_out_leaves_the_others_and_their_records_and_asks_again_whether_all_are_there(
    browser: Client,
) -> None:
    bring(browser, RICH)
    before = file_of(browser)
    assert "Letrozole" in browser.get("/en/treatments/2/remove/").content.decode()
    send_form(browser, "/en/treatments/2/remove/")
    after = file_of(browser)
    assert after["treatments"] == [before["treatments"][n] for n in (0, 2, 3)]
    assert after["records"] == {
        "treatments[2]": RICH["records"]["treatments[3]"],
        "cancer.extent": {"type": "Condition"},
    }
    assert "treatments_complete" not in after
    assert browser.get("/en/treatments/4/").status_code == 404


def test_one_without_a_date_can_be_put_earlier(browser: Client) -> None:
    bring(browser, RICH)
    before = file_of(browser)
    send(browser, "/en/treatments/", earlier="4")
    after = file_of(browser)
    assert after["treatments"] == [before["treatments"][n] for n in (0, 1, 3, 2)]
    assert after["records"]["treatments[2]"]["id"] == "three"
    assert {key: after[key] for key in after if key not in ("treatments", "records")} == {
        key: before[key] for key in before if key not in ("treatments", "records")
    }


def test_something_later_than_the_day_of_a_brought_file_moves_that_day(browser: Client) -> None:
    bring(browser, {**RICH, "as_of": "2024-01-01"})
    add(browser, "surgery", procedure="mastectomy", **{"date-year": "2025"})
    assert file_of(browser)["as_of"] == keep.today().isoformat()
    assert browser.get("/en/treatments/").status_code == 200


# ------------------------------------------------------------------------------------------------ whether it is whole
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("ever", {"treatments_complete": "yes"}),
        ("since", {"treatments_since_spread_complete": "yes"}),
        ("unknown", {}),
    ],
)
def test_whether_the_list_is_whole(answer: str, expected: dict[str, str], browser: Client) -> None:
    begin(browser)
    assert " checked" not in browser.get("/en/treatments/").content.decode()
    send(browser, "/en/treatments/", answer="ever")
    send(browser, "/en/treatments/", answer=answer)
    keys = ("treatments_complete", "treatments_since_spread_complete")
    assert {key: value for key, value in file_of(browser).items() if key in keys} == expected
    assert f'value="{answer}" checked' in browser.get("/en/treatments/").content.decode()


def test_one_more_takes_back_that_these_were_all(browser: Client) -> None:
    begin(browser)
    send(browser, "/en/treatments/", answer="ever")
    add(browser, "surgery", procedure="lumpectomy")
    assert "treatments_complete" not in file_of(browser)


# ------------------------------------------------------------------------------------------------ privacy
def test_nothing_that_was_told_stands_in_an_address_and_no_browser_keeps_a_page(browser: Client) -> None:
    begin(browser)
    response = add(browser, "medicine", **{"drug-1": "canary drug"})
    assert "canary" not in response.headers["Location"]
    for address in ("", "1/", "1/more/", "1/remove/", "new/"):
        shown = browser.get(f"/en/treatments/{address}")
        assert shown.headers["Cache-Control"] == "no-store"
        assert not re.search(r'(?:href|action)="[^"]*canary', shown.content.decode())


def test_whoever_told_nothing_is_led_to_the_beginning(browser: Client) -> None:
    for address in ("treatments/", "treatments/new/", "treatments/1/", "timeline/"):
        assert browser.get(f"/en/{address}").headers["Location"] == "/en/start/"
    begin(browser)
    for address in ("1/", "0/", "1/more/", "1/remove/"):
        assert browser.get(f"/en/treatments/{address}").status_code == 404
    add(browser, "surgery", procedure="lumpectomy")
    assert browser.get("/en/treatments/1/more/").status_code == 404


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_are_well_formed(language: str, browser: Client) -> None:
    bring(browser, RICH)
    for address in ("treatments/", "treatments/new/", *(f"treatments/{n}/" for n in (1, 2, 3, 4)), "timeline/"):
        assert faults(browser.get(f"/{language}/{address}").content.decode()) == [], address
    for address in ("treatments/2/remove/", "treatments/4/more/"):
        assert faults(browser.get(f"/{language}/{address}").content.decode()) == [], address
    assert faults(send_form(browser, "/en/treatments/4/more/", cycles="many").content.decode()) == []
    assert faults(add(browser, "radiation", dose_gy="many").content.decode()) == []
