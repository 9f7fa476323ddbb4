"""Both opinions in the same rows, in the person's own words. Nothing here weighs one against the other."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language, Words
from concord.documents.packet import LETTER_PAPER
from concord.documents.packet_both import Both, both_pdf
from concord.web.choices.draw import on_paper
from concord.web.choices.kept import today
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.opinion import keep
from concord.web.opinion.views import is_draft, typed
from concord.web.site.language import other_address
from concord.web.site.pages import page, words_in

ROWS = ("who", "tissue", "aim", "next", "why", "other", "tests", "good", "hard", "days", "unsure", "mine")
SIDES = ("first", "second")
LONGEST = 1500


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def both(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The table, and the form below it. Of a draft, what fits is kept."""
    kept, words = keep.load(request), words_in(language)
    too_long: set[str] = set()
    if request.method == "POST":
        sent = {(side, row): typed(request, f"{side}-{row}") for side in SIDES for row in ROWS}
        too_long = {f"{side}-{row}" for (side, row), text in sent.items() if len(text) > LONGEST}
        if is_draft(request) or not too_long:
            for (side, row), text in sent.items():
                if f"{side}-{row}" not in too_long:
                    getattr(kept, side)[row] = text
            keep.save(request, kept)
            if is_draft(request):
                return HttpResponse(status=422 if too_long else 204)
            return HttpResponseRedirect(reverse("opinion-both", args=[language]))
    written = written_rows(kept)
    return page(
        request,
        language,
        "opinion/both.html.j2",
        words.site("opinion_both"),
        rows=[(row, words.site(f"opinion_row_{row}")) for row in ROWS],
        written=written,
        one_sided=one_sided(kept, words),
        sides=[(side, words.site(f"opinion_both_{side}")) for side in SIDES],
        kept={side: getattr(kept, side) for side in SIDES},
        sent=request.POST,
        too_long=too_long,
        longest=LONGEST,
        told=answers,
        other_address=other_address(request.path),
    )


def written_rows(kept: keep.Kept) -> list[str]:
    """The rows in which either of the two is written down."""
    return [row for row in ROWS if kept.first.get(row) or kept.second.get(row)]


def one_sided(kept: keep.Kept, words: Words) -> str:
    """The rows in which one of the two is open, by their names."""
    some = [row for row in written_rows(kept) if not (kept.first.get(row) and kept.second.get(row))]
    return "; ".join(words.site(f"opinion_row_{row}") for row in some)


@require_safe
@with_answers
def both_on_paper(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The same rows on paper. Where nothing is written yet, all of them, to fill in by hand."""
    kept, words = keep.load(request), words_in(language)
    say, rows = words.site, written_rows(kept)
    alone = one_sided(kept, words)
    sheet: Both = {
        "title": say("opinion_both"),
        "language": language,
        "as_of": today().isoformat(),
        "paper": "us-letter" if _country(answers) in LETTER_PAPER else "a4",
        "lead": say("opinion_both_lead"),
        "made_on": say("packet_made_on", date=words.day(today())),
        "columns": [say("opinion_both_what"), *(say(f"opinion_both_{side}") for side in SIDES)],
        "rows": [
            {
                "name": say(f"opinion_row_{row}"),
                "first": kept.first.get(row, ""),
                "second": kept.second.get(row, ""),
            }
            for row in rows or ROWS
        ],
        "empty": say("opinion_both_empty") if rows else "",
        "after": [*([say("opinion_both_open", rows=alone)] if alone else []), say("opinion_both_ask")],
        "not_reviewed": words.not_reviewed(),
    }
    return on_paper(both_pdf(sheet), "both-opinions.pdf")


def _country(answers: store.Answers) -> str:
    return str(answers.file.get("person", {}).get("country", ""))
