"""Every treatment in a list; one is added, changed or taken out at a time, and all are seen on one line of time."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.site.pages import came_from, page, words_in
from concord.web.treatments import drawn, keep
from concord.web.treatments.fields import NAME, Errors, Values, shown, take
from concord.web.treatments.names import to_pick_from
from concord.web.treatments.shape import FORMS, KINDS, Part
from concord.web.treatments.timeline import timeline_of

NOT_TYPED = {"csrfmiddlewaretoken", "one_more", "other_kind", "mark"}
LONGEST = 300  # characters of one field that are kept while it is not right yet


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def every(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """All treatments in words, and whether these are all."""
    words = words_in(language)
    error = ""
    if request.method == "POST":
        if (place := request.POST.get("earlier", "")).isdigit():
            answers.file = keep.earlier(answers.file, int(place) - 1)
            return _to(request, answers, "treatments", language)
        answer = request.POST.get("answer", "")
        if answer in drawn.WHOLE:
            answers.file = drawn.say_whole(answers.file, answer)
            answers.seen = list(dict.fromkeys([*answers.seen, "treatments_whole"]))
            return _to(request, answers, "answers", language)
        error = words.site("please_answer")
    listed = drawn.listing(answers.file, words)
    told = drawn.whole(answers.file, answers.seen)
    some = "some" if listed else "none"
    options = [(one, words.site(f"treat_whole_{one}_{some}"), one == told) for one in drawn.WHOLE]
    return page(
        request,
        language,
        "treatments/list.html.j2",
        words.site("treatments_title"),
        listed=listed,
        options=options,
        error=error,
        told=answers,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def new(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """First the kind, then its form. What is typed is kept until it is right, or thrown away by the person."""
    words, errors = words_in(language), Errors()
    if request.method == "POST":
        typed = _typed(request)
        kind = (answers.adding or {}).get("kind", "")
        if "other_kind" in request.POST:
            answers.adding = None
            return _to(request, answers, "treatment_new", language)
        if not kind:
            if typed.get("kind") in KINDS:
                answers.adding = {"kind": typed["kind"]}
                return _to(request, answers, "treatment_new", language)
            return _kinds(request, language, words.site("please_answer"))
        answers.adding = {**typed, "kind": kind}
        if _is_draft(request):
            return _kept(request, answers)
        if "one_more" in request.POST:
            answers.adding |= _one_more(typed)
            return _to(request, answers, "treatment_new", language)
        entry, errors = take({"kind": kind}, "first", typed, words)
        if not errors:
            return _add(request, language, answers, entry)
    if answers.adding is None:
        return _kinds(request, language, "")
    response = _form(request, language, {"kind": answers.adding["kind"]}, "first", answers.adding, errors)
    if errors:
        store.save(request, response, answers)
    return response


def _add(request: HttpRequest, language: Language, answers: store.Answers, entry: keep.Entry) -> HttpResponse:
    file = keep.added(answers.file, entry)
    if wrong := keep.wrong(file):
        return _form(request, language, {"kind": entry["kind"]}, "first", answers.adding or {}, Errors(), wrong=wrong)
    answers.file, answers.adding = file, None
    number = len(keep.entries(file))
    if "more" in FORMS[entry["kind"]]:
        return _to(request, answers, "treatment_more", language, number)
    return _to(request, answers, "treatments", language)


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def change(request: HttpRequest, language: Language, answers: store.Answers, number: int, part: Part) -> HttpResponse:
    """One treatment. Keys that the form does not show, and all other treatments, stay as they are."""
    entry = _entry(answers, number)
    if part not in FORMS.get(entry.get("kind", ""), {}):
        raise Http404(part)
    words, errors, wrong = words_in(language), Errors(), ""
    values: Values = shown(entry, part, words)
    if request.method == "POST":
        values = _typed(request)
        if request.POST.get("mark") != keep.mark(entry):
            return _form(request, language, entry, part, values, errors, wrong=words.site("treat_moved"))
        if "one_more" in request.POST:
            return _form(request, language, entry, part, {**values, **_one_more(values)}, errors)
        changed, errors = take(entry, part, values, words)
        if not errors:
            file = keep.replaced(answers.file, number - 1, changed)
            wrong = keep.wrong(file)
            if not wrong:
                answers.file = file
                return _to(request, answers, "treatments", language)
    return _form(request, language, entry, part, values, errors, wrong=wrong)


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def remove(request: HttpRequest, language: Language, answers: store.Answers, number: int) -> HttpResponse:
    """Takes one out of the list, after asking."""
    entry = _entry(answers, number)
    words = words_in(language)
    if request.method == "POST" and request.POST.get("mark") == keep.mark(entry):
        answers.file = keep.removed(answers.file, number - 1)
        return _to(request, answers, "treatments", language)
    one = drawn.listing(answers.file, words)[number - 1]
    title = words.site("treat_remove_title")
    return page(request, language, "treatments/remove.html.j2", title, one=one, mark=keep.mark(entry))


@require_safe
@with_answers
def timeline(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """Diagnoses and treatments over time, as a picture and as a table of the same."""
    words = words_in(language)
    drawn_line = timeline_of(answers.file, words, keep.today())
    return page(
        request, language, "treatments/timeline.html.j2", words.site("timeline_title"), line=drawn_line, told=answers
    )


# ------------------------------------------------------------------------------------------------ what they share
def _entry(answers: store.Answers, number: int) -> keep.Entry:
    listed = keep.entries(answers.file)
    if not 1 <= number <= len(listed):
        raise Http404(str(number))
    return listed[number - 1]


def _typed(request: HttpRequest) -> dict[str, str]:
    return {key: str(value)[:LONGEST] for key, value in request.POST.items() if key not in NOT_TYPED}


def _one_more(values: Values) -> dict[str, str]:
    """An empty line for one more medicine."""
    last = max((int(found[1]) for key in values if (found := NAME.fullmatch(key))), default=0)
    return {f"drug-{last + 1}": ""}


def _is_draft(request: HttpRequest) -> bool:
    return request.headers.get("X-Save") == "draft"


def _kept(request: HttpRequest, answers: store.Answers) -> HttpResponse:
    response = HttpResponse(status=204)
    store.save(request, response, answers)
    return response


def _to(request: HttpRequest, answers: store.Answers, name: str, language: Language, *more: int) -> HttpResponse:
    response = HttpResponseRedirect(reverse(name, args=[language, *more]) + came_from(request))
    store.save(request, response, answers)
    return response


def _kinds(request: HttpRequest, language: Language, error: str) -> HttpResponse:
    words = words_in(language)
    kinds = [(one, words.site(f"treat_kind_{one}")) for one in KINDS]
    return page(request, language, "treatments/kind.html.j2", words.site("treat_new_title"), kinds=kinds, error=error)


def _form(
    request: HttpRequest,
    language: Language,
    entry: keep.Entry,
    part: Part,
    values: Values,
    errors: Errors,
    *,
    wrong: str = "",
) -> HttpResponse:
    words = words_in(language)
    kind = entry["kind"]
    about: dict[str, Any] = {
        "fields": drawn.fields(entry, part, values, errors, words),
        "errors": errors,
        "wrong": wrong,
        "mark": keep.mark(entry),
        "adding": len(entry) == 1,
        "medicines": to_pick_from(language) if (kind, part) == ("medicine", "first") else (),
        "why": words.site(f"treat_why_{kind if part == 'first' else part}"),
        "where": words.site(f"treat_where_{kind if part == 'first' else part}", unit=drawn.UNIT),
        "unit": drawn.UNIT,
        "part": part,
        "drugs": " + ".join(words.medicine(one) for one in entry.get("drugs", ())),
    }
    title = words.site(f"treat_title_{kind if part == 'first' else part}")
    return page(request, language, "treatments/form.html.j2", title, **about)
