"""Pages about storing: the consent, its receipts, taking it back, and taking the answers of a visit along."""

from __future__ import annotations

import orjson
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.choices.words import Language
from concord.web.accounts import consent, vault
from concord.web.accounts.models import Consent
from concord.web.accounts.views import form, who
from concord.web.accounts.where import safe
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.models import Made
from concord.web.plan import kept as plan
from concord.web.sheets import store as sheets
from concord.web.site.pages import page, words_in


def move(visit: Holder, mine: Holder) -> bool:
    """What goes into the account with the answers, sealed anew; False where something of it stays with the visit."""
    moved = [sheets.move(visit, mine, shelf) for shelf in sheets.SHELVES]
    return plan.move(visit, mine) and all(moved)


@form
@login_required
def agree(request: HttpRequest, language: Language) -> HttpResponse:
    """Shows the whole text. The yes counts only for the text that was on the page."""
    words, changed = words_in(language), False
    if consent.standing(who(request)) and vault.of(who(request)):
        return HttpResponseRedirect(reverse("account", args=[language]))
    if request.method == "POST":
        if request.POST.get("text") == consent.text_hash(words):
            consent.give(who(request), words)
            onward = "take" if store.load_guest(request) else "account"
            return HttpResponseRedirect(reverse(onward, args=[language]))
        changed = True
    return page(
        request,
        language,
        "accounts/agree.html.j2",
        words.site("consent_title"),
        lines=consent.text(words),
        text_hash=consent.text_hash(words),
        changed=changed,
    )


@form
@login_required
def stop(request: HttpRequest, language: Language) -> HttpResponse:
    """Takes the yes back: what is stored is deleted, the account stays."""
    words = words_in(language)
    if request.method == "POST":
        consent.withdraw(who(request))
        return HttpResponseRedirect(reverse("account", args=[language]))
    if not consent.standing(who(request)):
        return HttpResponseRedirect(reverse("account", args=[language]))
    also = [
        consent.name(words, one) for one in consent.ending_with(consent.STORING) if consent.holds(who(request), one)
    ]
    return page(request, language, "accounts/stop.html.j2", words.site("consent_stop_title"), also=also)


@require_safe
@login_required
def receipt(request: HttpRequest, language: Language, number: int) -> HttpResponse:
    """One yes: when, to what, and whether it was taken back."""
    one = get_object_or_404(Consent, pk=number, person=who(request))
    words = words_in(language)
    said = words_in("es" if one.language == "es" else "en")
    return page(
        request,
        language,
        "accounts/receipt.html.j2",
        words.site("receipt_title"),
        number=number,
        name=consent.name(words, one.kind),
        found=consent.receipt(one, said),
        given=words.day(one.given_at.date()),
        withdrawn=words.day(one.withdrawn_at.date()) if one.withdrawn_at else "",
    )


@require_safe
@login_required
def receipt_file(request: HttpRequest, language: Language, number: int) -> HttpResponse:
    """The same, to take along."""
    one = get_object_or_404(Consent, pk=number, person=who(request))
    said = words_in("es" if one.language == "es" else "en")
    content = orjson.dumps(consent.receipt(one, said), option=orjson.OPT_INDENT_2)
    response = HttpResponse(content, content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="receipt.json"'
    return response


@form
@login_required
def take(request: HttpRequest, language: Language) -> HttpResponse:
    """Asks whether the answers of this visit go into the account. What is there is replaced only on that word."""
    words = words_in(language)
    onward = safe(request, request.POST.get("next", request.GET.get("next", ""))) or reverse("account", args=[language])
    mine, visit, guest = vault.holder(request), store.guest_holder(request), store.load_guest(request)
    if mine is None or visit is None or guest is None:
        return HttpResponseRedirect(onward)
    kept = vault.read(mine)
    if request.method == "POST":
        response = HttpResponseRedirect(onward)
        own = store.from_bytes(kept) if kept else store.Answers()
        if "take" in request.POST:
            guest.favourites = [*(one for one in own.favourites if one not in guest.favourites), *guest.favourites]
            _keep(mine, guest, own)
            Made.objects.filter(owner=mine.name).delete()
            if not move(visit, mine):
                return response  # both have one: what is of this visit stays where it is until she clears it
        elif "clear" in request.POST and kept:
            _keep(mine, own, guest)
        if "take" in request.POST or "clear" in request.POST:
            store.forget_guest(request, response)
        return response
    title = words.site("take_title")
    plans = plan.has_some(visit) and plan.has_some(mine)
    return page(request, language, "accounts/take.html.j2", title, has=kept is not None, onward=onward, plans=plans)


def _keep(mine: Holder, answers: store.Answers, other: store.Answers) -> None:
    """Whichever answers are kept: a release, which works only once, and what a clinician said of herself stay."""
    answers.released_until = max((one.released_until for one in (answers, other) if one.released_until), default=None)
    answers.clinician = answers.clinician or other.clinician
    vault.write(mine, store.to_bytes(answers))
