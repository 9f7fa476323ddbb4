"""Was this helpful, and the short survey. Whoever answers comes back to where she was; what is wrong loses no word."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from concord.choices.words import Language
from concord.web.feedback.keep import keep
from concord.web.feedback.places import address
from concord.web.site.pages import page, words_in

LONGEST = 1000
YES_NO = {"yes": True, "no": False}
QUESTIONS = ("found", "clear", "hurt", "ready")
ANSWERS = ("yes", "partly", "no", "unsure")
THANKS = "#thanks"  # a browser never sends what follows this sign


@require_POST
def helpful(request: HttpRequest, language: Language) -> HttpResponse:
    """Yes or no and a comment, about one page."""
    about = request.POST.get("page", "")
    back = address(about, language)
    if back is None:
        raise Http404
    said, comment = YES_NO.get(request.POST.get("helpful", "")), _written(request.POST, "comment")
    error = _too_long(comment) or ("" if said is not None or comment else "helpful_empty")
    if not error and keep({"page": about, "words": comment, "answers": {}}, language, said):
        return HttpResponseRedirect(back + THANKS)
    words = words_in(language)
    return page(
        request,
        language,
        "feedback/again.html.j2",
        words.site("helpful_title"),
        error=words.site(error or "feedback_busy", count=LONGEST),
        about=about,
        back=back,
        said=request.POST.get("helpful", ""),
        comment=comment,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, language: Language) -> HttpResponse:
    """Five questions of our own; each can be left open."""
    answers = {name: request.POST[name] for name in QUESTIONS if request.POST.get(name) in ANSWERS}
    comment, error = _written(request.POST, "comment"), ""
    if request.method == "POST":
        error = _too_long(comment) or ("" if answers or comment else "survey_empty")
        if not error and keep({"page": "survey", "words": comment, "answers": answers}, language):
            return HttpResponseRedirect(reverse("survey", args=[language]) + THANKS)
        error = error or "feedback_busy"
    words = words_in(language)
    return page(
        request,
        language,
        "feedback/survey.html.j2",
        words.site("survey_title"),
        questions=[(name, words.site(f"survey_{name}")) for name in QUESTIONS],
        options=[(name, words.site(f"survey_say_{name}")) for name in ANSWERS],
        answers=answers,
        comment=comment,
        error=words.site(error, count=LONGEST) if error else "",
    )


def _written(sent: Mapping[str, str], name: str) -> str:
    """Free words; a browser sends each end of a line as two signs."""
    return sent.get(name, "").replace("\r\n", "\n").strip()


def _too_long(comment: str) -> str:
    return "comment_long" if len(comment) > LONGEST else ""
