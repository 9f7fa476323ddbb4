"""Pages of the house: the worked example, the code of a release, for whom this site is, and whether it is well."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language
from concord.knowledge.load import KnowledgeError
from concord.web.guest import store
from concord.web.host import release
from concord.web.host.example import is_made_up, made_up_person
from concord.web.host.middleware import policy
from concord.web.keys.models import PersonKey
from concord.web.models import Guest
from concord.web.site.pages import knowledge, page, words_in
from concord.web.way.questions import questions


@require_http_methods(["GET", "HEAD", "POST"])
def example(request: HttpRequest, language: Language) -> HttpResponse:
    """Loads the answers of a made-up person, never over what a visitor has told herself."""
    told = store.load(request) or store.Answers()
    free = not request.user.is_authenticated and (not told.file or is_made_up(told.file))
    if request.method != "POST" or not free:
        title = words_in(language).site("example_title")
        return _not_kept(page(request, language, "host/example.html.j2", title, free=free))
    told.file, told.pending = made_up_person(language), None
    told.seen = list(questions(knowledge().vocabulary))
    response = HttpResponseRedirect(reverse("mine", args=[language]))
    store.save(request, response, told)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def enter_release(request: HttpRequest, language: Language) -> HttpResponse:
    """Takes the code that a clinic handed out, once; from then on the choices are shown until its last day."""
    if policy().audience != "patients_after_release":
        raise Http404
    words, error = words_in(language), ""
    if request.method == "POST":
        if until := release.use(request.POST.get("code", "")):
            told = store.load(request) or store.Answers()
            told.released_until = until.isoformat()
            response: HttpResponse = HttpResponseRedirect(reverse("mine", args=[language]))
            store.save(request, response, told)
            return response
        error = words.site("release_wrong")
    return _not_kept(page(request, language, "host/release.html.j2", words.site("release_title"), error=error))


@require_http_methods(["GET", "HEAD", "POST"])
def for_clinicians(request: HttpRequest, language: Language) -> HttpResponse:
    """Says for whom this site is, before the first answer; goes on only when that is confirmed."""
    if policy().audience != "clinicians":
        raise Http404
    words, error = words_in(language), ""
    if request.method == "POST":
        if "clinician" in request.POST:
            told = store.load(request) or store.Answers()
            told.clinician = True
            response: HttpResponse = HttpResponseRedirect(reverse("begin", args=[language]))
            store.save(request, response, told)
            return response
        error = words.site("clinicians_wrong")
    return _not_kept(page(request, language, "host/clinicians.html.j2", words.site("clinicians_title"), error=error))


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """For whoever watches the server: both databases answer and the knowledge is read, or not. It says nothing else."""
    try:
        Guest.objects.exists()
        PersonKey.objects.exists()
        well = bool(knowledge().choices)
    except (DatabaseError, KnowledgeError):
        well = False
    response = HttpResponse("ok\n" if well else "not ready\n", content_type="text/plain", status=200 if well else 503)
    return _not_kept(response)


def _not_kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
