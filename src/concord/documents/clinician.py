"""One side of paper for an oncologist with ten minutes, and the same as text to paste into a chart.

The sheet is a list of sections, each a heading and lines in the order of their need. The paper page sets them in the
largest type in which they fit on one side and, if even the smallest is too large, leaves out the last lines of each
section and says how many. The paste text leaves out whole lines in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypedDict

from concord.choices.shape import Brief, ChoiceCard, Statement, SupportLine
from concord.documents.arrange import capital, every_card

PASTE_LIMIT = 2000


class Section(TypedDict):
    """`side` is where it stands on paper. `need` is how late its lines are left out: the least needed go first.

    `short` has the same lines with less in them, for every choice alike; it is taken before anything of the need
    `short_before` is left out. A `whole` section is never cut in the middle: no choice goes while another stays.
    """

    id: str
    heading: str
    lines: list[str]
    short: list[str]
    short_before: int
    side: str
    need: int
    whole: bool


def clinician_pdf(brief: Brief, paper: str = "a4") -> bytes:
    """One page, tagged, on `a4` or `letter` paper."""
    from concord.documents.pdf import compiled

    papers = {"a4": "a4", "letter": "us-letter"}
    return compiled("clinician.typ", sheet(brief), brief["as_of"], paper=papers[paper])


def clinician_html(brief: Brief) -> str:
    """The same sheet as a web page."""
    from concord.documents.html import render

    return render("clinician.html.j2", sheet=sheet(brief))


def clinician_markdown(brief: Brief) -> str:
    """The same sheet as Markdown."""
    from concord.documents.markdown import bullets, plain

    made = sheet(brief)
    parts = [f"# {plain(made['title'])}", plain(made["made_on"])]
    for section in made["sections"]:
        parts += [f"## {plain(section['heading'])}", bullets(map(plain, section["lines"]))]
    return "\n\n".join([*parts, plain(made["not_reviewed"])]) + "\n"


def paste_text(brief: Brief) -> str:
    """The sheet as plain text under 2,000 characters: whole lines of least need are left out, and counted."""
    made = sheet(brief)
    lines = {section["id"]: section["lines"] for section in made["sections"]}
    shortened: set[str] = set()
    left_out = 0
    while len(text := _pasted(made, lines, left_out)) >= PASTE_LIMIT:
        least = min((one for one in made["sections"] if lines[one["id"]]), key=lambda one: one["need"], default=None)
        if least is None:
            raise ValueError("the labels alone are longer than a paste text may be")
        waiting = (one for one in made["sections"] if one["short"] and one["id"] not in shortened)
        if shorter := next((one for one in waiting if one["short_before"] <= least["need"]), None):
            lines[shorter["id"]] = shorter["short"]
            shortened.add(shorter["id"])
        else:
            kept = [] if least["whole"] else lines[least["id"]][:-1]
            left_out += len(lines[least["id"]]) - len(kept)
            lines[least["id"]] = kept
    return text


def _pasted(made: dict[str, Any], lines: dict[str, list[str]], left_out: int) -> str:
    parts = [made["title"], made["made_on"]]
    for section in made["sections"]:
        if kept := lines[section["id"]]:
            parts += [section["heading"].upper(), *(f"- {line}" for line in kept)]
    if left_out:
        parts.append(made["labels"]["heading_left_out"].format_map({"count": left_out}))
    return "\n".join([*parts, made["not_reviewed"]])


# ------------------------------------------------------------------------------------------------ the sheet
def sheet(brief: Brief) -> dict[str, Any]:
    """What the page says, section by section."""
    labels = brief["labels"]
    in_scope = brief["scope"]["in_scope"] is not False
    sections = [one for one in _sections(brief, in_scope) if one["lines"]]
    return {
        "language": brief["language"],
        "title": labels["title_clinician"],
        "made_on": brief["made_on"],
        "not_reviewed": labels["not_reviewed"],
        "labels": {name: labels[name] for name in ("heading_cut", "heading_left_out")},
        "sections": sections,
    }


def _sections(brief: Brief, in_scope: bool) -> Iterator[Section]:
    labels, situation = brief["labels"], brief["situation"]

    def section(
        name: str,
        side: str,
        need: int,
        heading: str,
        lines: Iterable[str],
        short: Iterable[str] = (),
        short_before: int = 0,
    ) -> Section:
        return {
            "id": name,
            "heading": labels[heading],
            "lines": [" ".join(line.split()) for line in lines],
            "short": [" ".join(line.split()) for line in short],
            "short_before": short_before,
            "side": side,
            "need": need,
            "whole": name == "choices",
        }

    signs = [f"{one['say']} {one['action']}" for one in brief["urgent"]]
    short_signs = [f"{_first_sentence(one['say'])} {_first_sentence(one['action'])}" for one in brief["urgent"]]
    yield section("urgent", "top", 9, "heading_urgent", signs, short_signs, 3)
    if not in_scope:
        yield section("situation", "top", 8, "heading_recorded", [brief["scope"]["say"]])
        return
    yield section("situation", "top", 8, "heading_recorded", _situation(brief))
    past = [f"{one['name']}: {one['say']}" if one["name"] else one["say"] for one in reversed(situation["treatments"])]
    yield section("treatments", "top", 5, "heading_treatments", past)
    yield section("conflicts", "top", 7, "heading_conflicts", (one["say"] for one in brief["conflicts"]))
    yield section("choices", "left", 7, "heading_supported", _supported(brief), _supported(brief, short=True), 6)
    yield section("depends", "left", 6, "heading_open", _depending(brief))
    yield section("missing", "left", 4, "heading_missing", _missing(brief))
    yield section("asks", "left", 2, "heading_asks_first", (one["say"] for one in brief["questions"] if one["starred"]))
    yield section("matters", "left", 3, "heading_matters", _matters(brief))
    yield section("true_now", "right", 3, "heading_true_now", _true_now(brief))
    yield section("checks", "right", 1, "heading_look_first", _checks(brief))
    yield section("trials", "right", 0, "heading_trials", _trials(brief))


def _trials(brief: Brief) -> Iterator[str]:
    """How many trials may fit, and those that are named."""
    for at, one in enumerate(brief["trials"] or ()):
        if at == 0 or "kind" in one:
            yield ": ".join(filter(None, (one.get("kind", ""), one["say"])))


def _situation(brief: Brief) -> Iterator[str]:
    if brief["scope"]["in_scope"] is None:
        yield brief["scope"]["say"]
    yield brief["situation"]["say"]
    yield from (road["say"] for road in brief["subtypes"])


def _standing(brief: Brief, standing: str) -> list[tuple[ChoiceCard, list[ChoiceCard]]]:
    """Choices of a standing, each with those of its variants that stand the same."""
    return [
        (card, [one for one in card["variants"] if one["standing"] == standing])
        for card in brief["choices"]
        if card["standing"] == standing
    ]


def _supported(brief: Brief, *, short: bool = False) -> Iterator[str]:
    """One line a group: each choice with what supports it and a mark where sources differ, or its name alone."""
    found = _standing(brief, "supported")
    for group in brief["groups"]:
        cards = [pair for pair in found if pair[0]["group"] == group["id"]]
        names = [card["name"] if short else _with_support(card, variants, brief["labels"]) for card, variants in cards]
        if names:
            yield f"{group['name']}: {'; '.join(names)}"


def _with_support(card: ChoiceCard, variants: list[ChoiceCard], labels: dict[str, str]) -> str:
    parts = [
        "; ".join(dict.fromkeys(_short(one) for one in card["supports"] if one["counts"] and one["holds"] is True))
    ]
    if card["disagreement"]:
        parts.append(f"≠ {labels['heading_sources_differ']}")
    parts.append("; ".join(_with_support(one, [], labels) for one in variants))
    inside = " · ".join(part for part in parts if part)
    return f"{card['name']} ({inside})" if inside else card["name"]


def _short(support: SupportLine) -> str:
    """FDA 2023-11; ASCO 2024."""
    return f"{support['by']} {support['date'][:7]}"


def _depending(brief: Brief) -> Iterator[str]:
    """Choices under the fact that decides them."""
    under: dict[str, list[str]] = {}
    for card in brief["choices"]:
        if card["standing"] == "depends":
            facts = [one["say"] for one in card["missing"]] or [brief["labels"]["mark_not_known"]]
            under.setdefault("; ".join(facts), []).append(card["name"])
    for fact, names in under.items():
        yield f"{capital(fact)}: {', '.join(names)}"


def _missing(brief: Brief) -> Iterator[str]:
    """Tests that decide, with what they decide; then facts that no test was found for."""
    names = {card["id"]: card["name"] for card in every_card(brief)}
    decided: set[str] = set()
    for test in brief["tests"]:
        if test["would_change"]:
            decided |= set(test["would_change"])
            yield f"{capital(test['name'])}: {', '.join(names.get(one, one) for one in test['would_change'])}"
    for one in brief["not_known"]:
        choices = [name for name in one.get("id", "").split(",") if name and name not in decided]
        if choices:
            yield f"{capital(one['say'])}: {', '.join(names.get(name, name) for name in choices)}"
    yield from brief["not_understood"]


def _true_now(brief: Brief) -> Iterator[str]:
    """Cautions that hold, each once, with the choices they are about."""
    yield from _shared(brief, "cautions")


def _shared(brief: Brief, kind: str) -> Iterator[str]:
    about: dict[str, tuple[Statement, list[str]]] = {}
    for card in _cancer_choices(brief):
        if card["standing"] != "not_now":
            for one in card[kind]:  # type: ignore[literal-required]
                names = about.setdefault(one.get("id") or one["say"], (one, []))[1]
                if card["name"] not in names:
                    names.append(card["name"])
    for one, names in sorted(about.values(), key=lambda pair: -len(pair[1])):
        yield f"{_first_sentence(one['say'])} ({', '.join(names)})"


def _cancer_choices(brief: Brief) -> list[ChoiceCard]:
    """The choices and their ways; the page has no room for care that goes with any of them."""
    return [one for card in brief["choices"] for one in (card, *card["variants"])]


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return f"{head}." if stop else text


def _checks(brief: Brief) -> Iterator[str]:
    """Tests that some choices are looked at with first, and for which."""
    names = {card["id"]: card["name"] for card in _cancer_choices(brief)}
    for test in brief["tests"]:
        if about := [names[one] for one in test["checks_for"] if one in names]:
            yield f"{capital(test['name'])}: {', '.join(about)}"
        elif test["good_care"] and not test["would_change"]:
            yield f"{capital(test['name'])}. {test['say']}"


def _matters(brief: Brief) -> Iterator[str]:
    """The person's own words, then what matters by weight."""
    labels = brief["labels"]
    if brief["situation"]["your_words"]:
        yield f"“{brief['situation']['your_words']}”"
    first = next(iter(brief["choices"]), None)
    by_weight: dict[str, list[str]] = {}
    for row in first["fit"] if first else ():
        if row["matters"]:
            by_weight.setdefault(row["matters"], []).append(row["name"])
    for weight, names in by_weight.items():
        yield f"{capital(labels[f'heading_matters_{weight}'])}: {', '.join(names)}"
