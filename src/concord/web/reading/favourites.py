"""Articles that a visitor saved: sealed with her answers, kept as long as they are, and gone with them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from concord.choices.words import Language
from concord.web.accounts import vault
from concord.web.guest import store
from concord.web.site.pages import knowledge, words_in


@require_POST
def favourite(request: HttpRequest, language: Language) -> HttpResponse:
    """Saves an article or takes it off the list; leads back to where the button was."""
    name = request.POST.get("name", "")
    if name not in knowledge().articles:
        raise Http404
    answers = store.load(request) or store.Answers()
    saved = [one for one in answers.favourites if one != name]
    answers.favourites = saved if "remove" in request.POST else [*saved, name]
    from_room = "room" in request.POST
    back = reverse("room", args=[language]) if from_room else reverse("article", args=[language, name])
    response = HttpResponseRedirect(f"{back}#saved")
    store.save(request, response, answers)
    return response


def saved(answers: store.Answers | None, language: Language) -> list[tuple[str, str]]:
    """Ids and titles of what was saved, the last one first. An article that is no more is left out."""
    known, words = knowledge().articles, words_in(language)
    return [
        (name, words.text(known[name].name))
        for name in reversed(answers.favourites if answers else [])
        if name in known
    ]


def how_long(request: HttpRequest, answers: store.Answers | None, language: Language) -> str:
    """How long it is kept, said before anything is saved."""
    if vault.holder(request):
        return words_in(language).site("saved_account")
    return words_in(language).site("saved_phone" if answers and answers.own_phone else "saved_browser")
