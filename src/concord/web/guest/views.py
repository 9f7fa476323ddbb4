"""One press clears everything; one press takes everything along."""

from __future__ import annotations

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language
from concord.web.guest import store
from concord.web.site.pages import page, words_in


@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, language: Language) -> HttpResponse:
    """Asks once, then deletes the answers and their key."""
    words = words_in(language)
    if request.method != "POST":
        return page(request, language, "guest/clear.html.j2", words.site("clear"), done=False)
    response = page(request, language, "guest/clear.html.j2", words.site("cleared"), done=True)
    store.forget(request, response)
    return response


@require_safe
def download(request: HttpRequest, language: Language) -> HttpResponse:
    """The situation as a file that `concord brief` reads too."""
    answers = store.load(request)
    if answers is None:
        return HttpResponseRedirect(reverse("begin", args=[language]))
    response = HttpResponse(orjson.dumps(answers.file, option=orjson.OPT_INDENT_2), content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="my-situation.json"'
    response.headers["Cache-Control"] = "no-store"
    return response
