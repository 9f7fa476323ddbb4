"""The pages of the short way: where one begins, one question a page, and the answers to look over."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language, Words
from concord.web.choices.kept import asked
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.site.pages import knowledge, page, words_in
from concord.web.way.questions import (
    ENDS,
    ROWS,
    UNKNOWN,
    Question,
    answered,
    can_show,
    not_known,
    not_to_be_kept,
    questions,
    rows_in,
)
from concord.web.whole.further import further
from concord.web.whole.lines import Line, Section, sections
from concord.web.whole.shape import COUNTRIES

OWN_WORDS = {"not", "somewhere", UNKNOWN}


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, language: Language) -> HttpResponse:
    """For whom, in which country, and whether this is one's own phone."""
    words = words_in(language)
    answers = store.load(request) or store.Answers()
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
        open_still = [name for name in questions(knowledge().vocabulary) if name not in answers.seen]
        first = (
            reverse("question", args=[language, open_still[0]]) if open_still else reverse("answers", args=[language])
        )
        response = HttpResponseRedirect(first)
        store.save(request, response, answers)
        return response
    chosen = answers.file.get("person", {}).get("country", "")
    countries = [(code, words.site(f"country_{code}"), code == chosen) for code in COUNTRIES]
    shown = page(
        request,
        language,
        "way/begin.html.j2",
        words.site("start"),
        countries=countries,
        told=answers,
        kept=words.site(store.how_kept(request)),
    )
    shown.headers["Cache-Control"] = "no-store"
    return shown


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def question(request: HttpRequest, language: Language, answers: store.Answers, step: str) -> HttpResponse:
    """One question: why we ask, where to find it, "I don't know" among the answers."""
    listed = questions(knowledge().vocabulary)
    if step not in listed:
        raise Http404(step)
    one, words = listed[step], words_in(language)
    if not can_show(one, answers.file):
        return _longer(request, language, one, answers)
    error, posted = "", request.POST if request.method == "POST" else None
    if posted is not None:
        if (new := answered(one, answers.file, posted)) is not None:
            answers.file = new
            return _go_on(request, language, step, list(listed), answers)
        strange = not_to_be_kept(posted) if step == "medicines" else []
        error = words.site("whole_wrong_name", name=strange[0][:60]) if strange else words.site("please_answer")
    names = list(listed)
    return page(
        request,
        language,
        "way/question.html.j2",
        words.site(f"q_{step}"),
        step=step,
        kind=one.kind,
        number=names.index(step) + 1,
        count=len(names),
        before=_address(language, names, step, -1) or reverse("begin", args=[language]),
        options=_options(one, answers, words, posted),
        file=answers.file,
        error=error,
        unknown_names=not_known(answers.file, knowledge().vocabulary) if step == "medicines" else [],
        rows=_rows(answers, words, posted) if step == "medicines" else [],
        medicines=_medicines(words) if step == "medicines" else [],
    )


def _longer(request: HttpRequest, language: Language, one: Question, answers: store.Answers) -> HttpResponse:
    """To the page that can show all that the file has; the question then counts as asked."""
    name, *arguments = one.longer
    response = HttpResponseRedirect(reverse(name, args=[language, *arguments]))
    if one.name not in answers.seen:
        answers.seen.append(one.name)
        store.save(request, response, answers)
    return response


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
    """All that was told, section by section, each line with a way to change it; and what would settle more."""
    words = words_in(language)
    listed = sections(told.file, told.seen, words)
    for one in listed:
        one.told += _not_told(one, told, words)
    found = asked(request, told, language).brief if told.file else None
    first = (
        next((one for one in further(found, told.seen) if one.choices and not one.not_known), None) if found else None
    )
    return page(
        request,
        language,
        "way/answers.html.j2",
        words.site("check_title"),
        sections=listed,
        told=told,
        further=first,
        urgent=bool(found and found["urgent"]),
        strange=not_known(told.file, knowledge().vocabulary),
    )


# The section in which a question of the short way stands, and what shows that it was answered.
SHORT = {
    "spread": ("cancer", frozenset({"cancer.extent", "cancer.sites"})),
    "hormone": ("reports", frozenset({"er", "er_percent", "pr", "pr_percent"})),
    "her2": ("reports", frozenset({"her2_ihc", "her2_ish", "her2_status"})),
    "medicines": ("treatments", frozenset()),
    "illnesses": ("health", frozenset({"health.conditions"})),
    "matters": ("matters", frozenset()),
}


def _not_told(section: Section, told: store.Answers, words: Words) -> list[Line]:
    """The questions of the short way that are still open, so that the list names them too."""
    found = []
    for step, (name, keys) in SHORT.items():
        if name != section.name:
            continue
        shown = {place for line in section.told for place in line.places}
        if name == "reports":
            shown = {key for report in told.file.get("pathology") or () for key in report}
        if not (shown & keys if keys else section.told):
            answer = words.site("dont_know" if step in told.seen else "not_told")
            address = reverse("question", args=[words.language, step])
            found.append(Line(f"short-{step}", words.site(f"q_{step}"), answer, address))
    return found


# ------------------------------------------------------------------------------------------------ what a page shows
def _address(language: Language, names: list[str], step: str, by: int) -> str | None:
    at = names.index(step) + by
    return reverse("question", args=[language, names[at]]) if 0 <= at < len(names) else None


def _options(
    one: Question, answers: store.Answers, words: Words, posted: QueryDict | None
) -> list[tuple[str, str, bool]]:
    """The answers that can be marked: value, label, whether it is marked."""
    given = one.given(answers.file) or ({UNKNOWN} if one.name in answers.seen else set())
    if posted is not None:
        given = set(posted.getlist("answer"))
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


def _rows(answers: store.Answers, words: Words, posted: QueryDict | None) -> list[dict[str, Any]]:
    """The lines for medicines, with what was written before."""
    resolve = knowledge().vocabulary.resolve
    told = [
        (" + ".join(words.medicine(resolve(drug) or drug) for drug in entry["drugs"]), entry.get("stopped_because", ""))
        for entry in answers.file.get("treatments", [])
    ]
    lines = rows_in(posted) if posted is not None else [*told, *[("", "")] * ROWS][:ROWS]
    return [
        {"number": n, "name": name, "ends": [(end, words.word(end), end == ended) for end in ENDS]}
        for n, (name, ended) in enumerate(lines, 1)
    ]


def _medicines(words: Words) -> list[str]:
    """Names to pick from while typing."""
    vocabulary = knowledge().vocabulary
    cancer = vocabulary.members.get(vocabulary.cancer_class, frozenset())
    return sorted(words.medicine(name) for name in cancer)
