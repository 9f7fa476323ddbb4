"""The plan: written, kept as versions that never change, agreed, changed for a reason, withdrawn; also on paper."""

from __future__ import annotations

import hashlib
import io

import orjson
import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from concord.web.choices.tests.paper_text import words_on_paper
from concord.web.plan.models import Entry
from concord.web.plan.tests.steps import PLAN, THEIRS, agree, ask_by_code, give_mine, keep, send_code, text, write
from concord.web.sheets.models import Sheet
from concord.web.site.tests.strict import faults
from concord.web.way.tests.walk import send, token, walk

FIRST = "/en/plan/version/1/"
NEVER = {"en": "not a prescription", "es": "no es una receta"}


def test_a_draft_is_kept_while_it_is_typed(browser: Client) -> None:
    walk(browser)
    data = {**PLAN, "csrfmiddlewaretoken": token(text(browser, "/en/plan/write/"))}
    assert browser.post("/en/plan/write/", data, headers={"X-Save": "draft"}).status_code == 204
    shown = text(browser, "/en/plan/write/")
    assert "canary pill each morning</textarea>" in shown
    assert 'value="canary trial"' in shown
    assert 'value="tamoxifen" selected' in shown
    assert Entry.objects.count() == 0


def test_what_is_too_long_stays_in_its_field(browser: Client) -> None:
    walk(browser)
    response = send(browser, "/en/plan/write/", **{**PLAN, "why": "x" * 2001})
    shown = response.content.decode()
    assert response.status_code == 200
    assert 'aria-describedby="why-hint wrong-why"' in shown
    assert "x" * 2001 in shown
    assert "canary pill" in shown
    assert faults(shown) == []


def test_a_choice_that_was_considered_is_never_lost(browser: Client) -> None:
    walk(browser)
    rows = {f"which-{row}": f"canary {row}" for row in range(5)} | {"why-5": "canary without a name"}
    shown = send(browser, "/en/plan/write/", **{**PLAN, **rows, "why": "x" * 2001}).content.decode()
    assert all(f'value="canary {row}"' in shown for row in range(5))
    write(browser, **rows)
    keep(browser, 1)
    shown = text(browser, FIRST)
    assert all(f"canary {row}" in shown for row in range(5))
    assert "canary without a name" in shown


def test_a_version_holds_what_was_written_and_what_was_shown_that_day(browser: Client) -> None:
    walk(browser)
    write(browser)
    keep(browser, 1)
    shown = text(browser, FIRST)
    assert "canary pill each morning" in shown
    assert "canary trial: too far away" in shown
    assert "Good points as they were shown that day" in shown
    assert "Bad points as they were shown that day" in shown
    assert "Living longer" not in shown, "only where it is asked for"
    assert "canary" not in str(list(Entry.objects.values_list("sealed", flat=True)))
    assert "canary pill each morning</textarea>" in text(browser, "/en/plan/write/"), "the next one begins with it"


def test_the_brief_of_that_day_is_kept_byte_for_byte(browser: Client) -> None:
    walk(browser)
    write(browser)
    made = browser.get("/en/choices.json").content
    keep(browser, 1)
    content = browser.get(f"{FIRST}brief.json").content
    assert content == made
    assert hashlib.sha256(content).hexdigest() in text(browser, FIRST)
    send(browser, "/en/start/hormone/", answer="no")
    assert browser.get(f"{FIRST}brief.json").content == content
    assert browser.get("/en/choices.json").content != content
    assert browser.get(f"{FIRST}brief.pdf").content.startswith(b"%PDF")
    row = Sheet.objects.get(shelf="plan", name="brief 1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.create(owner=row.owner, shelf=row.shelf, name=row.name, sealed=b"another")


def test_agreement_says_who_how_and_when(browser: Client) -> None:
    walk(browser)
    write(browser)
    keep(browser, 1)
    assert "Draft" in text(browser, FIRST)
    send(browser, f"{FIRST}agree/", way="me")
    assert "Agreed by both" not in text(browser, FIRST)
    address, code = ask_by_code(browser, f"{FIRST}agree/")
    doctor = Client(enforce_csrf_checks=True)
    shown = send_code(doctor, address, code=code)
    assert "canary pill each morning" in shown
    assert faults(shown) == []
    send_code(doctor, address, code=code, yes="yes", name="Dr. Made Up")
    shown = text(browser, FIRST)
    assert "Agreed by both" in shown
    assert "You said yes on" in shown
    assert "by link and code on" in shown
    assert "Who it was is not verified" in shown


def test_the_doctor_says_yes_on_her_screen(browser: Client) -> None:
    walk(browser)
    write(browser)
    keep(browser, 1)
    send(browser, f"{FIRST}agree/", way="hand")
    shown = text(browser, "/en/plan/hand/")
    assert "canary pill each morning" in shown
    assert browser.get("/en/plan/").headers["Location"] == "/en/plan/hand/"
    send(browser, "/en/plan/hand/", yes="yes", name="Dr. Made Up")
    assert "said yes on your screen" in text(browser, FIRST)
    assert "Talked over" in text(browser, FIRST)


def test_she_changes_her_mind_because_of_family(browser: Client) -> None:
    walk(browser)
    give_mine(browser)
    send(browser, "/en/plan/view/doctor/said/", **THEIRS)
    write(browser)
    keep(browser, 1)
    agree(browser, 1)
    write(browser, goal="canary: dance at the wedding", chosen="fulvestrant", help="my sister drives")
    assert 'role="alert"' in send(browser, "/en/plan/keep/").content.decode(), "a change has a reason"
    keep(browser, 2, reason=["family"], because="canary wedding")
    home = text(browser, "/en/plan/")
    assert "until both of you agree to this one" in home
    assert home.index("this one counts") > home.index("Version 2")
    shown = text(browser, "/en/plan/difference/1/2/")
    assert "Changed: Our goal" in shown
    assert "Before:</span> <span>canary: be there in June<" in shown
    assert "Now:</span> <span>canary: dance at the wedding<" in shown
    assert "New: Practical help" in shown
    assert "Tamoxifen" in shown
    assert "Fulvestrant alone" in shown
    assert "Family" in shown
    assert "canary wedding" in shown
    assert "The treatment" not in shown, "what stayed is not told"
    agree(browser, 2)
    assert "This plan is old. Version 2" in text(browser, FIRST)
    assert browser.get(f"{FIRST}agree/").headers["Location"] == FIRST


def test_a_plan_is_withdrawn_without_a_reason_and_its_invitations_end(browser: Client) -> None:
    walk(browser)
    write(browser)
    keep(browser, 1)
    address, _ = ask_by_code(browser, f"{FIRST}agree/")
    shown = text(browser, f"{FIRST}withdraw/")
    assert "<textarea" not in shown
    assert send(browser, f"{FIRST}withdraw/").headers["Location"] == FIRST
    assert "This plan is old. It was withdrawn on" in text(browser, FIRST)
    assert "nothing to answer here" in text(Client(), address)
    assert "There is no plan yet, or it was withdrawn" in text(browser, "/en/plan/")


@pytest.mark.slow
def test_another_language_alone_changes_nothing(browser: Client) -> None:
    walk(browser)
    write(browser)
    keep(browser, 1)
    write(browser, "es")
    assert "Todavía no hay nada nuevo" in text(browser, "/es/plan/keep/")


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_on_paper_it_is_tagged_and_an_old_one_says_so(language: str, browser: Client) -> None:
    walk(browser, language)
    give_mine(browser, language)
    send(browser, f"/{language}/plan/view/doctor/said/", **THEIRS)
    write(browser, language)
    keep(browser, 1, language)
    first = f"/{language}/plan/version/1/"
    fresh = browser.get(f"/{language}/plan/version/1.pdf").content
    send(browser, f"{first}withdraw/")
    old = browser.get(f"/{language}/plan/version/1.pdf").content
    with pikepdf.open(io.BytesIO(old)) as made:
        assert made.Root.MarkInfo.Marked
        assert str(made.Root.Lang) == language
        assert str(made.docinfo.Title).startswith({"en": "Our plan", "es": "Nuestro plan"}[language])
        pages = len(made.pages)
    mark, never, pill = (
        {"en": "Thisplanisold.", "es": "Esteplanesanterior."}[language],
        NEVER[language].replace(" ", ""),
        "canarypilleachmorning",
    )
    assert mark not in words_on_paper(fresh)
    assert words_on_paper(old).count(mark) >= pages
    assert words_on_paper(old).count(never) >= pages
    assert pill in words_on_paper(old)


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_every_page_is_well_made_and_says_what_it_is_not(language: str, browser: Client) -> None:
    walk(browser, language)
    plan = f"/{language}/plan/"

    def look(*names: str) -> None:
        for name in names:
            shown = text(browser, f"{plan}{name}")
            assert faults(shown) == [], name
            assert NEVER[language] in shown, name
            response = browser.get(f"{plan}{name}")
            assert response.headers["Cache-Control"] == "no-store"

    look("", "view/", "write/", "keep/")
    give_mine(browser, language)
    look("", "view/doctor/", "view/doctor/said/")
    send(browser, f"{plan}view/doctor/", way="hand")
    look("hand/")
    send(browser, f"{plan}hand/", **THEIRS)
    look("view/both/", "")
    write(browser, language)
    look("keep/")
    keep(browser, 1, language)
    look("version/1/", "version/1/agree/", "version/1/withdraw/")
    send(browser, f"{plan}version/1/agree/", way="hand")
    look("hand/")
    send(browser, f"{plan}hand/", yes="yes")
    write(browser, language, goal="another")
    look("keep/")
    keep(browser, 2, language, reason=["money", "scan"])
    look("", "version/1/", "version/2/", "difference/1/2/", "difference/2/1/")
    address, code = ask_by_code(browser, f"{plan}version/2/agree/")
    doctor = Client(enforce_csrf_checks=True)
    for shown in (text(doctor, address), send_code(doctor, address, code="2"), send_code(doctor, address, code=code)):
        assert faults(shown) == []
        assert NEVER[language] in shown
    for name in ("version/9/", "version/9.pdf", "version/9/brief.json", "difference/1/9/"):
        assert browser.get(f"{plan}{name}").status_code == 404
    found = orjson.loads(browser.get(f"{plan}all.json").content)
    assert [one["kind"] for one in found["history"]["events"]] == ["written", "said", "written"]
