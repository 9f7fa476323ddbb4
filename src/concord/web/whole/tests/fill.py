"""Filling in the pages of the whole way as a browser without JavaScript does."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any, cast

from django.http import HttpResponse, QueryDict
from django.test import Client

Data = dict[str, list[str]]


class Form(HTMLParser):
    """What a browser would send of the form of a page if nothing were touched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.data: Data = {}
        self.options: Data = {}
        self._select = self._area = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "select":
            self._select = name
            self.data[name] = []
        elif tag == "option" and self._select:
            self.options.setdefault(self._select, []).append(value)
            if "selected" in given or not self.data[self._select]:
                self.data[self._select] = [value]
        elif tag == "textarea":
            self._area = name
            self.data[name] = [""]
        elif tag == "input" and name:
            if given.get("type") in ("radio", "checkbox"):
                self.options.setdefault(name, []).append(value)
                if "checked" in given:
                    self.data.setdefault(name, []).append(value)
            else:
                self.data[name] = [value]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.data[self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self.data[self._area][0] = self.data[self._area][0].removeprefix("\n")
            self._area = ""


def form(browser: Client, address: str) -> Form:
    shown = browser.get(address)
    assert shown.status_code == 200, (address, shown.status_code)
    return Form(shown.content.decode())


def fill(browser: Client, address: str, **changes: Any) -> HttpResponse:
    """Loads a page, changes these fields (None leaves one out) and sends the whole form."""
    data: dict[str, Any] = {
        **form(browser, address).data,
        **{name.replace("__", "-"): one for name, one in changes.items()},
    }
    return cast(HttpResponse, browser.post(address, {name: one for name, one in data.items() if one is not None}))


def posted(data: dict[str, Any]) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, value in data.items():
        found.setlist(name, value if isinstance(value, list) else [value])
    return found


def untouched(fields: list[dict[str, Any]]) -> QueryDict:
    """What would be sent of drawn fields if nothing were touched."""
    data: Data = {}
    for one in fields:
        key = one["key"]
        if "options" in one:
            data[key] = [value for value, _, chosen in one["options"] if chosen]
        elif one["kind"] == "date":
            data |= {f"{key}-{part}": [one[part]] for part in ("year", "month", "day")}
        else:
            data[key] = [one["text"]]
            if one["kind"] == "number":
                data[f"{key}-unit"] = [value for value, _, chosen in one["units"] if chosen]
    return posted(data)


def words_of(response: HttpResponse) -> str:
    return html.unescape(re.sub(r"\s+", " ", response.content.decode()))
