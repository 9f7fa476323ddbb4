"""Words of medicine explained where they are first met: a press shows the meaning; on paper all stand at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from concord.choices.shape import GlossaryLine

if TYPE_CHECKING:
    from markupsafe import Markup


def pattern(terms: Iterable[GlossaryLine]) -> re.Pattern[str]:
    """Any form of any term as a whole word, the longest first. Abbreviations keep their capitals."""
    forms = sorted({form for one in terms for form in one["forms"]}, key=len, reverse=True)
    written = [re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})" for form in forms]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(written)})(?![\w-])") if forms else re.compile(r"(?!)")


def met(texts: Iterable[str], terms: list[GlossaryLine]) -> list[GlossaryLine]:
    """The terms that stand in these texts, by name."""
    said = "\n".join(texts)
    small = said.lower()
    near = [one for one in terms if any(form.lower() in small for form in one["forms"])]  # most are nowhere near
    known = _by_form(near)
    found = {known[match.lower()]["id"] for match in pattern(near).findall(said)}
    return sorted((one for one in terms if one["id"] in found), key=lambda one: one["name"].lower())


def explainer(terms: list[GlossaryLine]) -> Callable[[str], Markup]:
    """What sets the first occurrence of each term in a page into a button that shows its meaning."""
    from markupsafe import Markup

    known = _by_form(terms)
    looked_for = pattern(terms)
    seen: set[str] = set()

    def explain(text: str) -> Markup:
        parts: list[Any] = []
        at = 0
        for match in looked_for.finditer(text):
            name = known[match.group().lower()]["id"]
            if name not in seen:
                seen.add(name)
                button = Markup('<button type="button" class="term" popovertarget="word-{}">{}</button>')
                parts += [text[at : match.start()], button.format(name, match.group())]
                at = match.end()
        return Markup("").join([*parts, text[at:]])

    return explain


TAG = re.compile(r"(<[^>]+>)")
NOT_INSIDE = re.compile(r"</?(?:h[1-6]|a|code)\b")  # a heading or a link holds no button


def in_page(page: str, terms: list[GlossaryLine]) -> Markup:
    """A page of safe HTML in which the first occurrence of each term is explained."""
    from markupsafe import Markup

    explain = explainer(terms)
    depth = 0
    parts: list[Markup] = []
    for part in TAG.split(page):
        if part.startswith("<"):
            depth += (-1 if part.startswith("</") else 1) if NOT_INSIDE.match(part) else 0
            parts.append(Markup(part))  # noqa: S704  (made by the renderer of our own articles, which lets no HTML through)
        else:
            parts.append(Markup(part) if depth else explain(Markup(part)))  # noqa: S704
    return Markup("").join(parts)


def _by_form(terms: Iterable[GlossaryLine]) -> dict[str, GlossaryLine]:
    return {form.lower(): one for one in terms for form in one["forms"]}


def said_in(value: Any) -> Iterable[str]:
    """Every text that a document says, wherever it stands."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("say"), str):
                yield one["say"]
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
