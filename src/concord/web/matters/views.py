"""What matters: one question a page, all of them to skip, and a page of all that was said."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language, Words
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.matters import steps
from concord.web.site.pages import knowledge, page, words_in

SAMPLE = "not_now_used_before"  # a sentence that the knowledge has in both voices


@require_safe
@with_answers
def every(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """All that was said about what matters, each with a way to change it."""
    words = words_in(language)
    lines = [
        (words.site(f"matters_q_{one}"), _said(one, answers, words), reverse("matters_step", args=[language, one]))
        for one in steps.shown(answers)
        if one not in ("weigh", "order")
    ]
    first = reverse("matters_step", args=[language, next(iter(steps.STEPS))])
    return page(
        request, language, "matters/every.html.j2", words.site("matters_title"), lines=lines, first=first, told=answers
    )


def _said(name: str, answers: store.Answers, words: Words) -> list[str]:
    """What was told on one page, in words."""
    if name == "words":
        said = str((answers.file.get("priorities") or {}).get("in_my_words", ""))
        return [said] if said else []
    if name == "pick":
        return [
            words.site("matters_weighed", name=steps.concern(key, words), weight=_weight(key, weight, answers, words))
            for weight, keys in steps.by_weight(answers)
            for key in keys
        ]
    given = [(key, steps.given(answers, key)) for key in steps.STEPS[name]]
    return [words.site(f"matters_say_{key}_{value}") for key, value in given if value]


def _weight(key: str, weight: str, answers: store.Answers, words: Words) -> str:
    return words.site("matters_unweighed") if key in answers.unweighed else words.word(weight)


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def step(request: HttpRequest, language: Language, answers: store.Answers, step: str) -> HttpResponse:
    """One question. Whatever stays open stays open."""
    if step not in steps.STEPS:
        raise Http404(step)
    words, error = words_in(language), ""
    if request.method == "POST":
        error = _take(step, answers, request, words)
        if request.headers.get("X-Save") == "draft":
            return _kept(request, answers) if not error else HttpResponse(status=422)
        if not error:
            stay = step == "order" and "move" in request.POST
            return _go(request, language, answers, step if stay else _next(step, answers, 1))
    if step not in steps.shown(answers):
        return HttpResponseRedirect(_address(language, _next(step, answers, 1)))
    return page(
        request,
        language,
        "matters/step.html.j2",
        words.site(f"matters_q_{step}"),
        step=step,
        why=words.site(f"matters_why_{step}"),
        error=error,
        before=_address(language, _next(step, answers, -1)),
        after=_address(language, _next(step, answers, 1)),
        **_drawn(step, answers, request, words),
    )


def _take(step: str, answers: store.Answers, request: HttpRequest, words: Words) -> str:
    """Writes what was said on a page; what is wrong with it, if anything."""
    long = words.site("matters_too_long", most=steps.MOST_WORDS)
    match step:
        case "words":
            return "" if steps.take_words(answers, request.POST) else long
        case "pick":
            return "" if steps.take_picks(answers, request.POST, words) else long
        case "weigh":
            steps.take_weights(answers, request.POST)
        case "order":
            steps.take_order(answers, request.POST)
        case _:
            for key in steps.STEPS[step]:
                steps.take(answers, key, request.POST)
    return ""


def _drawn(step: str, answers: store.Answers, request: HttpRequest, words: Words) -> dict[str, Any]:
    """What the template of one page needs; on an error, what was typed."""
    found = steps.matters(answers)
    match step:
        case "words":
            kept = (answers.file.get("priorities") or {}).get("in_my_words", "")
            return {"text": request.POST.get("words", kept), "most": steps.MOST_WORDS}
        case "pick":
            keys = [*knowledge().concerns, *(one for one in found if one not in knowledge().concerns)]
            marked = set(request.POST.getlist("concern")) if request.method == "POST" else set(found)
            listed = [(key, steps.concern(key, words), key in marked) for key in keys]
            return {"listed": listed, "own_point": request.POST.get("own", "")}
        case "weigh":
            weights = [(one, words.site(f"matters_weight_{one}")) for one in steps.weights()]
            told = [(key, steps.concern(key, words), _marked(key, weight, answers)) for key, weight in found.items()]
            return {"listed": told, "weights": weights}
        case "order":
            return {
                "groups": [
                    (words.site(f"matters_group_{weight}"), [(key, steps.concern(key, words)) for key in keys])
                    for weight, keys in steps.by_weight(answers)
                ]
            }
    return {"asked": [_asked(key, answers, words) for key in steps.STEPS[step]]}


def _marked(key: str, weight: str, answers: store.Answers) -> str:
    return "" if key in answers.unweighed else weight


def _asked(key: str, answers: store.Answers, words: Words) -> tuple[str, str, list[tuple[str, str, str, bool]]]:
    """One set of answers: value, label, a sample of how it sounds, whether it is marked."""
    given = steps.given(answers, key)
    options = [
        (one, words.site(f"matters_say_{key}_{one}"), _sample(key, one, words), one == given)
        for one in steps.options(key)
    ]
    return key, words.site(f"matters_ask_{key}"), options


def _sample(key: str, value: str, words: Words) -> str:
    """A sentence of the knowledge in this voice."""
    if key != "talk" or value == steps.NOT_SURE:
        return ""
    return Words(knowledge(), words.language, "gentle" if value == "gentle" else "direct").sentence(SAMPLE)


# ------------------------------------------------------------------------------------------------ from page to page
def _next(step: str, answers: store.Answers, by: int) -> str | None:
    """The page after or before this one, of those that have something to ask."""
    names = list(steps.STEPS)
    there = names.index(step) + by
    while 0 <= there < len(names):
        if names[there] in steps.shown(answers):
            return names[there]
        there += by
    return None


def _address(language: Language, step: str | None) -> str:
    return reverse("matters_step", args=[language, step]) if step else reverse("matters", args=[language])


def _go(request: HttpRequest, language: Language, answers: store.Answers, step: str | None) -> HttpResponse:
    response = HttpResponseRedirect(_address(language, step))
    store.save(request, response, answers)
    return response


def _kept(request: HttpRequest, answers: store.Answers) -> HttpResponse:
    response = HttpResponse(status=204)
    store.save(request, response, answers)
    return response
