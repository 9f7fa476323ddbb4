"""Every number over time: as a picture and as a table, with her own words by their day; and all of it on paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from concord.checkins.model import HIGHEST, LOWEST, CheckIn
from concord.checkins.trend import trend
from concord.choices.words import Language, Words
from concord.documents.packet import LETTER_PAPER
from concord.documents.pdf import compiled
from concord.web.checkins import keep, said
from concord.web.checkins.around import shown
from concord.web.choices import draw
from concord.web.choices.kept import today
from concord.web.guest import store
from concord.web.guest.answered import with_holder
from concord.web.keys.holder import Holder
from concord.web.site.pages import words_in

Shown = dict[str, Any]
NEWEST = 30
"""How many are shown where not all of them were asked for."""


@require_safe
@with_holder
def trends(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    words, kept = words_in(language), keep.every(holder)
    chosen = _chosen(request, kept)
    lately = said.lately(chosen.values(), today())
    return shown(
        request,
        words,
        "trends",
        words.site("checkins_trends"),
        answers,
        lately,
        **over_time(chosen, words),
        all=len(kept),
        everything="all" in request.GET,
    )


@require_safe
@with_holder
def on_paper(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """The same as a tagged PDF, to bring along."""
    words, kept = words_in(language), keep.every(holder)
    chosen = _chosen(request, kept)
    shown_here = over_time(chosen, words)
    country = answers.file.get("person", {}).get("country")
    count = words.site("checkins_newest", count=len(chosen), all=len(kept)) if len(chosen) < len(kept) else ""
    content = {
        "title": f"{words.site('checkins_title')}: {words.site('checkins_trends')}",
        "language": language,
        "paper": "us-letter" if country in LETTER_PAPER else "a4",
        "made_on": words.site("checkins_made_on", day=words.day(today())),
        "not_reviewed": words.not_reviewed(),
        "urgent_heading": words.word("heading_urgent"),
        "urgent": [f"{say} {action}" for say, action in said.urgent(said.lately(chosen.values(), today()), words)],
        "found": words.site("checkins_found"),
        "lead": [words.site(one) for one in ("checkins_trends_lead", "checkins_scales", "checkins_no_meaning")],
        "count": count,
        "nobody": words.site("checkins_nobody"),
        "bring": f"{words.site('checkins_bring')} {words.site('call_now')}.",
        "table": words.site("checkins_table"),
        "table_day": words.site("checkins_table_day"),
        "open": words.site("checkins_open"),
        "own_words": words.site("checkins_own_words"),
        "none": words.site("checkins_none"),
        "low": LOWEST,
        "high": HIGHEST,
        **shown_here,
    }
    return draw.on_paper(compiled("checkins.typ", content, today().isoformat()), "how-i-am.pdf")


def _chosen(request: HttpRequest, kept: keep.Kept) -> keep.Kept:
    """The newest ones, or all where all were asked for."""
    return kept if "all" in request.GET else dict(list(kept.items())[-NEWEST:])


def over_time(kept: keep.Kept, words: Words) -> Shown:
    """Each item as a picture, all of them as a table, and the words by their day."""
    days, checkins = said.days(kept, words), list(kept.values())
    first, last = (words.day(checkins[at].on) if checkins else "" for at in (0, -1))
    items = [_drawn(said.item(one, words), checkins, words) for one in words.knowledge.checkin_items.values()]
    never = "; ".join(one["name"] for one in items if not one["lines"])
    return {
        "items": items,
        "never": words.site("checkins_never", names=never) if never and checkins else "",
        "first": first,
        "last": last if last != first else "",
        "rows": [
            {"number": number, "day": days[number], "values": [one.numbers.get(item["id"]) for item in items]}
            for number, one in kept.items()
        ],
        "written": [
            {"day": days[number], "said": _said(one, words), "lang": one.language}
            for number, one in kept.items()
            if one.words
        ],
    }


def _drawn(item: Shown, checkins: list[CheckIn], words: Words) -> Shown:
    found = trend(item["id"], checkins)
    return {**item, "said": said.over_time(found, words), "lines": found.lines}


def _said(checkin: CheckIn, words: Words) -> list[tuple[str, str]]:
    """Her words under their headings, in the order of the areas."""
    return [(one["heading"], checkin.words[one["area"]]) for one in said.parts(words) if one["area"] in checkin.words]
