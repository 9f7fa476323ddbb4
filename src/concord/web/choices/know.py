"""Help my doctor know me: one page in the person's own words, with what she told elsewhere of what matters."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language, Words
from concord.documents.pdf import compiled
from concord.web.choices.draw import on_paper, others
from concord.web.choices.kept import today
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.site.language import other_address
from concord.web.site.pages import knowledge, page, words_in

FIELDS = ("days", "hold_on", "told", "helpers", "worries", "hopes")
LONGEST = 500
LONGEST_WORDS = 1200
"""How many letters each may have, and how many stand here of the words told elsewhere: all of it has to fit on one
sheet of paper."""
# What was told elsewhere and belongs under which of these headings: a key of the priorities, and where.
TOLD = {"approach": "matters", "talk": "told", "role": "told", "help_at_home": "helpers"}


def sheet(answers: store.Answers, language: Language) -> dict[str, Any]:
    """The sheet as plain data: each heading with its lines, none where nothing was told."""
    words = words_in(language)
    return {
        "title": words.site("know_title"),
        "lead": words.site("know_lead"),
        "language": language,
        "as_of": today().isoformat(),
        "day": words.day(today()),
        "sections": [
            {"heading": words.site(f"know_{name}"), "lines": _lines(name, answers, words)}
            for name in ("matters", *FIELDS)
        ],
    }


def _lines(name: str, answers: store.Answers, words: Words) -> list[str]:
    told = answers.file.get("priorities", {})
    own = told.get("in_my_words") or "" if name == "matters" else answers.about_me.get(name, "")
    lines = [own if len(own) <= LONGEST_WORDS else f"{own[:LONGEST_WORDS]}…"]
    if name == "matters":
        lines += [
            f"{_concern(concern, words)}: {words.word(f'heading_matters_{weight}')}"
            for concern, weight in told.get("matters", {}).items()
        ]
    lines += [
        words.site(f"know_is_{key}", how=words.word(told[key]))
        for key, where in TOLD.items()
        if where == name and told.get(key)
    ]
    return [line for line in lines if line]


def _concern(name: str, words: Words) -> str:
    return words.argument("concern", name) if name in knowledge().concerns else name.replace("_", " ")


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def know(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The sheet, and room to write on it. Of a draft, what fits is kept."""
    too_long: set[str] = set()
    if request.method == "POST":
        sent = {name: request.POST.get(name, "").replace("\r\n", "\n").strip() for name in FIELDS}
        too_long = {name for name, text in sent.items() if len(text) > LONGEST}
        draft = request.headers.get("X-Save") == "draft"
        if draft or not too_long:
            answers.about_me |= {name: text for name, text in sent.items() if name not in too_long}
            kept = HttpResponse(status=422 if too_long else 204)
            response = kept if draft else HttpResponseRedirect(reverse("know", args=[language]))
            store.save(request, response, answers)
            return response
    return page(
        request,
        language,
        "choices/know.html.j2",
        words_in(language).site("know_title"),
        sheet=sheet(answers, language),
        fields=FIELDS,
        about=request.POST if too_long else answers.about_me,
        too_long=too_long,
        longest=LONGEST,
        others=others(language, "know", answers.hears_of_trials()),
        told=answers,
        other_address=other_address(request.path),
    )


@require_safe
@with_answers
def paper(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The sheet on one side of paper."""
    content = sheet(answers, language)
    return on_paper(compiled("know_me.typ", content, content["as_of"]), "know-me.pdf")
