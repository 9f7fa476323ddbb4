"""The pages of the whole way, as a visitor without JavaScript fills them in."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from concord.knowledge.load import folder
from concord.web.choices.views import made
from concord.web.guest.store import Answers
from concord.web.site.pages import knowledge
from concord.web.whole.entries import names_to_add
from concord.web.whole.further import further, page_for
from concord.web.whole.table import QUESTIONS, SECTIONS, TABLE
from concord.web.whole.tests.fill import fill, form, words_of

EXAMPLE = folder() / "examples" / "worked-example.yaml"


def begin(browser: Client, language: str = "en") -> None:
    fill(browser, f"/{language}/start/", country="US")


def bring(browser: Client, content: bytes) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = form(browser, "/en/bring/").data
    sent: dict[str, Any] = {**data, "file": SimpleUploadedFile("mine", content)}
    assert browser.post("/en/bring/", sent).status_code == 302
    fill(browser, "/en/bring/check/")


def file_of(browser: Client) -> dict[str, Any]:
    found: dict[str, Any] = browser.get("/en/file/").json()
    return found


def where(response: HttpResponse) -> str:
    assert response.status_code == 302, words_of(response)[:3000]
    return response.headers["Location"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_one_question_a_page_with_why_where_and_i_do_not_know(language: str, browser: Client) -> None:
    fill(browser, f"/{language}/start/", country="")
    why = {"en": "Why we ask", "es": "Por qué preguntamos"}[language]
    for one in TABLE:
        response = browser.get(f"/{language}/whole/{one.name}/")
        text = response.content.decode()
        assert response.headers["Cache-Control"] == "no-store"
        assert text.count("<h1") == 1
        assert why in text
        assert 'value="unknown"' in text or 'name="all_unknown"' in text
        assert " checked" not in text  # nothing is chosen beforehand


def test_i_do_not_know_is_kept_as_an_answer_and_never_as_a_no(browser: Client) -> None:
    begin(browser)
    before = file_of(browser)
    steps = [one.name for one in TABLE if one.section == "person"]
    address = f"/en/whole/{steps[0]}/"
    seen = []
    while "whole/#" not in address:
        seen.append(address.split("/")[3])
        one = QUESTIONS[seen[-1]]
        mark = {"all_unknown": "yes"} if one.fields[0].kind == "whole_number" else {one.keys[0]: "unknown"}
        address = where(fill(browser, address, **mark))
    assert seen == steps
    assert file_of(browser) == {**before, "person": {"language": "en"}}
    assert 'id="sex-unknown" value="unknown" checked' in browser.get("/en/whole/sex/").content.decode()


def test_what_makes_no_sense_after_an_answer_is_passed_over(browser: Client) -> None:
    begin(browser)
    assert where(fill(browser, "/en/whole/sex/", sex="male")) == "/en/whole/country/"


def test_nothing_marked_is_asked_again_and_what_was_written_stays(browser: Client) -> None:
    begin(browser)
    for address in ("/en/whole/sex/", "/en/whole/kidney/"):
        response = fill(browser, address)
        assert response.status_code == 200
        assert "“I don't know” is one" in words_of(response)
    response = fill(browser, "/en/whole/kidney/", creatinine_clearance_ml_min="61,5", creatinine_mg_dl="9000")
    text = words_of(response)
    assert 'role="alert"' in text
    assert "A number from 0.1 to 20 mg/dL was expected" in text
    assert 'aria-describedby="wrong"' in text
    assert 'value="61,5"' in text
    assert 'value="9000"' in text
    assert "health" not in file_of(browser)


def test_an_answer_and_i_do_not_know_together_are_asked_about(browser: Client) -> None:
    begin(browser)
    text = words_of(fill(browser, "/en/whole/heart/", lvef_percent="60", all_unknown="yes"))
    assert "Please keep one of them" in text
    assert 'value="60"' in text


@pytest.mark.parametrize(
    ("step", "data", "said"),
    [
        ("metastatic_since", {"metastatic_since__year": "2031"}, "still to come"),
        ("birth_year", {"birth_year": "2099"}, "still to come"),
        ("metastatic_since", {"metastatic_since__year": "2018"}, "comes before the day"),
        ("sites_ruled_out", {"sites_ruled_out": ["bone"]}, "both among the places"),
        ("other_cancer", {"other_cancer": "no", "other_cancer_last__year": "2020"}, "a day of another cancer"),
        ("call_first", {"call_first": "ask for Maria"}, "telephone number"),
        ("kidney", {"creatinine_mg_dl": "9000", "creatinine_mg_dl__unit": "umol/L"}, "A number from 0.1 to 20 mg/dL"),
    ],
)
def test_answers_that_do_not_fit_together_are_told_and_nothing_is_changed(
    step: str, data: dict[str, Any], said: str, browser: Client
) -> None:
    bring(browser, EXAMPLE.read_bytes())
    before = file_of(browser)
    response = fill(browser, f"/en/whole/{step}/", **data)
    assert response.status_code == 200
    assert said in words_of(response)
    assert file_of(browser) == before


def test_an_answer_is_changed_from_the_list_and_leads_back_to_its_line(browser: Client) -> None:
    bring(browser, EXAMPLE.read_bytes())
    before = file_of(browser)
    assert 'href="/en/answers/ecog/"' in browser.get("/en/answers/").content.decode()
    assert where(fill(browser, "/en/answers/ecog/", ecog="2")) == "/en/answers/#ecog"
    assert file_of(browser) == {**before, "health": {**before["health"], "ecog": 2}}


def test_what_was_changed_in_another_window_is_not_written_over(browser: Client) -> None:
    bring(browser, EXAMPLE.read_bytes())
    old = form(browser, "/en/answers/ecog/").data
    fill(browser, "/en/answers/ecog/", ecog="2")
    response = browser.post("/en/answers/ecog/", {**old, "ecog": ["3"]})
    assert "changed in another window" in words_of(response)  # type: ignore[arg-type]
    assert file_of(browser)["health"]["ecog"] == 2


def test_signs_that_cannot_wait_come_first(browser: Client) -> None:
    begin(browser)
    assert where(fill(browser, "/en/whole/symptoms/", symptoms=["new_back_pain"])) == "/en/whole/now-first/"
    text = words_of(browser.get("/en/whole/now-first/"))  # type: ignore[arg-type]
    assert "spinal cord" in text
    assert "Call your cancer team or emergency services now" in text
    listed = words_of(browser.get("/en/answers/"))  # type: ignore[arg-type]
    assert listed.index("/en/whole/now-first/") < listed.index('class="check"')
    assert where(fill(browser, "/en/whole/symptoms/", symptoms=["none_of_these"])) == "/en/whole/pain/"
    assert "symptoms" not in file_of(browser)
    assert browser.get("/en/whole/now-first/").headers["Location"] == "/en/answers/"


@pytest.mark.parametrize("step", ["symptoms", "notes"])
def test_where_signs_are_written_down_it_says_that_nobody_reads_along(step: str, browser: Client) -> None:
    begin(browser)
    text = words_of(browser.get(f"/en/whole/{step}/"))  # type: ignore[arg-type]
    assert "Nobody on your team sees what you write here" in text
    assert "/en/call/" in text.split("<main")[1]


# ------------------------------------------------------------------------------------------------ lists
def test_reports_are_added_changed_and_taken_out(browser: Client) -> None:
    begin(browser)
    first = {"date__year": "2019", "specimen": "primary", "er_percent": "90", "her2_ihc": "0_faint_staining"}
    assert where(fill(browser, "/en/whole/reports/new/", **first)) == "/en/whole/reports/"
    fill(browser, "/en/whole/reports/new/", er="negative", her2_ihc="2+", her2_ish="amplified")
    told = file_of(browser)["pathology"]
    assert told == [
        {"date": "2019", "specimen": "primary", "er_percent": 90, "her2_ihc": "0_faint_staining"},
        {"er": "negative", "her2_ihc": "2+", "her2_ish": "amplified"},
    ]
    assert where(fill(browser, "/en/whole/reports/2/", her2_ish="unknown")) == "/en/whole/reports/"
    assert file_of(browser)["pathology"][1] == {"er": "negative", "her2_ihc": "2+"}
    assert where(fill(browser, "/en/whole/reports/1/remove/")) == "/en/whole/reports/"
    assert file_of(browser)["pathology"] == [{"er": "negative", "her2_ihc": "2+"}]
    assert browser.get("/en/whole/reports/2/").status_code == 404


def test_an_empty_report_and_one_that_contradicts_itself_are_told(browser: Client) -> None:
    begin(browser)
    assert "Nothing is written here yet" in words_of(fill(browser, "/en/whole/reports/new/"))
    text = words_of(fill(browser, "/en/whole/reports/new/", er="negative", er_percent="40"))
    assert "Less than one percent is negative" in text
    assert 'value="40"' in text
    assert "pathology" not in file_of(browser)


def test_without_a_report_at_hand_it_is_asked_for_last(browser: Client) -> None:
    begin(browser)
    assert where(fill(browser, "/en/whole/reports/")) == "/en/answers/"
    assert "pathology" not in file_of(browser)
    text = words_of(browser.get("/en/more/"))  # type: ignore[arg-type]
    last = text[text.rindex('<section class="card">') :]
    assert "Pathology reports" in last
    assert "You said that you do not know this" in last


def test_every_gene_and_marker_can_be_added(browser: Client) -> None:
    begin(browser)
    cancer, inherited = names_to_add()
    assert cancer == list(knowledge().markers)
    asked = {
        "MSI": {"result": "high"},
        "TMB": {"value": "4,5"},
        "PD-L1": {"assay": "22C3", "cps": "12"},
        **{name: {"result": "pathogenic"} for name in inherited},
    }
    for name in (*cancer, *inherited):
        data = asked.get(name, {"result": "altered", "specimen": "blood"})
        assert where(fill(browser, f"/en/whole/markers/new/{name}/", **data)) == "/en/whole/markers/"
    told = file_of(browser)["biomarkers"]
    assert [one["marker"] for one in told] == [name.removesuffix("-inherited") for name in (*cancer, *inherited)]
    assert {"marker": "TMB", "unit": "mut/Mb", "value": 4.5} in told
    assert {"marker": "BRCA2", "origin": "germline", "result": "pathogenic"} in told
    assert browser.get("/en/choices/").status_code == 200
    assert browser.get("/en/whole/markers/new/EGFR/").status_code == 404


def test_a_marker_that_is_not_known_or_not_tested_is_not_asked_for_first_again(browser: Client) -> None:
    begin(browser)
    for data, stays in (({"all_unknown": "yes"}, 0), ({"result": "not_tested"}, 1)):
        fill(browser, "/en/whole/markers/new/ESR1/", **data)
        assert len(file_of(browser).get("biomarkers", [])) == stays
    fill(browser, "/en/whole/reports/new/", er="positive", her2_ihc="1+")
    text = words_of(browser.get("/en/more/"))  # type: ignore[arg-type]
    later = text.index("ESR1 change in the cancer")
    assert text.index("PIK3CA change in the cancer") < later
    assert "You said that you do not know this" in text[later:]


# ------------------------------------------------------------------------------------------------ what settles more
OPEN = {
    "schema": "concord.situation/0",
    "cancer": {"extent": "metastatic", "sites": ["bone"]},
    "pathology": [{"er": "positive", "her2_status": "negative"}],
}


def test_what_most_choices_wait_for_stands_first_with_their_names() -> None:
    brief = made(Answers(OPEN), "en")
    found = further(brief)
    counts = [len(one.choices) for one in found]
    assert counts == sorted(counts, reverse=True)
    assert found[0].page == "treatments"
    esr1 = next(one for one in found if one.page == "markers-ESR1")
    waiting = {
        card["name"]
        for card in brief["choices"]
        if card["standing"] != "not_now"
        and any(
            missing["fact"] == "altered(ESR1)"
            for part in (card, *(one for one in card["variants"] if one["standing"] != "not_now"))
            for missing in part["missing"]
        )
    }
    assert waiting
    assert set(esr1.choices) == waiting
    assert esr1.tests == [knowledge().tests["esr1-blood"].name.en]


def test_what_a_person_does_not_know_comes_last_and_is_named() -> None:
    brief = made(Answers(OPEN), "en")
    first = further(brief)[0].page
    again = further(brief, [f"unknown:{first}"])
    assert again[-1].page == first
    assert again[-1].not_known


def test_whether_it_has_spread_is_asked_before_all_else() -> None:
    assert further(made(Answers({"schema": "concord.situation/0"}), "en"))[0].page == "extent"


def test_every_fact_leads_to_a_page_that_asks_for_it() -> None:
    import concord.situation.facts  # noqa: F401  (fills the registry)
    from concord.situation.declare import REGISTRY

    assert {page_for(name) for name in REGISTRY} <= {*QUESTIONS, *SECTIONS}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_names_each_question_and_leads_there_and_back(language: str, browser: Client) -> None:
    bring(browser, b"schema: concord.situation/0\ncancer: {sites: [bone]}\npathology: [{er: positive, her2_ihc: 1+}]")
    for one in further(made(Answers(file_of(browser)), "es" if language == "es" else "en")):
        assert browser.get(one.address).status_code == 200, one.address
    text = browser.get(f"/{language}/more/").content.decode()
    assert f'href="/{language}/more/sex/"' in text
    assert where(fill(browser, f"/{language}/more/sex/", sex="female")) == f"/{language}/more/"
    assert f'href="/{language}/more/sex/"' not in browser.get(f"/{language}/more/").content.decode()


# ------------------------------------------------------------------------------------------------ around
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_a_pathology_report_says_can_be_read_by_everyone(language: str, browser: Client) -> None:
    text = browser.get(f"/{language}/pathology-report/").content.decode()
    assert "ISH" in text
    assert 'class="sources"' in text
    begin(browser, language)
    for address in ("whole/reports/", "whole/reports/new/"):
        assert f'href="/{language}/pathology-report/"' in browser.get(f"/{language}/{address}").content.decode()


def test_nobody_else_sees_a_page_and_an_unknown_one_is_not_there(browser: Client) -> None:
    for address in ("whole/", "whole/sex/", "whole/reports/", "answers/ecog/", "more/", "whole/now-first/"):
        assert browser.get(f"/en/{address}").headers["Location"] == "/en/start/"
    begin(browser)
    for address in ("whole/nothing/", "answers/nothing/", "more/nothing/", "whole/markers/9/", "whole/reports/0/"):
        assert browser.get(f"/en/{address}").status_code == 404


def test_the_overview_counts_what_is_told_and_leads_to_what_is_open(browser: Client) -> None:
    bring(browser, EXAMPLE.read_bytes())
    text = words_of(browser.get("/en/whole/"))  # type: ignore[arg-type]
    assert 'href="/en/whole/symptoms/"' in text
    assert 'href="/en/whole/reports/"' in text
    assert "Told: 2." in text
