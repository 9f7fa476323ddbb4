"""A person and her doctor on a database of their own: each step says what came of it. Run by test_postgres.py."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any


def at_once(number: int, act: Callable[[], Any]) -> list[Any]:
    """The same by several at the same moment, each with a connection of its own."""
    from django.db import connections

    ready = Barrier(number)

    def one() -> Any:
        ready.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as several:
        return [made.result(60) for made in [several.submit(one) for _ in range(number)]]


def run() -> dict[str, Any]:
    from django.db import connection
    from django.test import Client

    from concord.web.guest import store
    from concord.web.plan import kept
    from concord.web.plan.tests.steps import PLAN, THEIRS, ask_by_code, give_mine, keep, send_code, text, write
    from concord.web.way.tests.walk import send, token, walk

    browser, doctor = Client(), Client()
    walk(browser)
    give_mine(browser)

    def another_window() -> Client:
        made = Client()
        made.cookies.update(browser.cookies)
        return made

    def history() -> list[dict[str, Any]]:
        holder = store.holder(browser.get("/en/call/").wsgi_request)
        assert holder
        return list(kept.history(holder).model_dump(mode="json")["events"])

    found: dict[str, Any] = {"database": connection.vendor}
    address, code = ask_by_code(browser, "/en/plan/view/doctor/")
    answer = {"code": code, "give": "give", **THEIRS}
    thanked = at_once(2, lambda: "Thank you" in Client().post(address, answer).content.decode())
    found["one of two answers counts"] = sorted(thanked)
    found["collected twice at once"] = at_once(2, lambda: another_window().get("/en/plan/view/both/").status_code)
    found["the doctor's view"] = text(browser, "/en/plan/view/both/").count("Dr. Made Up")

    write(browser)
    shown = token(text(browser, "/en/plan/keep/"))
    kept_at = "/en/plan/keep/"
    found["kept twice at once"] = sorted(
        at_once(2, lambda: another_window().post(kept_at, {"csrfmiddlewaretoken": shown}).status_code)
    )
    found["versions"] = [one["kind"] for one in history()]

    agree = "/en/plan/version/1/agree/"
    at_once(2, lambda: another_window().post(agree, {"way": "me", "csrfmiddlewaretoken": shown}).status_code)
    address, code = ask_by_code(browser, agree)
    send_code(doctor, address, code=code, yes="yes", name="Dr. Made Up")
    found["a yes collected twice at once"] = at_once(2, lambda: another_window().get("/en/plan/").status_code)
    found["yes"] = [(one["who"], one["way"]) for one in history() if one["kind"] == "said"]
    found["agreed"] = "Agreed by both" in text(browser, "/en/plan/version/1/")

    write(browser, **{**PLAN, "goal": "canary: dance at the wedding"})
    keep(browser, 2, reason=["family"])
    send(browser, "/en/plan/version/2/withdraw/")
    found["all"] = [one["kind"] for one in history()]
    found["brief"] = browser.get("/en/plan/version/1/brief.json").status_code
    send(browser, "/en/clear/")
    found["left"] = left()
    return found


def left() -> int:
    """How many rows there are of anybody."""
    from concord.web.plan.models import Entry, Invitation
    from concord.web.sheets.models import Sheet

    return Entry.objects.count() + Invitation.objects.count() + Sheet.objects.count()


if __name__ == "__main__":
    from concord.web.prepare import prepare

    prepare()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    print(json.dumps(run()))
