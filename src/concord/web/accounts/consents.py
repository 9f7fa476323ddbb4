"""The page of consents: every purpose with its whole text, given or not, since when, and one press to change it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from concord.choices.words import Language, Words
from concord.web.accounts import consent
from concord.web.accounts.models import Person
from concord.web.accounts.views import who
from concord.web.site.pages import page, words_in


@require_safe
@login_required
def consents(request: HttpRequest, language: Language) -> HttpResponse:
    return _shown(request, language)


@require_POST
@login_required
def change(request: HttpRequest, language: Language, purpose: str) -> HttpResponse:
    """Gives or withdraws one. A yes counts only for the text that was on the page; storing has pages of its own."""
    person, words = who(request), words_in(language)
    if purpose not in consent.PURPOSES or purpose == consent.STORING:
        raise Http404
    if "withdraw" in request.POST:
        consent.withdraw(person, purpose)
    elif request.POST.get("text") != consent.text_hash(words, purpose):
        return _shown(request, language, changed=purpose)
    elif purpose in consent.offered(person):
        consent.give(person, words, purpose)
    return HttpResponseRedirect(f"{reverse('consents', args=[language])}#{purpose}")


def _shown(request: HttpRequest, language: Language, changed: str = "") -> HttpResponse:
    words, person = words_in(language), who(request)
    return page(
        request,
        language,
        "accounts/consents.html.j2",
        words.site("consents_title"),
        status=422 if changed else 200,
        purposes=[_purpose(one, person, words) for one in consent.offered(person)],
        storing=consent.holds(person, consent.STORING),
        changed=consent.name(words, changed) if changed else "",
        changed_id=changed,
    )


def _purpose(purpose: str, person: Person, words: Words) -> dict[str, Any]:
    yes = consent.standing(person, purpose)
    before = person.consents.filter(kind=purpose).exclude(withdrawn_at=None).order_by("given_at")
    return {
        "id": purpose,
        "name": consent.name(words, purpose),
        "lines": consent.text(words, purpose),
        "text_hash": consent.text_hash(words, purpose),
        "since": (yes.pk, words.day(yes.given_at.date())) if yes else None,
        "before": [
            (one.pk, words.day(one.given_at.date()), words.day(one.withdrawn_at.date()))
            for one in before
            if one.withdrawn_at
        ],
    }
