"""My questions: each with a tick, room for the answer, and room for questions of one's own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language
from concord.web.choices import noted, shown
from concord.web.choices.draw import others, pdf
from concord.web.choices.kept import asked
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.site.language import other_address
from concord.web.site.pages import page, words_in


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def asks(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The questions with what was noted beside them. Of a draft, what fits is kept."""
    say = words_in(language).site
    document = shown.in_scope(asked(request, answers, language))
    listed = noted.listed(document, answers.questions, say)
    too_long: set[str] = set()
    if request.method == "POST":
        draft = request.headers.get("X-Save") == "draft"
        notes, too_long = noted.take(request.POST, listed, answers.questions, draft=draft)
        if draft or not too_long:
            answers.questions = notes
            kept = HttpResponse(status=422 if too_long else 204)  # "saved" is said only where all of it is
            response = kept if draft else HttpResponseRedirect(reverse("asks", args=[language]))
            store.save(request, response, answers)
            return response
    content = noted.sheet(document, answers.questions, say)
    return page(
        request,
        language,
        "choices/asks.html.j2",
        content["title"],
        page=content,
        notes=answers.questions,
        sent=request.POST,
        too_long=too_long,
        limits=noted.LONGEST,
        own=noted.OWN,
        typed=answers.questions.get(noted.TYPED, {}).get("say", ""),
        others=others(language, "asks", answers.hears_of_trials()),
        told=answers,
        explained=lambda text: text,
        other_address=other_address(request.path),
    )


@require_safe
@with_answers
def paper(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The same on paper, with what was noted and room where nothing was."""
    document = shown.in_scope(asked(request, answers, language))
    return pdf(noted.sheet(document, answers.questions, words_in(language).site), "my-questions.pdf")
