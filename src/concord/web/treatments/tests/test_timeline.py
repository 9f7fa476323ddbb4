"""The picture of time is as sure as its dates are, and its table says all of it in words."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from concord.web.site.pages import words_in
from concord.web.treatments.tests.test_treatments import RICH, bring
from concord.web.treatments.timeline import Line, timeline_of
from concord.web.way.tests.walk import begin

TODAY = dt.date(2026, 11, 26)


def line(*treatments: dict[str, Any], **cancer: str) -> Line:
    file = {"schema": "concord.situation/0", "cancer": cancer, "treatments": list(treatments)}
    return timeline_of(file, words_in("en"), TODAY)


def medicine(**keys: str) -> dict[str, Any]:
    return {"kind": "medicine", "drugs": ["letrozole"], **keys}


@pytest.mark.parametrize(
    ("entry", "looks", "when"),
    [
        (medicine(started="2020-01-05", ended="2021-01-05"), ["sure"], "January 5, 2020 – January 5, 2021"),
        (medicine(started="2020-01", ended="2021-01"), ["soft_in", "sure", "soft_out"], "January 2020 – January 2021"),
        (medicine(started="2020", ended="2020"), ["soft"], "2020"),
        (medicine(started="2020", ended="2020-06"), ["soft"], "2020 – June 2020"),
        (medicine(started="2020-01", stopped_because="ongoing"), ["soft_in", "sure"], "since January 2020, goes on"),
        (medicine(started="2020-01"), ["soft_in", "open"], "began January 2020, the end is not known"),
        (medicine(ended="2020-01"), ["open", "soft_out"], "ended January 2020, the beginning is not known"),
        ({"kind": "surgery", "procedure": "lumpectomy", "date": "2020-01-05"}, ["dot"], "January 5, 2020"),
        ({"kind": "surgery", "procedure": "lumpectomy", "date": "2020"}, ["soft"], "2020"),
    ],
)
def test_a_date_is_as_wide_as_it_is_unsure(entry: dict[str, Any], looks: list[str], when: str) -> None:
    found = line(entry, first_diagnosed="2019-03")
    row = next(one for one in found.rows if one.kind != "diagnosis")
    assert [one.look for one in row.shapes] == looks
    assert row.when == when


def test_the_soft_edge_is_as_wide_as_the_month_or_the_year() -> None:
    """The picture runs from the first day of its first year to today."""
    found = line(medicine(started="2020", ended="2023-06"), first_diagnosed="2019-01-01")
    soft_in, sure, soft_out = found.rows[1].shapes
    whole = (TODAY - dt.date(2019, 1, 1)).days
    assert soft_in.width == pytest.approx(365 / whole * 100, abs=0.1)
    assert soft_out.width == pytest.approx(29 / whole * 100, abs=0.1)
    assert sure.x == pytest.approx(soft_in.x + soft_in.width, abs=0.02)
    assert soft_out.x == pytest.approx(sure.x + sure.width, abs=0.02)


def test_what_goes_on_reaches_today() -> None:
    found = line(medicine(started="2024-01-01", stopped_because="ongoing"))
    last = found.rows[0].shapes[-1]
    assert last.x + last.width == pytest.approx(100)


def test_rows_stand_in_the_order_of_time_and_what_has_no_date_stands_apart() -> None:
    surgery = {"kind": "surgery", "procedure": "lumpectomy"}
    found = line(medicine(started="2025-10"), medicine(months="14"), surgery, first_diagnosed="2019-03")
    assert [one.what for one in found.rows] == ["First diagnosis", "Letrozole"]
    assert [(one.what, one.when) for one in found.undated] == [
        ("Letrozole", "date not known, months: 14"),
        ("Surgery: lumpectomy (the breast was kept)", "date not known"),
    ]
    assert len(found.marks) == 1


def test_no_place_lies_outside_the_picture_and_few_years_are_named() -> None:
    found = line(medicine(started="1995"), medicine(ended="2026"), first_diagnosed="1990", metastatic_since="2026")
    for row in found.rows:
        for one in row.shapes:
            assert 0 <= one.x <= one.x + one.width <= 100.01
    assert len(found.ticks) <= 4


def test_nothing_told_makes_no_picture(browser: Client) -> None:
    begin(browser)
    text = browser.get("/en/timeline/").content.decode()
    assert "There is nothing to show yet" in text
    assert "<table" not in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_table_says_everything_and_the_picture_is_silent(language: str, browser: Client) -> None:
    bring(browser, RICH)
    text = browser.get(f"/{language}/timeline/").content.decode().split("<main")[1]
    picture, table = text.split("<table")
    assert 'class="timeline" aria-hidden="true"' in picture
    assert "style=" not in picture
    lanes = re.findall(r'class="lane"><p>([^<]+)', picture)
    rows = re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>', table)
    assert len(lanes) == 5
    assert set(lanes) <= {what for what, _ in rows}
    assert len(rows) == len(RICH["treatments"]) + 2
    assert '<th scope="rowgroup"' in table
    assert all(when.strip() for _, when in rows)
