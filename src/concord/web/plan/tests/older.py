"""A plan whose rows an older version of the site wrote: the database of a guest, sealed under a key that stands here.

The file beside this was made once, on 2026-11-26, by `make_anew`, and is never made again: it stands for what lies in a
database when the site is upgraded. The person is made up, and so is her key. Her cancer is early, as the brief of that
is small; it is sealed and kept like any other.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from concord.web.guest import store
from concord.web.models import Guest
from concord.web.plan.models import Entry
from concord.web.plan.tests.steps import THEIRS, agree, give_mine, keep, write
from concord.web.sheets.models import Sheet
from concord.web.treatments.tests.test_treatments import bring
from concord.web.way.tests.walk import send

FILE = Path(__file__).with_name("older.json")
TABLES = {"guests": Guest, "entries": Entry, "sheets": Sheet}


def found() -> dict[str, Any]:
    """The rows as they were written, and what the brief of version 1 hashed to on that day."""
    read: dict[str, Any] = json.loads(FILE.read_text())
    return read


def brought_back(browser: Client) -> dict[str, Any]:
    """Puts the rows into the database as they are, and the key into this browser."""
    read = found()
    for name, model in TABLES.items():
        for row in read[name]:
            values = {one: base64.b64decode(value) if one == "sealed" else value for one, value in row.items()}
            ends = {"until": timezone.now() + dt.timedelta(hours=1)} if model is Guest else {}
            model._default_manager.create(**{**values, **ends})
    browser.cookies[settings.GUEST_COOKIE] = read["key"]
    return read


def make_anew(browser: Client) -> None:
    """Writes the file. A later version that cannot read the old one is at fault, not the file."""
    bring(browser, {"schema": "concord.situation/0", "person": {"country": "US"}, "cancer": {"extent": "early"}})
    give_mine(browser, words="canary of mine")
    send(browser, "/en/plan/view/doctor/said/", **THEIRS)
    write(browser, chosen="")
    keep(browser, 1)
    agree(browser, 1)
    write(browser, chosen="", goal="canary: dance at the wedding")
    keep(browser, 2, reason=["family"], because="canary wedding")
    holder = store.holder(browser.get("/en/call/").wsgi_request)
    assert holder
    content = browser.get("/en/plan/version/1/brief.json").content
    rows: dict[str, Any] = {}
    for name, model in TABLES.items():
        owner = {"name": holder.name} if model is Guest else {"owner": holder.name}
        kept = [one.name for one in model._meta.get_fields() if one.name not in ("id", "until")]
        rows[name] = [
            {one: base64.b64encode(value).decode() if isinstance(value, bytes | memoryview) else value
             for one, value in row.items()}
            for row in model._default_manager.filter(**owner).order_by("pk").values(*kept)
        ]  # fmt: skip
    key = browser.cookies[settings.GUEST_COOKIE].value
    sha256, size = hashlib.sha256(content).hexdigest(), len(content)
    FILE.write_text(json.dumps({"key": key, "sha256": sha256, "bytes": size, **rows}, indent=1) + "\n")
