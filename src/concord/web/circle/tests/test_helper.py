"""Somebody who was let in sees exactly what was opened to her, and nothing once it was taken back."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from concord.circle.permissions import Right
from concord.circle.sections import SECTIONS
from concord.web.accounts import consent, idle, vault
from concord.web.accounts.leaving import delete_for_good
from concord.web.accounts.models import Draft
from concord.web.accounts.tests.someone import person
from concord.web.circle import acting, grants, said
from concord.web.circle.models import Grant
from concord.web.circle.tests.steps import an_account, come, hidden, invite, let_in, new_browser, press, sharing
from concord.web.circle.tests.steps import said as lines
from concord.web.guest import store
from concord.web.models import Guest
from concord.web.site.pages import words_in
from concord.web.site.tests.strict import faults
from concord.web.way.tests.walk import walk

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
CANARY = "canary words of mine"
OF_A_PART = {
    "answers": ("/en/answers/", "/en/treatments/", "/en/timeline/"),
    "choices": ("/en/choices/", "/en/choices.json", "/en/choices/these.pdf", "/en/choices/side/"),
    "questions": ("/en/choices/questions/mine/", "/en/choices/know-me/", "/en/choices/questions/mine.pdf"),
    "matters": ("/en/matters/",),
    "plan": ("/en/plan/",),
    "opinion": ("/en/opinion/", "/en/opinion/packet.json", "/en/opinion/packet.pdf"),
}
HERS_ALONE = (
    *("/en/account/", "/en/account/consents/", "/en/account/file/", "/en/account/delete/", "/en/account/ways/"),
    *("/en/account/keep/", "/en/clear/", "/en/keep/", "/en/file/", "/en/circle/", "/en/circle/log/"),
    *("/en/circle/invite/helper/", "/en/plan/all.json", "/en/plan/view/", "/en/account/login/", "/en/notices/"),
    *("/en/plan/version/1/agree/", "/en/plan/version/1/withdraw/", "/en/example/", "/admin/"),
)


@pytest.mark.parametrize(
    "part", ["answers", *(pytest.param(one, marks=pytest.mark.slow) for one in ("choices", "opinion"))]
)
def test_a_helper_sees_what_was_opened_and_nothing_else(part: str, browser: Client) -> None:
    sharing(browser)
    helper = let_in(browser, **{part: "view"})
    for other, addresses in OF_A_PART.items():
        for address in addresses:
            response = helper.get(address)
            assert response.status_code == (200 if other == part else 403), address
            assert other == part or CANARY not in response.content.decode()
            assert response.headers["Cache-Control"] == "no-store"


def test_what_is_hers_alone_is_reached_by_nobody_who_was_let_in(browser: Client) -> None:
    sharing(browser)
    helper = let_in(browser, **dict.fromkeys(SECTIONS, "fill"))
    for address in HERS_ALONE:
        for response in (helper.get(address), press(helper, "/en/circle/here/", address)):
            assert response.status_code == 403, address
            assert CANARY not in response.content.decode()
    assert vault.of(person())


def test_who_may_only_look_changes_nothing_and_who_may_fill_in_does(browser: Client) -> None:
    holder = sharing(browser)
    looks, fills = let_in(browser, answers="view", choices="view"), let_in(browser, answers="fill")
    before = vault.read(holder)
    step = "/en/answers/sites/"
    assert press(looks, step, sites=["lung"]).status_code == 403
    assert press(looks, "/en/choices/side/", **{"pick": "tamoxifen"}).status_code == 403
    assert vault.read(holder) == before
    assert press(fills, step, sites=["lung"]).status_code == 302
    after = vault.read(holder)
    assert after
    assert store.from_bytes(after).file["cancer"]["sites"] == ["lung"]
    assert "helper Ana changed answers" in lines(holder)
    assert not Guest.objects.exists()


def test_an_open_page_of_a_revoked_helper_is_refused_at_the_next_request(browser: Client) -> None:
    holder = sharing(browser)
    helper = let_in(browser, answers="fill", choices="view", matters="notes")
    before = vault.read(holder)
    form = hidden(helper.get("/en/answers/sites/").content.decode())
    press(browser, "/en/circle/", f"/en/circle/one/{Grant.objects.get().id}/withdraw/")
    for addresses in OF_A_PART.values():
        for address in addresses:
            response = helper.get(address)
            assert response.status_code == 403, address
            assert CANARY not in response.content.decode()
            assert "Maria" not in response.content.decode()
    response = helper.post("/en/answers/sites/", {**form, "sites": ["lung"]})
    assert response.status_code == 403
    assert "has ended" in response.content.decode()
    for address in ("/en/circle/here/", "/en/circle/note/matters/"):
        assert helper.get(address).status_code == 403
    assert vault.read(holder) == before
    assert helper.get("/en/").status_code == 200
    assert helper.get("/en/call/").status_code == 200
    assert press(helper, "/en/", "/en/circle/leave/").status_code == 302
    assert helper.get("/en/choices/").headers["Location"] == "/en/start/"


def _ends_now(one: Grant) -> None:
    Grant.objects.update(until=timezone.now())


def _consent_withdrawn(one: Grant) -> None:
    consent.withdraw(person(), consent.CIRCLE)


def _storing_withdrawn(one: Grant) -> None:
    consent.withdraw(person(), consent.STORING)


def _deleted(one: Grant) -> None:
    delete_for_good(person())


def _new_code(one: Grant) -> None:
    holder = vault.of(person())
    assert holder
    known = grants.one_of(holder, one.id)
    assert known
    assert grants.new_code(holder, known)


@pytest.mark.parametrize("end", [_ends_now, _consent_withdrawn, _storing_withdrawn, _deleted, _new_code])
def test_whatever_ends_it_nothing_opens_any_more(end: Any, browser: Client) -> None:
    sharing(browser)
    address, code = invite(browser, **{"right-answers": "view"})
    helper, late = new_browser(), new_browser()
    come(helper, address, code)
    assert helper.get("/en/answers/").status_code == 200
    end(Grant.objects.get())
    assert helper.get("/en/answers/").status_code == 403
    if "code" in late.get(address).content.decode() and end is _new_code:
        assert come(late, address, code).status_code == 422
    else:
        assert 'name="code"' not in late.get(address).content.decode()
    assert late.get("/en/answers/").status_code == 302


def test_too_many_wrong_codes_close_it_and_no_code_is_kept(browser: Client) -> None:
    sharing(browser)
    address, code = invite(browser, **{"right-answers": "view"})
    row = Grant.objects.get()
    assert code.replace("-", "").encode() not in bytes(row.code or b"") + bytes(row.sealed)
    stranger = new_browser()
    for _ in range(grants.MOST_WRONG):
        assert come(stranger, address, "aaaa-bbbb-cccc-dddd").status_code == 422
    assert grants.opened(row.id, code) is None
    assert 'name="code"' not in new_browser().get(address).content.decode()
    assert "Too many wrong codes" in browser.get("/en/circle/").content.decode()
    assert stranger.get("/en/answers/").status_code == 302


def test_the_code_of_one_opens_no_other_and_neither_does_the_session(browser: Client) -> None:
    sharing(browser)
    one, two = invite(browser, **{"right-answers": "view"}), invite(browser, **{"right-choices": "view"})
    stranger = new_browser()
    assert come(stranger, one[0], two[1]).status_code == 422
    come(stranger, two[0], two[1])
    assert stranger.get("/en/answers/").status_code == 403
    form = hidden(stranger.get("/en/circle/here/").content.decode())
    other = one[0].split("/")[-2]
    assert stranger.post("/en/circle/here/", {**form, "circle_for": other, "survival": "none"}).status_code == 403
    assert stranger.post(f"/en/circle/open/{other}/", form).headers["Location"] == "/en/circle/"
    assert stranger.get("/en/answers/").status_code == 403


def test_own_answers_and_those_of_another_never_mix(browser: Client) -> None:
    holder = sharing(browser)
    helper = new_browser()
    walk(helper)  # as a guest
    own = hidden(helper.get("/en/answers/sites/").content.decode())
    row = Guest.objects.get()
    before, hers = bytes(row.sealed), vault.read(holder)
    come(helper, *invite(browser, **{"right-answers": "fill"}))
    text = helper.get("/en/answers/").content.decode()
    assert "You are looking at what Maria shares with you" in text
    foreign = hidden(helper.get("/en/answers/sites/").content.decode())
    # a form of her own, sent while she looks for another
    assert helper.post("/en/answers/sites/", {**own, "sites": ["brain"]}).status_code == 403
    # what has no place among what is shared does not fall back to her own
    assert helper.get("/en/choices/").status_code == 403
    press(helper, "/en/answers/", "/en/circle/leave/")
    # a form of the other person, sent after she left
    response = helper.post("/en/answers/sites/", {**foreign, "sites": ["brain"]})
    assert response.status_code == 403
    assert "opened for somebody else" in response.content.decode()
    assert bytes(Guest.objects.get().sealed) == before
    assert vault.read(holder) == hers
    assert "looking at what" not in helper.get("/en/answers/").content.decode()


def test_with_an_account_of_her_own_only_that_account_opens_it(browser: Client) -> None:
    holder = sharing(browser)
    address, code = invite(browser, **{"right-answers": "view"})
    ana = new_browser()
    an_account(ana, "ana")
    assert come(ana, address, code, keep="yes").status_code == 302
    assert ana.get("/en/answers/").status_code == 200
    assert 'name="code"' not in new_browser().get(address).content.decode()
    press(ana, "/en/answers/", "/en/circle/leave/")
    assert ana.get("/en/answers/").status_code == 302
    number = Grant.objects.get().id
    assert press(ana, "/en/circle/", f"/en/circle/open/{number}/").headers["Location"] == "/en/circle/here/"
    assert ana.get("/en/answers/").status_code == 200
    eve = new_browser()
    an_account(eve, "eve")
    assert "Shared with you" not in eve.get("/en/circle/").content.decode()
    assert press(eve, "/en/circle/", f"/en/circle/open/{number}/").headers["Location"] == "/en/circle/"
    assert eve.get("/en/answers/").status_code == 302
    assert "account of this site" in browser.get("/en/circle/").content.decode()
    assert lines(holder).count("helper Ana came") == 2


def test_after_a_while_without_a_page_the_code_is_asked_again(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sharing(browser)
    helper = let_in(browser, answers="view")
    later = time.time() + 3 * 3600
    monkeypatch.setattr(acting, "now", lambda: later)
    assert helper.get("/en/answers/").status_code == 403


def test_a_helper_who_is_signed_out_leaves_no_draft_behind(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sharing(browser)
    ana = new_browser()
    an_account(ana, "ana")
    come(ana, *invite(browser, **{"right-answers": "fill"}))
    form = hidden(ana.get("/en/answers/sites/").content.decode())
    later = time.time() + 3 * 3600
    monkeypatch.setattr(idle, "now", lambda: later)
    response = ana.post("/en/answers/sites/", {**form, "sites": ["lung"]})
    assert "/account/login/" in response.headers["Location"]
    assert not Draft.objects.exists()


@pytest.mark.slow
def test_survival_follows_the_helper_s_own_wish_and_is_asked_each_time(browser: Client) -> None:
    holder = sharing(browser)
    answers = store.from_bytes(vault.read(holder) or b"")
    answers.file.setdefault("priorities", {})["survival_figures"] = "full_range"
    vault.write(holder, store.to_bytes(answers))
    helper = let_in(browser, choices="view")
    asked = 'name="survival"'
    first = helper.get("/en/choices/").content.decode()
    assert asked in first
    told = press(helper, "/en/choices/", survival="words").content.decode()
    assert told != first
    assert asked in helper.get("/en/choices/").content.decode()
    assert press(helper, "/en/circle/here/", survival="none").status_code == 302
    text = helper.get("/en/choices/").content.decode()
    assert 'name="survival"' not in text
    never, nothing = (press(helper, "/en/choices/", survival=one).content.decode() for one in ("full_range", "none"))
    assert TOKEN.sub("", never) == TOKEN.sub("", nothing)
    assert asked in browser.get("/en/choices/").content.decode(), "her own page stays as it is"


def test_notes_come_to_the_person_with_their_writer_and_to_nobody_else(browser: Client) -> None:
    holder = sharing(browser)
    helper, other = let_in(browser, plan="notes", answers="view"), let_in(browser, plan="notes")
    note = "/en/circle/note/plan/"
    assert press(helper, note, text="").status_code == 422
    long = press(helper, note, text="x" * 2001)
    assert long.status_code == 422
    assert "x" * 2001 in long.content.decode()
    for _ in range(2):
        assert press(helper, note, text="canary: ask about the scan").status_code == 302
    assert "canary" in helper.get(note).content.decode()
    assert "canary" not in other.get(note).content.decode()
    assert helper.get("/en/circle/note/answers/").status_code == 403
    number = next(one.id for one in grants.of(holder) if one.allows("answers", Right.VIEW))
    text = browser.get(f"/en/circle/one/{number}/").content.decode()
    assert text.count("canary: ask about the scan") == 1
    assert "Ana wrote this on" in text
    mark = text.split('name="note" value="')[1].split('"')[0]
    press(browser, f"/en/circle/one/{number}/", note=mark)
    assert "canary" not in browser.get(f"/en/circle/one/{number}/").content.decode()


def test_a_clinician_is_let_in_for_a_short_time(browser: Client) -> None:
    sharing(browser)
    text = browser.get("/en/circle/invite/clinician/").content.decode()
    assert 'value="year"' not in text
    assert 'value="week" checked' in text
    assert (
        press(
            browser, "/en/circle/invite/clinician/", **{"name": "Dr", "right-plan": "view", "lasts": "year"}
        ).status_code
        == 422
    )
    invite(browser, "clinician", **{"right-plan": "view", "lasts": "week"})
    assert Grant.objects.get().until <= timezone.now() + dt.timedelta(days=7)


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_every_page_is_well_made(language: str, browser: Client) -> None:
    holder = sharing(browser)
    start = f"/{language}/circle"
    bad = press(browser, f"{start}/invite/helper/", name="", lasts="")
    assert bad.status_code == 422
    code = press(browser, f"{start}/invite/helper/", **{"name": "Ana", "lasts": "year", "right-plan": "fill"})
    number = Grant.objects.get().id
    helper = new_browser()
    enter = helper.get(f"{start}/with/{number}/")
    wrong = come(helper, f"{start}/with/{number}/", "no")
    told = code.content.decode().split('<code class="said-line">')[2].split("<")[0]
    come(helper, f"{start}/with/{number}/", told)
    press(helper, f"{start}/note/plan/", text="a note")
    shown = [bad, code, enter, wrong, helper.get(f"{start}/here/"), helper.get(f"{start}/note/plan/")]
    shown += [helper.get(f"/{language}/answers/"), helper.get(f"/{language}/plan/"), helper.get(f"/{language}/")]
    shown += [browser.get(f"{start}/"), browser.get(f"{start}/one/{number}/"), browser.get(f"{start}/log/")]
    shown += [browser.get(f"{start}/invite/clinician/"), new_browser().get(f"{start}/")]
    press(browser, f"{start}/", f"{start}/one/{number}/withdraw/")
    shown += [browser.get(f"{start}/"), browser.get(f"{start}/one/{number}/"), helper.get(f"/{language}/")]
    shown += [new_browser().get(f"{start}/with/{number}/")]
    for response in shown:
        html = response.content.decode()
        assert faults(html) == []
        assert html.count("<h1") == 1
    assert said.days(*(lines_of(holder), words_in("es")))


def lines_of(holder: Any) -> Any:
    from concord.web.circle import journal

    return journal.read(holder)[0]


def test_every_part_that_can_be_shared_begins_with_a_page() -> None:
    for part in SECTIONS:
        assert reverse(said.FIRST[part], args=["en"])


def test_the_same_form_sent_twice_lets_in_once(browser: Client) -> None:
    sharing(browser)
    form = hidden(browser.get("/en/circle/invite/helper/").content.decode())
    sent = {**form, "name": "Ana", "lasts": "week", "right-plan": "view"}
    assert browser.post("/en/circle/invite/helper/", sent).status_code == 200
    again = browser.post("/en/circle/invite/helper/", sent)
    assert again.headers["Location"] == f"/en/circle/one/{Grant.objects.get().id}/"


def test_nobody_reaches_the_circle_of_somebody_else(browser: Client) -> None:
    sharing(browser)
    invite(browser, **{"right-plan": "view"})
    number = Grant.objects.get().id
    other = new_browser()
    sharing(other, "other")
    assert other.get(f"/en/circle/one/{number}/").status_code == 404
    assert press(other, "/en/circle/", f"/en/circle/one/{number}/withdraw/").status_code == 404
    assert press(other, "/en/circle/", f"/en/circle/one/{number}/code/").status_code == 404
    assert Grant.objects.get().withdrawn_at is None
