"""Side by side: up to three choices that the person picked. None is picked beforehand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.choices.words import Language
from concord.web.choices import parts, shown
from concord.web.choices.beside import MOST
from concord.web.choices.draw import inside, others
from concord.web.choices.kept import asked
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.site.language import other_address
from concord.web.site.pages import page, words_in


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def side(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The picked choices in columns; posted, other picks. What was marked stays marked when it was too many."""
    say = words_in(language).site
    wanted = asked(request, answers, language)
    content = shown.beside(wanted, answers.beside)
    picked, error = answers.beside, ""
    if request.method == "POST":
        picked = [name for name in parts.choices(wanted.document) if name in request.POST.getlist("pick")]
        if 0 < len(picked) <= MOST:
            answers.beside = picked
            response = HttpResponseRedirect(reverse("side", args=[language]))
            store.save(request, response, answers)
            return response
        error = say("side_too_many", count=len(picked)) if picked else say("side_pick_one")
    body, sources = inside(content, language)
    return page(
        request,
        language,
        "choices/side.html.j2",
        content["title"],
        body=body if content["beside"] else "",
        sources=sources if content["beside"] else "",
        columns=content["beside"]["columns"] if content["beside"] else [],
        groups=wanted.document["overview"],
        picked=picked,
        error=error,
        others=others(language, "side", answers.hears_of_trials()),
        told=answers,
        other_address=other_address(request.path),
    )
