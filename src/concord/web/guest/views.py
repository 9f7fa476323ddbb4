"""One press clears everything; one press takes everything along."""

from __future__ import annotations

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language
from concord.web.accounts import vault
from concord.web.guest import parcel, store
from concord.web.guest.answered import with_answers
from concord.web.site.pages import page, words_in


@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, language: Language) -> HttpResponse:
    """Asks once, then deletes the answers and their key."""
    words = words_in(language)
    if request.method != "POST":
        account = vault.holder(request) is not None
        return page(request, language, "guest/clear.html.j2", words.site("clear"), done=False, account=account)
    response = page(request, language, "guest/clear.html.j2", words.site("cleared"), done=True)
    store.forget(request, response)
    return response


@require_safe
@with_answers
def download(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The situation as a file that `concord brief` reads too."""
    return _to_keep(_file(answers), "application/json", "my-situation.json")


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def keep(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The file as it is, or under a passphrase that is not kept here."""
    words = words_in(language)
    error = ""
    if request.method == "POST":
        phrase = request.POST.get("phrase", "")
        if len(phrase.strip()) >= parcel.SHORTEST:
            return _to_keep(parcel.seal(_file(answers), phrase), "application/octet-stream", "my-situation.concord")
        error = words.site("keep_short")
    return page(request, language, "guest/keep.html.j2", words.site("mine_file"), error=error)


def _file(answers: store.Answers) -> bytes:
    return orjson.dumps(answers.file, option=orjson.OPT_INDENT_2)


def _to_keep(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
