"""A situation file or a FHIR bundle: read, shown in words, and used only when the person says so."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.choices.words import Language
from concord.exchange.either import is_fhir, situation_in
from concord.reading import InputError, parse
from concord.situation.read import as_data, without_unknown
from concord.web.bring.faults import told
from concord.web.choices.views import told_in_words
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.guest.parcel import WrongPhraseError, is_sealed, unseal
from concord.web.site.pages import knowledge, page, words_in
from concord.web.way.questions import questions


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, language: Language) -> HttpResponse:
    """Takes a file and says what is wrong with it, or leads on to what it says."""
    words = words_in(language)
    missing, wrong = "", dict[str, str]()
    if request.method == "POST":
        sent = request.FILES.get("file")
        if not sent:
            missing = words.site("bring_missing")
        else:
            try:
                document = parse(_opened(sent.read(), request.POST.get("phrase", "")))
                situation = situation_in(document, knowledge)
            except WrongPhraseError:
                missing = words.site("bring_phrase_wrong")
            except InputError as error:
                wrong = told(error, words)
            else:
                answers = store.load(request) or store.Answers()
                answers.pending = as_data(situation) if is_fhir(document) else without_unknown(document.data)
                response = HttpResponseRedirect(reverse("bring_check", args=[language]))
                store.save(request, response, answers)
                return response
    kept = words.site(store.how_kept(request))
    return page(request, language, "bring/bring.html.j2", words.site("bring"), missing=missing, wrong=wrong, kept=kept)


def _opened(content: bytes, phrase: str) -> bytes:
    return unseal(content, phrase) if is_sealed(content) else content


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def check(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """What the file says, in words; and from there on it is the answers."""
    if answers.pending is None:
        return HttpResponseRedirect(reverse("bring", args=[language]))
    if request.method == "POST":
        answers.file, answers.pending = answers.pending, None
        answers.seen = list(questions(knowledge().vocabulary))
        response: HttpResponse = HttpResponseRedirect(reverse("answers", args=[language]))
        store.save(request, response, answers)
        return response
    said = told_in_words(answers.pending, language)
    return page(request, language, "bring/check.html.j2", words_in(language).site("bring_check"), **said)
