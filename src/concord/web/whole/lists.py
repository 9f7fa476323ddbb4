"""The lists of the whole way: reports of tissue samples, and results of genes and markers. Add, change, remove."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.choices.words import Language, Words
from concord.situation.read import SCHEMA
from concord.web.choices.kept import today
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.site.pages import came_from, page, words_in
from concord.web.whole import file as files
from concord.web.whole import forms
from concord.web.whole.answers import label
from concord.web.whole.entries import INHERITED, REPORT, Entry, EntryForm, form_of, form_to_add, names_to_add
from concord.web.whole.lines import marker_name, sections

NOT_TESTED = "not_tested"
PART = {"reports": "pathology", "markers": "biomarkers"}


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def listed(request: HttpRequest, language: Language, answers: store.Answers, name: str) -> HttpResponse:
    """What was told of one list, and what can be added; posted, that a person has nothing at hand."""
    words = words_in(language)
    if request.method == "POST":
        _mark_unknown(answers, name)
        return _saved(request, answers, language, "answers")
    told = next(one for one in sections(answers.file, (), words) if one.name == name).told
    cancer, inherited = names_to_add() if name == "markers" else ([], [])
    return page(
        request,
        language,
        f"whole/{name}.html.j2",
        words.site(f"section_{name}"),
        name=name,
        lines=told,
        cancer=cancer,
        inherited=[(one, one.removesuffix(INHERITED)) for one in inherited],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def report(request: HttpRequest, language: Language, answers: store.Answers, number: int | None = None) -> HttpResponse:
    """One report: a new one, or the one at this place of the list."""
    entry = {} if number is None else _entry(answers, "reports", number)
    title = words_in(language).site("report_number", number=number or len(answers.file.get("pathology", ())) + 1)
    return _form(request, words_in(language), answers, "reports", REPORT, entry, {}, number or 0, title)


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def new_marker(request: HttpRequest, language: Language, answers: store.Answers, marker: str) -> HttpResponse:
    """A new result of a gene or marker."""
    words, found = words_in(language), form_to_add(marker)
    if found is None:
        raise Http404(marker)
    form, begun = found
    title = marker_name(begun["marker"], marker.endswith(INHERITED), words)
    if request.method == "POST" and forms.ALL_UNKNOWN in request.POST and forms.is_empty(form.fields({}), request.POST):
        _mark_unknown(answers, f"markers-{marker}")
        return _saved(request, answers, language, "markers")
    if request.method == "POST" and request.POST.get("result") == NOT_TESTED:
        _mark_unknown(answers, f"markers-{marker}")  # a test can tell, and not the person
    return _form(request, words, answers, "markers", form, {}, begun, 0, title)


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def marker(request: HttpRequest, language: Language, answers: store.Answers, number: int) -> HttpResponse:
    """The result at this place of the list."""
    words, entry = words_in(language), _entry(answers, "markers", number)
    title = marker_name(str(entry["marker"]).upper(), entry.get("origin") == "germline", words)
    return _form(request, words, answers, "markers", form_of(entry), entry, {}, number, title)


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def remove(request: HttpRequest, language: Language, answers: store.Answers, name: str, number: int) -> HttpResponse:
    """Asks once, then takes one entry out of the list."""
    words, entry = words_in(language), _entry(answers, name, number)
    said = next(one for one in sections(answers.file, (), words) if one.name == name).told[number - 1]
    if request.method == "POST" and request.POST.get("seen") == files.digest(entry):
        answers.file = files.without_entry(answers.file, PART[name], number - 1)
        return _saved(request, answers, words.language, name)
    title = words.site("whole_remove_title")
    return page(request, language, "whole/remove.html.j2", title, name=name, line=said, seen=files.digest(entry))


def _mark_unknown(answers: store.Answers, page: str) -> None:
    answers.seen = list(dict.fromkeys([*answers.seen, f"unknown:{page}"]))


def _entry(answers: store.Answers, name: str, number: int) -> Entry:
    entries = answers.file.get(PART[name], [])
    if not 1 <= number <= len(entries):
        raise Http404(number)
    entry: Entry = entries[number - 1]
    return entry


def _form(
    request: HttpRequest,
    words: Words,
    answers: store.Answers,
    name: str,
    form: EntryForm,
    entry: Entry,
    begun: Entry,
    number: int,
    title: str,
) -> HttpResponse:
    groups = form.fields(entry)
    fields = [field for _, group in groups for field in group]
    posted = request.POST if request.method == "POST" else None
    faults: list[forms.Fault] = []
    if posted is not None:
        try:
            if posted.get("seen") != files.digest(entry):
                raise forms.WrongError([(fields[0].key, words.site("whole_wrong_meanwhile"), "")])
            values, _ = forms.read(fields, entry, posted, words, today(), may_be_empty=False)
            answers.file = forms.attempt(
                lambda: files.with_entry(
                    answers.file, form.part, number - 1 if number else None, begun | values, today()
                ),
                fields,
                words,
            )
        except forms.WrongError as error:
            faults = error.faults
        else:
            return _saved(request, answers, words.language, name)
    return page(
        request,
        words.language,
        "whole/entry.html.j2",
        title,
        name=name,
        number=number,
        faults=faults,
        names={field.key: label(field, words) for field in fields},
        asks_once=not number and name == "markers",
        groups=[_drawn(group, named, entry, words, posted) for named, group in groups],
        seen=files.digest(entry),
    )


def _drawn(fields: Any, named: str, entry: Entry, words: Words, posted: Any) -> tuple[str, list[dict[str, Any]]]:
    return words.site(named), forms.drawn(fields, entry, words, posted=posted)


def _saved(request: HttpRequest, answers: store.Answers, language: Language, name: str) -> HttpResponse:
    answers.file.setdefault("schema", SCHEMA)
    response = HttpResponseRedirect(reverse(name, args=[language]) + came_from(request))
    store.save(request, response, answers)
    return response
