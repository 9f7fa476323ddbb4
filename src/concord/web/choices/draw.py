"""A part of a brief as the inside of a page, and as a PDF: both from the same data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from django.http import HttpResponse
from django.template.loader import get_template
from django.urls import reverse
from markupsafe import Markup

from concord.choices.words import Language
from concord.documents.glossary import explainer
from concord.documents.pdf import compiled
from concord.web.choices.kept import Asked
from concord.web.choices.parts import PLAIN
from concord.web.site.pages import words_in

Part = dict[str, Any]
BETWEEN = "<!--between-->"


@dataclass(frozen=True)
class Drawn:
    """The inside of a page, what it rests on, and what its frame has to know of it."""

    title: str
    inside: Markup
    sources: Markup
    in_scope: bool
    leads_on: bool


def inside(shown: Part, language: Language) -> tuple[Markup, Markup]:
    """The inside of a page, and what stands at its end: words explained and sources. What leads to paper and to other
    pages stands between them. It depends on nothing but the part and the language."""
    say = words_in(language).site

    def links(name: str, address: str = "one") -> str:
        return reverse(address, args=[language, name])

    picking = {"form": "side-form", "label": say("side_pick")}
    explained = explainer(shown.get("glossary", []))
    values = {"page": shown, "links": links, "picking": picking, "explained": explained}
    text, _, end = get_template("choices/part_body.html.j2").render(values).partition(BETWEEN)
    return Markup(text), Markup(end)  # noqa: S704  (rendered by a template that escapes)


@cache
def others(language: Language, here: str, trials: bool = True) -> Markup:
    """The ways to the other pages, the same for everybody; that to the trials not for whoever said no to them."""
    values = {"language": language, "here": here, "say": words_in(language).site, "parts": PLAIN, "trials": trials}
    return Markup(get_template("choices/links.html.j2").render(values))  # noqa: S704  (rendered by a template that escapes)


def drawn(asked: Asked, name: str, make: Callable[[], Part]) -> Drawn:
    """A page, drawn once for what it is made from."""

    def draw() -> bytes:
        shown = make()
        in_scope, leads_on = shown["in_scope"], shown.get("leads_on", False)
        return orjson.dumps([shown["title"], *inside(shown, asked.language), in_scope, leads_on])

    title, body, end, in_scope, leads_on = orjson.loads(asked.once(f"page {name}", draw))
    return Drawn(title, Markup(body), Markup(end), in_scope, leads_on)  # noqa: S704  (as it was rendered above)


def pdf(shown: Part, name: str) -> HttpResponse:
    """The same part on paper."""
    return on_paper(compiled("brief.typ", shown, shown["as_of"]), name)


def on_paper(content: str | bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
