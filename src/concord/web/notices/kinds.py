"""How a kind of notice is shown. A feature says so when it is made ready; a kind that nobody shows is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from concord.choices.words import Words
from concord.web.guest.store import Answers
from concord.web.keys.holder import Holder
from concord.web.notices.store import Told

Draw = Callable[[Told, Words, Holder, Answers], dict[str, Any]]


class Kind(NamedTuple):
    """`short` and `title` name texts of the site: the line in the list, and the heading of its own page."""

    short: str
    title: str
    template: str
    draw: Draw


KINDS: dict[str, Kind] = {}


def show(kind: str, *, short: str, title: str, template: str, draw: Draw) -> None:
    """Says with which texts, template and values notices of this kind are drawn."""
    KINDS[kind] = Kind(short, title, template, draw)
