"""Articles, words explained, a search whose words stand in no address, and what fits for those who asked for it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from concord.choices.to_read import glossary
from concord.choices.words import Language
from concord.documents.article import parts
from concord.web.choices.kept import asked
from concord.web.guest import store
from concord.web.reading import listed
from concord.web.reading.favourites import how_long, saved
from concord.web.reading.find import find
from concord.web.reading.fitting import Fits, fitting
from concord.web.site import as_json
from concord.web.site.pages import knowledge, page, words_in

LONGEST = 200


@require_safe
def room(request: HttpRequest, language: Language) -> HttpResponse:
    """Every article by name; first what was saved, and what fits where that was asked for."""
    if as_json.wanted(request):
        return as_json.answered(listed.articles(language))
    return as_json.also_a_page(_room(request, language, "reading_room"))


@require_safe
def article(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """One article, with its sources, its dates and how hard it is to read."""
    if name not in knowledge().articles:
        raise Http404(name)
    if as_json.wanted(request):
        return as_json.answered(listed.article(name, language))
    made = parts(name, knowledge(), language, lambda other: reverse("article", args=[language, other]))
    answers = told(request)
    shown = page(
        request,
        language,
        "reading/article.html.j2",
        made["title"],
        article=made,
        name=name,
        is_saved=bool(answers and name in answers.favourites),
        how_long=how_long(request, answers, language),
    )
    return as_json.also_a_page(shown)


@require_safe
def words(request: HttpRequest, language: Language) -> HttpResponse:
    """The words of medicine in plain words."""
    if as_json.wanted(request):
        return as_json.answered(listed.words(language))
    said = words_in(language)
    lines = sorted(glossary(said), key=lambda one: one["name"].lower())
    shown = page(request, language, "reading/words.html.j2", said.site("words_explained"), listed=lines)
    return as_json.also_a_page(shown)


@require_POST
def search(request: HttpRequest, language: Language) -> HttpResponse:
    """What is looked for is sent in the body, so that it stands in no address, history or log; it is not kept."""
    said = words_in(language)
    looked_for = " ".join(request.POST.get("words", "").split())
    if not looked_for or len(looked_for) > LONGEST:
        error = said.site("search_long" if looked_for else "search_empty")
        return _room(request, language, "search", error=error, looked_for=looked_for[:LONGEST])
    found = find(looked_for, language, knowledge())
    message = said.site("search_found" if found else "search_nothing", words=looked_for)
    return _room(request, language, "search", found=found, message=message, looked_for=looked_for)


@require_POST
def fits(request: HttpRequest, language: Language) -> HttpResponse:
    """Shows what fits, or no longer; leads back to where the button was."""
    back = "room" if "room" in request.POST else "home"
    response = HttpResponseRedirect(reverse(back, args=[language]) + "#fits")
    answers = store.load(request)
    if answers and answers.file:
        answers.fit_pages = "stop" not in request.POST
        store.save(request, response, answers)
    return response


def told(request: HttpRequest) -> store.Answers | None:
    """The answers of this visitor, whose time begins again."""
    answers = store.load(request)
    if answers:
        store.stay(request)
    return answers


def what_fits(request: HttpRequest, language: Language, answers: store.Answers | None) -> list[Fits] | None:
    """None for those who have told nothing: they are not asked. Nothing is worked out for those who did not ask."""
    if not answers or not answers.file:
        return None
    return fitting(asked(request, answers, language)) if answers.fit_pages else []


def _room(
    request: HttpRequest,
    language: Language,
    title: str,
    found: Sequence[tuple[str, str]] = (),
    message: str = "",
    error: str = "",
    looked_for: str = "",
) -> HttpResponse:
    """The list of articles, or what was found; the list too where nothing was."""
    searching = title != "reading_room"
    answers = None if searching else told(request)
    return page(
        request,
        language,
        "reading/room.html.j2",
        words_in(language).site(title),
        articles=() if found else _listed(language),
        saved=saved(answers, language),
        how_long=how_long(request, answers, language) if answers and answers.favourites else "",
        fits=what_fits(request, language, answers),
        fits_on=bool(answers and answers.fit_pages),
        found=found,
        message=message,
        error=error,
        looked_for=looked_for,
    )


def _listed(language: Language) -> list[tuple[str, str]]:
    said = words_in(language)
    return [(one.id, said.text(one.name)) for one in knowledge().articles.values()]
