"""The brief as plain Markdown, in the same order and with the same words as the page and the PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from concord.choices.shape import Brief
from concord.documents.arrange import Card, Item, Row, arrange

SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def to_markdown(brief: Brief) -> str:
    """The whole brief for the person."""
    page = arrange(brief)
    lines = [*_urgent(page), *_top(page)]
    if page["in_scope"]:
        for part in (_situation, _tests, _choices, _after, _questions, _figures, _facts, _sources):
            lines += part(page)
    return "\n\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Text in which Markdown finds nothing to interpret."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _refs(numbers: Iterable[int]) -> str:
    found = ", ".join(str(number) for number in numbers)
    return f" \\[{found}\\]" if found else ""


def _words(item: Item) -> str:
    label = f"**{plain(item['label'])}:** " if item["label"] else ""
    mark = f"**{plain(item['mark'])}** " if item["mark"] else ""
    link = f" <{item['link']}>" if "link" in item else ""
    return f"{label}{mark}{plain(item['say'])}{link}{_refs(item['refs'])}"


def _items(items: Iterable[Item]) -> str:
    return bullets(map(_words, items))


# ------------------------------------------------------------------------------------------------ the parts
def _urgent(page: Mapping[str, Any]) -> Iterator[str]:
    if page["urgent"]:
        yield f"## {plain(page['labels']['heading_urgent'])}"
        for sign in page["urgent"]:
            yield f"{plain(sign['say'])} **{plain(sign['action'])}**{_refs(sign['refs'] if page['in_scope'] else ())}"
        yield plain(page["labels"]["heading_after_urgent"])


def _top(page: Mapping[str, Any]) -> Iterator[str]:
    labels = page["labels"]
    yield f"# {plain(page['title'])}"
    if page["in_scope"]:
        yield plain(labels["how_to_read"])
    yield plain(page["made_on"])
    if page["in_scope"]:
        yield plain(labels["not_reviewed"])
    yield plain(page["scope"])


def _situation(page: Mapping[str, Any]) -> Iterator[str]:
    labels = page["labels"]
    yield from map(_words, page["notes"])
    if page["your_words"]:
        yield f"## {plain(labels['heading_your_words'])}"
        yield f"> {plain(page['your_words'])}"
    yield f"## {plain(labels['heading_situation'])}"
    yield plain(page["situation"])
    if page["treatments"]:
        yield f"### {plain(labels['heading_treatments'])}"
        yield bullets(
            (f"**{plain(one['name'])}:** " if one["name"] else "") + plain(one["say"]) for one in page["treatments"]
        )
    yield from _titled(page, "considered")
    if page["care_first"]:
        yield f"## {plain(labels['heading_care_first'])}"
        for card in page["care_first"]:
            yield from _card(card, labels, 3)
    if page["conflicts"]:
        yield f"## {plain(labels['heading_conflicts'])}"
        for one in page["conflicts"]:
            yield plain(one["say"])
            yield bullets(map(plain, one["roads"]))
    if page["subtypes"]:
        yield f"## {plain(labels['heading_if_it_is'])}"
        yield bullets(map(plain, page["subtypes"]))


def _tests(page: Mapping[str, Any], name: str = "deciding", heading: str = "heading_tests") -> Iterator[str]:
    labels = page["labels"]
    if page[name]:
        yield f"## {plain(labels[heading])}"
    for test in page[name]:
        yield f"**{plain(test['name'])}.** {plain(test['say'])} {plain(test['why'])}{_refs(test['refs'])}"
        if test["bears_on"]:
            yield f"{plain(labels['heading_bears_on'])}: {plain('; '.join(test['bears_on']))}."
        yield _items(test["parts"])


def _choices(page: Mapping[str, Any]) -> Iterator[str]:
    labels = page["labels"]
    yield f"## {plain(labels['heading_choices'])}"
    yield plain(page["decision_question"])
    yield plain(labels["may_be_others"])
    yield plain(labels["cross_trial"])
    yield plain(labels["harm_horizon"])
    if page["not_compared"]:
        yield _items(page["not_compared"])
    yield from _titled(page, "trade_offs", 3)
    if page["survival"]:
        yield _words(page["survival"])
    for group in page["groups"]:
        yield f"### {plain(group['name'])}"
        yield plain(group["say"])
        for card in group["cards"]:
            yield from _card(card, labels, 4)
    if page["not_now"]:
        yield f"## {plain(labels['heading_not_now'])}"
        yield bullets(f"**{plain(one['name'])}:** {' '.join(map(_words, one['items']))}" for one in page["not_now"])
    yield from _titled(page, "locked")
    if page["supportive"] or page["supportive_if"]:
        yield f"## {plain(labels['heading_supportive'])}"
        for card in page["supportive"]:
            yield from _card(card, labels, 3)
        yield from _titled(page, "supportive_if", 3)


def _titled(page: Mapping[str, Any], name: str, level: int = 2) -> Iterator[str]:
    """A list of statements under its heading, where there are any."""
    if page[name]:
        yield f"{'#' * level} {plain(page['labels'][f'heading_{name}'])}"
        yield _items(page[name])


def _card(card: Card, labels: Mapping[str, str], level: int) -> Iterator[str]:
    below = min(level + 1, 6)
    if card["given"]:
        yield f"*{plain(card['given'])}*"
    yield f"{'#' * level} {plain(card['name'])}"
    if card["brands"]:
        yield plain(card["brands"])
    yield " · ".join(f"**{plain(say)}**" for _, say in card["pills"])
    if card["short"]:
        yield _words(card["short"])
    for row in card["rows"]:
        if row["page_only"]:
            continue
        if row["apart"]:
            yield f"{'#' * below} {' · '.join(plain(part['heading']) for part in row['sides'] or [row])}"
            yield plain(labels["heading_figures_at_end"])
        else:
            yield from _row(row, below)
    for variant in card["variants"]:
        yield from _card(variant, labels, below)
    if card["not_now"]:
        yield f"{'#' * below} {plain(labels['heading_not_now'])}"
        yield bullets(
            f"**{plain(one['name'])}:** {' '.join(map(_words, one['rows'][0]['items']))}" for one in card["not_now"]
        )


def _row(row: Row, level: int) -> Iterator[str]:
    for part in row["sides"] or [row]:
        yield f"{'#' * level} {plain(part['heading'])}"
        yield _items(part["items"])


def _after(page: Mapping[str, Any]) -> Iterator[str]:
    labels = page["labels"]
    yield from _sections(page, "road_ahead")
    for name, heading in (("being_studied", "heading_studied"), ("trials", "heading_trials")):
        if page[name]:
            yield f"## {plain(labels[heading])}"
            yield _items(page[name])
    yield from _tests(page, "other_tests", "heading_other_tests")
    if page["not_known"]:
        yield f"## {plain(labels['heading_unknown'])}"
        yield _items(page["not_known"])
    yield f"## {plain(labels['heading_when_to_call'])}"
    yield _items(page["when_to_call"])
    if page["natural_course"]:
        yield f"## {plain(labels['heading_natural_course'])}"
        yield _words(page["natural_course"])
    if page["help"]:
        yield f"## {plain(labels['heading_help'])}"
        for kind in page["help"]:
            yield f"### {plain(kind['name'])}"
            yield _items(kind["items"])
    if page["reading"]:
        yield f"## {plain(labels['heading_reading'])}"
        yield bullets(map(plain, page["reading"]))
    yield from _sections(page, "answers")


def _sections(page: Mapping[str, Any], name: str) -> Iterator[str]:
    """Questions with their answers, or the steps of the road ahead."""
    if page[name]:
        yield f"## {plain(page['labels'][f'heading_{name}'])}"
    for one in page[name]:
        yield f"### {plain(one['title'])}"
        yield from map(_words, one["lead"])
        for part in one["parts"]:
            yield f"#### {plain(part['heading'])}"
            yield _items(part["items"])


def _questions(page: Mapping[str, Any]) -> Iterator[str]:
    labels = page["labels"]
    if page["questions"]:
        yield f"## {plain(labels['heading_questions'])}"
        lines = []
        for number, one in enumerate(page["questions"], 1):
            star = f"★ *{plain(labels['heading_ask_first'])}:* " if one["starred"] else ""
            also = f" *{plain(one['also'])}*" if page["language"] != "en" else ""
            lines.append(f"{number}. {star}**{plain(one['say'])}**{also} {plain(one['why'])}{_refs(one['refs'])}")
        yield "\n".join(lines)
    if page["questions_offer"]:
        yield _words(page["questions_offer"])
    if page["glossary"]:
        yield f"## {plain(labels['heading_glossary'])}"
        yield bullets(f"**{plain(one['name'])}:** {plain(one['say'])}" for one in page["glossary"])
    if page["not_understood"]:
        yield f"## {plain(labels['heading_not_understood'])}"
        yield bullets(map(plain, page["not_understood"]))


def _figures(page: Mapping[str, Any]) -> Iterator[str]:
    """What a gentle brief keeps apart, at the end."""
    labels = page["labels"]
    if page["figures_at_end"]:
        yield f"## {plain(labels['heading_figures'])}"
    for card in page["figures_at_end"]:
        yield f"### {plain(card['name'])}"
        for row in card["rows"]:
            if row["apart"]:
                yield from _row(row, 4)


def _facts(page: Mapping[str, Any]) -> Iterator[str]:
    labels = page["labels"]
    if page["facts"]:
        yield f"## {plain(labels['heading_facts'])}"
        yield bullets(
            f"**{plain(fact['label'])}:** {plain(fact['say'])}"
            + (f" ({plain('; '.join(fact['because']))})" if fact["because"] else "")
            for fact in page["facts"]
        )


def _sources(page: Mapping[str, Any]) -> Iterator[str]:
    labels = page["labels"]
    yield f"## {plain(labels['heading_sources'])}"
    yield "\n".join(
        f"{one['number']}. [{plain(one['title'])}]({one['url']}) {plain(one['publisher'])}, {one['year']}"
        for one in page["sources"]
    )
    yield f"## {plain(labels['heading_funding'])}"
    yield _words(page["funding"])
    yield plain(page["update_policy"])
    yield plain(page["reading_level"])
    yield f"**{plain(labels['stop_line'])}**"
