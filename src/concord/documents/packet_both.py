"""Both opinions side by side on paper, in the same rows as on the page."""

from __future__ import annotations

from typing import TypedDict


class Row(TypedDict):
    """One thing that both were asked about; empty where nothing was written down."""

    name: str
    first: str
    second: str


class Both(TypedDict):
    title: str
    language: str
    as_of: str
    paper: str
    lead: str
    made_on: str
    columns: list[str]
    rows: list[Row]
    empty: str
    after: list[str]
    not_reviewed: str


def both_pdf(made: Both) -> bytes:
    """A tagged PDF (PDF/UA-1)."""
    from concord.documents.pdf import compiled

    return compiled("packet_both.typ", made, made["as_of"])
