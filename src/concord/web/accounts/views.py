"""My account: what is kept, since when, and every way to change that."""

from __future__ import annotations

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concord.choices.words import Language
from concord.web.accounts import consent, drafts, export, idle, leaving, vault
from concord.web.accounts.models import Person, Vault
from concord.web.accounts.where import safe
from concord.web.guest import store
from concord.web.site.language import in_address
from concord.web.site.pages import page, words_in

form = require_http_methods(["GET", "HEAD", "POST"])


def who(request: HttpRequest) -> Person:
    """Whoever is signed in, on pages for those alone."""
    return cast(Person, request.user)


@require_safe
@login_required
def here(request: HttpRequest, language: Language) -> HttpResponse:
    """What is kept, since when, and what can be done with it."""
    words, person = words_in(language), who(request)
    mine = Vault.objects.filter(person=person).first() if vault.of(person) else None
    yes = consent.standing(person)
    return page(
        request,
        language,
        "accounts/here.html.j2",
        words.site("account"),
        name=person.username,
        since=words.day(yes.given_at.date()) if mine and yes else "",
        changed=words.day(mine.changed.date()) if mine and mine.changed else "",
        told=store.load(request),
        waiting=bool(mine) and store.load_guest(request) is not None,
        receipts=[
            (one.pk, consent.name(words, one.kind), words.day(one.given_at.date()), one.withdrawn_at)
            for one in person.consents.order_by("pk")
        ],
        passkey_alone=not person.has_usable_password(),
    )


@require_safe
@login_required
def ways(request: HttpRequest) -> HttpResponse:
    """The ways to sign in that this account has, and those that can be added."""
    language = in_address(request.path)
    has = {one.type for one in Authenticator.objects.filter(user=who(request))}
    password = who(request).has_usable_password()
    title = words_in(language).site("ways_title")
    return page(
        request, language, "accounts/ways.html.j2", title, has=has, password=password, alone=bool(has) and not password
    )


@require_POST
@login_required
def fit(request: HttpRequest, language: Language) -> HttpResponse:
    """Whether home and articles may fit what was told. Kept inside the answers, because it is about them."""
    response = HttpResponseRedirect(reverse("account", args=[language]))
    answers = store.load(request)
    if answers is not None:
        answers.fit_pages = {"yes": True, "no": False}.get(request.POST.get("fit", ""))
        store.save(request, response, answers)
    return response


# ------------------------------------------------------------------------------------------------ ending a session
@form
def sign_out(request: HttpRequest, language: Language) -> HttpResponse:
    """Here, or in every browser."""
    words = words_in(language)
    if request.method == "POST" and request.user.is_authenticated:
        if "everywhere" in request.POST:
            leaving.sign_out_everywhere(who(request))
        logout(request)
    if request.user.is_authenticated:
        return page(request, language, "accounts/sign_out.html.j2", words.site("sign_out"))
    left = store.load_guest(request) is not None
    response = page(request, language, "accounts/signed_out.html.j2", words.site("signed_out"), left=left)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@form
@login_required
def stay(request: HttpRequest, language: Language) -> HttpResponse:
    """GET says how many seconds are left; POST begins the time again, as often as one likes."""
    left = idle.left(request)
    if request.method != "POST":
        return JsonResponse({"seconds": max(0, round(left))})
    if left <= 0:
        return HttpResponseRedirect(reverse("account", args=[language]))
    idle.seen_now(request)
    if request.headers.get("X-Stay"):
        return HttpResponse(status=204)
    return HttpResponseRedirect(safe(request, request.POST.get("next", "")) or reverse("account", args=[language]))


@form
@login_required
def draft(request: HttpRequest, language: Language) -> HttpResponse:
    """Offers the form that came too late. Sending it posts the same fields once more, to where they belong."""
    words, found = words_in(language), drafts.find(request, who(request))
    if request.method == "POST" and found is not None:
        response: HttpResponse = HttpResponseRedirect(reverse("account", args=[language]))
        if "drop" not in request.POST:
            response = HttpResponseRedirect(found.path, preserve_request=True)
        drafts.drop(request, response)
        return response
    if found is None:
        return HttpResponseRedirect(reverse("account", args=[language]))
    return page(request, language, "accounts/draft.html.j2", words.site("draft_title"), fields=found.fields)


# ------------------------------------------------------------------------------------------------ what is kept
@require_safe
@login_required
def file(request: HttpRequest, language: Language) -> HttpResponse:
    """Everything that is kept, as one file."""
    found = export.everything(request, who(request), words_in(language))
    response = HttpResponse(export.as_file(found), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="my-account.json"'
    return response


@form
@reauthentication_required(app="concord")  # type: ignore[untyped-decorator]
def delete(request: HttpRequest, language: Language) -> HttpResponse:
    """Asks once more, then deletes for good, and says until when a backup may still hold it."""
    words, error = words_in(language), ""
    day = words.day(leaving.gone_from_backups())
    if request.method == "POST":
        if "sure" in request.POST:
            person = who(request)
            logout(request)
            leaving.delete_for_good(person)
            response = page(request, language, "accounts/deleted.html.j2", words.site("deleted_title"), day=day)
            store.forget(request, response)
            drafts.drop(request, response)
            return response
        error = words.site("delete_unsure")
    return page(request, language, "accounts/delete.html.j2", words.site("delete_title"), day=day, error=error)
