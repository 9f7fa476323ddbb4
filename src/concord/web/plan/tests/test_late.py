"""A view that is sent after the time is over is not lost: it waits for the same person in the same browser."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.web.accounts.tests.someone import say_yes, sign_up
from concord.web.accounts.tests.test_idle import OVER, Clock, back_in
from concord.web.plan.tests.steps import MINE, THEIRS, give_mine, text
from concord.web.way.tests.walk import send, token, walk

pytestmark = pytest.mark.slow

DRAFT = "/en/account/draft/"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("concord.web.accounts.idle.now", made)
    return made


def late(browser: Client, clock: Clock, address: str, data: dict[str, str]) -> None:
    """Sends a form after the time, signs in again, and sends it once more from where it waits."""
    shown = token(text(browser, address))
    clock.ahead += OVER
    away = browser.post(address, {**data, "csrfmiddlewaretoken": shown})
    assert away.headers["Location"].startswith("/en/account/login/?next=%2Fen%2Faccount%2Fdraft%2F")
    assert "canary" not in away.headers["Location"]
    assert back_in(browser, f"/en/account/login/?next={DRAFT}") == DRAFT
    offered = text(browser, DRAFT)
    assert all(f'value="{value}"' in offered for value in data.values())
    again = browser.post(DRAFT, {**data, "csrfmiddlewaretoken": token(offered)}, follow=True)
    assert again.status_code == 200


def test_her_view_and_then_the_doctors_on_her_screen(browser: Client, clock: Clock) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    late(browser, clock, "/en/plan/view/", {**MINE, "words": "canary of mine"})
    assert "canary of mine" in text(browser, "/en/plan/view/doctor/")
    send(browser, "/en/plan/view/doctor/", way="hand")
    late(browser, clock, "/en/plan/hand/", {**THEIRS, "words": "canary of the doctor"})
    both = text(browser, "/en/plan/view/both/")
    assert "canary of mine" in both
    assert "canary of the doctor" in both


def test_what_waits_shows_the_doctor_nothing_of_hers(browser: Client, clock: Clock) -> None:
    """A form of hers that came too late, in another window, is not sent while the screen is with the doctor."""
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    give_mine(browser)
    shown = token(text(browser, "/en/start/hormone/"))
    send(browser, "/en/plan/view/doctor/", way="hand")
    clock.ahead += OVER
    browser.post("/en/start/hormone/", {"answer": "no", "csrfmiddlewaretoken": shown})
    back_in(browser, f"/en/account/login/?next={DRAFT}")
    offered = browser.post(DRAFT, {"answer": "no", "csrfmiddlewaretoken": token(text(browser, DRAFT))}, follow=True)
    assert offered.wsgi_request.path == "/en/plan/hand/"
