"""The pages of the short way: where one begins, one question a page, and the answers to look over."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language, Words
from concord.web.choices.views import told_in_words
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.site.pages import knowledge, page, words_in
from concord.web.way.questions import ENDS, ROWS, UNKNOWN, Question, hold_whole, not_known, questions

COUNTRIES = ("US", "PR", "ES", "IE", "MX", "CL", "CO", "AR", "PE", "CA", "GB")
OWN_WORDS = {"not", "somewhere", UNKNOWN}


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, language: Language) -> HttpResponse:
    """For whom, in which country, and whether this is one's own phone."""
    words = words_in(language)
    answers = store.load(request) or store.Answers()
    if _brought(answers):
        return HttpResponseRedirect(reverse("answers", args=[language]))
    if request.method == "POST":
        person: dict[str, Any] = answers.file.setdefault("person", {})
        person["language"] = language
        if person.get("country") in COUNTRIES:
            del person["country"]
        if (country := request.POST.get("country", "")) in COUNTRIES:
            person["country"] = country
        answers.file["schema"] = "concord.situation/0"
        answers.own_phone = "own_phone" in request.POST
        answers.for_another = {"me": False, "other": True}.get(request.POST.get("whom", ""))
        response = HttpResponseRedirect(reverse("question", args=[language, "spread"]))
        store.save(request, response, answers)
        return response
    chosen = answers.file.get("person", {}).get("country", "")
    countries = [(code, words.site(f"country_{code}"), code == chosen) for code in COUNTRIES]
    shown = page(request, language, "way/begin.html.j2", words.site("start"), countries=countries, told=answers)
    shown.headers["Cache-Control"] = "no-store"
    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def question(request: HttpRequest, language: Language, answers: store.Answers, step: str) -> HttpResponse:
    """One question: why we ask, where to find it, "I don't know" among the answers."""
    asked = questions(knowledge().vocabulary)
    if step not in asked:
        raise Http404(step)
    if _brought(answers):
        return HttpResponseRedirect(reverse("answers", args=[language]))
    error = ""
    if request.method == "POST":
        if asked[step].take(answers.file, request.POST):
            return _go_on(request, language, step, list(asked), answers)
        error = words_in(language).site("please_answer")
    names = list(asked)
    return page(
        request,
        language,
        "way/question.html.j2",
        words_in(language).site(f"q_{step}"),
        step=step,
        kind=asked[step].kind,
        number=names.index(step) + 1,
        count=len(names),
        before=_address(language, names, step, -1) or reverse("begin", args=[language]),
        options=_options(asked[step], answers, words_in(language)),
        file=answers.file,
        error=error,
        unknown_names=not_known(answers.file, knowledge().vocabulary) if step == "medicines" else [],
        rows=_rows(answers, words_in(language)) if step == "medicines" else [],
        medicines=_medicines(words_in(language)) if step == "medicines" else [],
    )


def _go_on(
    request: HttpRequest, language: Language, step: str, names: list[str], answers: store.Answers
) -> HttpResponse:
    """To the next question, back to the answers where one was changed, or to a name that is not known, once."""
    first_time = step not in answers.seen
    if first_time:
        answers.seen.append(step)
    again = reverse("question", args=[language, step])
    odd = step == "medicines" and first_time and not_known(answers.file, knowledge().vocabulary)
    onward = _address(language, names, step, 1) if first_time else None
    response = HttpResponseRedirect(again if odd else onward or reverse("answers", args=[language]))
    store.save(request, response, answers)
    return response


@require_safe
@with_answers
def answers(request: HttpRequest, language: Language, told: store.Answers) -> HttpResponse:
    """What was told, each line with a way to change it."""
    words = words_in(language)
    if _brought(told):
        said_in_it = told_in_words(told.file, language)
        return page(request, language, "way/brought.html.j2", words.site("check_title"), told=told, **said_in_it)
    lines = []
    for one in questions(knowledge().vocabulary).values():
        said = [label for value, label, chosen in _options(one, told, words) if chosen and value != UNKNOWN]
        if one.name == "medicines":
            said = [f"{name} ({end})" if end else name for name, end in _told_medicines(told, words)] or said
        address = reverse("question", args=[language, one.name])
        lines.append((words.site(f"q_{one.name}"), "; ".join(said) or words.site("not_told"), address))
    return page(request, language, "way/answers.html.j2", words.site("check_title"), lines=lines, told=told)


def _brought(answers: store.Answers) -> bool:
    return not hold_whole(answers.file, knowledge().vocabulary)


# ------------------------------------------------------------------------------------------------ what a page shows
def _address(language: Language, names: list[str], step: str, by: int) -> str | None:
    at = names.index(step) + by
    return reverse("question", args=[language, names[at]]) if 0 <= at < len(names) else None


def _options(one: Question, answers: store.Answers, words: Words) -> list[tuple[str, str, bool]]:
    """The answers that can be marked: value, label, whether it is marked."""
    given = one.given(answers.file) or ({UNKNOWN} if one.name in answers.seen else set())
    return [(value, _label(one.name, value, words), value in given) for value in one.options]


def _label(question: str, value: str, words: Words) -> str:
    if value == UNKNOWN:
        return words.site("dont_know")
    if question == "matters":
        return words.argument("concern", value)
    if question == "illnesses" and value != "none":
        return words.argument("condition", value)
    if question == "spread" and value not in OWN_WORDS:
        return words.word(value)
    names = {"somewhere": "unknown"} if question == "spread" else {}
    return words.site(f"q_{question}_{names.get(value, value)}")


def _told_medicines(answers: store.Answers, words: Words) -> list[tuple[str, str]]:
    return [
        (
            " + ".join(words.medicine(knowledge().vocabulary.resolve(drug) or drug) for drug in entry["drugs"]),
            words.word(entry["stopped_because"]) if "stopped_because" in entry else "",
        )
        for entry in answers.file.get("treatments", [])
    ]


def _rows(answers: store.Answers, words: Words) -> list[dict[str, Any]]:
    """The lines for medicines, with what was written before."""
    told = answers.file.get("treatments", [])
    names = [name for name, _ in _told_medicines(answers, words)]
    return [
        {
            "number": n + 1,
            "name": names[n] if n < len(told) else "",
            "ends": [(end, words.word(end), n < len(told) and told[n].get("stopped_because") == end) for end in ENDS],
        }
        for n in range(ROWS)
    ]


def _medicines(words: Words) -> list[str]:
    """Names to pick from while typing."""
    vocabulary = knowledge().vocabulary
    cancer = vocabulary.members.get(vocabulary.cancer_class, frozenset())
    return sorted(words.medicine(name) for name in cancer)
