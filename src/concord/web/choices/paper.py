"""Every page on paper: a PDF of exactly what is on the screen, of all of it, and the sheets for a visit."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from concord import documents
from concord.choices.words import Language
from concord.web.choices import parts, shown
from concord.web.choices.draw import on_paper, pdf
from concord.web.choices.kept import asked
from concord.web.guest import store
from concord.web.guest.answered import only_reads, with_answers

READING = ["GET", "HEAD", "POST"]


@require_http_methods(READING)
@with_answers
@only_reads
def mine(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    wanted = asked(request, answers, language, shown.amount(request))
    return pdf(shown.first_page(wanted, answers), "choices.pdf")


@require_http_methods(READING)
@with_answers
@only_reads
def one(request: HttpRequest, language: Language, answers: store.Answers, choice: str) -> HttpResponse:
    wanted = asked(request, answers, language, shown.amount(request))
    return pdf(shown.one_choice(wanted, choice), "choice.pdf")


@require_safe
@with_answers
def part(request: HttpRequest, language: Language, answers: store.Answers, name: str) -> HttpResponse:
    if name not in parts.PLAIN:
        raise Http404(name)
    return pdf(shown.plain(asked(request, answers, language), name), f"{name}.pdf")


@require_safe
@with_answers
def ahead(request: HttpRequest, language: Language, answers: store.Answers, choice: str) -> HttpResponse:
    return pdf(shown.road(asked(request, answers, language, ahead=(choice,))), "ahead.pdf")


@require_safe
@with_answers
def side(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    return pdf(shown.beside(asked(request, answers, language), answers.beside), "side-by-side.pdf")


@require_safe
@with_answers
def everything(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """All of it. How long people lived is on the pages where it is asked for."""
    return pdf(asked(request, answers, language).document, "all.pdf")


@require_safe
@with_answers
def clinician(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """One page for the doctor."""
    return on_paper(documents.for_clinician(asked(request, answers, language).brief, "pdf"), "doctor.pdf")


@require_safe
@with_answers
def visit(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The questions in two languages."""
    return on_paper(documents.for_visit(asked(request, answers, language).brief, "pdf"), "questions.pdf")
