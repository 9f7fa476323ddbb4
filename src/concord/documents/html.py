"""The brief as one HTML file that needs nothing else: no script, no font, no picture from outside."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from concord.choices.shape import Brief
from concord.documents.arrange import arrange
from concord.documents.glossary import explainer

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = files(__package__) / "templates"


def to_html(brief: Brief) -> str:
    """The whole brief for the person."""
    return render("brief.html.j2", page=arrange(brief))


def render(template: str, **values: Any) -> str:
    """A template with the style sheet set into it."""
    page = values.get("page") or {}
    explained = explainer(page.get("glossary", []))
    return _environment().get_template(template).render(style=_style(), explained=explained, **values)


@cache
def _style() -> str:
    return (files(__package__) / "static" / "style.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("concord.documents")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
