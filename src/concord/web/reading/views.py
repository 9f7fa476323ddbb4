"""Articles, words explained, and a search whose words stand in no address."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from concord.choices.to_read import glossary
from concord.choices.words import Language
from concord.documents.article import parts
from concord.web.reading.find import find
from concord.web.site.pages import knowledge, page, words_in

LONGEST = 200


@require_safe
def room(request: HttpRequest, language: Language) -> HttpResponse:
    """Every article by name."""
    return _room(request, language, "reading_room")


@require_safe
def article(request: HttpRequest, language: Language, name: str) -> HttpResponse:
    """One article, with its sources, its dates and how hard it is to read."""
    if name not in knowledge().articles:
        raise Http404(name)
    made = parts(name, knowledge(), language, lambda other: reverse("article", args=[language, other]))
    return page(request, language, "reading/article.html.j2", made["title"], article=made)


@require_safe
def words(request: HttpRequest, language: Language) -> HttpResponse:
    """The words of medicine in plain words."""
    said = words_in(language)
    listed = sorted(glossary(said), key=lambda one: one["name"].lower())
    return page(request, language, "reading/words.html.j2", said.site("words_explained"), listed=listed)


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
    return page(
        request,
        language,
        "reading/room.html.j2",
        words_in(language).site(title),
        articles=() if found else _listed(language),
        found=found,
        message=message,
        error=error,
        looked_for=looked_for,
    )


def _listed(language: Language) -> list[tuple[str, str]]:
    said = words_in(language)
    return [(one.id, said.text(one.name)) for one in knowledge().articles.values()]
