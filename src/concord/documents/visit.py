"""The questions for the visit on paper, in two languages side by side, with room for the answers."""

from __future__ import annotations

from typing import Any

from concord.choices.asking import OTHER
from concord.choices.shape import Brief
from concord.documents.arrange import References, questions, reading_level
from concord.documents.html import render
from concord.documents.markdown import plain
from concord.documents.pdf import compiled


def visit(brief: Brief) -> dict[str, Any]:
    """The sheet as plain data."""
    labels, language = brief["labels"], brief["language"]
    return {
        "title": labels["heading_questions"],
        "language": language,
        "other": OTHER[language],  # type: ignore[index]
        "headings": [labels[f"in_{language}"], labels[f"in_{OTHER[language]}"]],  # type: ignore[index]
        "labels": labels,
        "as_of": brief["as_of"],
        "made_on": brief["made_on"],
        "reading_level": reading_level(brief),
        "questions": questions(brief, References(())),
        "offer": brief["questions_offer"]["say"] if brief["questions_offer"] else "",
        "out_of_scope": brief["scope"]["say"] if brief["scope"]["in_scope"] is False else "",
    }


def visit_html(brief: Brief) -> str:
    return render("visit.html.j2", page=visit(brief))


def visit_pdf(brief: Brief) -> bytes:
    return compiled("visit.typ", visit(brief), brief["as_of"])


def visit_markdown(brief: Brief) -> str:
    sheet = visit(brief)
    labels = sheet["labels"]
    lines = [f"# {plain(sheet['title'])}", plain(sheet["made_on"])]
    if sheet["out_of_scope"]:
        return "\n\n".join([*lines, plain(sheet["out_of_scope"])]) + "\n"
    rows = [f"| | {sheet['headings'][0]} | {sheet['headings'][1]} | {labels['heading_room']} |", "|---|---|---|---|"]
    for number, one in enumerate(sheet["questions"], 1):
        star = "★ " if one["starred"] else ""
        rows.append(f"| {star}{number} | {plain(one['say'])} | {plain(one['also'])} | |")
    return (
        "\n\n".join([*lines, "\n".join(rows), f"★ {plain(labels['heading_ask_first'])}", plain(sheet["offer"])]) + "\n"
    )
