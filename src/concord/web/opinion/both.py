"""Both opinions in the same rows, in the person's own words. Nothing here weighs one against the other."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.choices.words import Language
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
    written = [row for row in ROWS if kept.first.get(row) or kept.second.get(row)]
    one_sided = [
        words.site(f"opinion_row_{row}") for row in written if not (kept.first.get(row) and kept.second.get(row))
    ]
    return page(
        request,
        language,
        "opinion/both.html.j2",
        words.site("opinion_both"),
        rows=[(row, words.site(f"opinion_row_{row}")) for row in ROWS],
        written=written,
        one_sided="; ".join(one_sided),
        sides=[(side, words.site(f"opinion_both_{side}")) for side in SIDES],
        kept={side: getattr(kept, side) for side in SIDES},
        sent=request.POST,
        too_long=too_long,
        longest=LONGEST,
        told=answers,
        other_address=other_address(request.path),
    )
