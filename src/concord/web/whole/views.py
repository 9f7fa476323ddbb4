"""The pages of the whole way: the overview, one question a page, what would settle more, and what cannot wait."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language, Words
from concord.situation.read import SCHEMA
from concord.web.choices.kept import asked, today
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.site.pages import knowledge, page, words_in
from concord.web.whole import file as files
from concord.web.whole import forms
from concord.web.whole.answers import label
from concord.web.whole.further import further
from concord.web.whole.lines import sections
from concord.web.whole.table import QUESTIONS, URGENT, WITHOUT_NONE, Question, of_section

SOURCES_OF_THE_REPORT = ("asco-cap-er-pr-2020", "asco-cap-her2-2023")


NOT_WATCHED = ("symptoms", "notes")  # where somebody could think that a team reads along


@require_safe
@with_answers
def overview(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The sections with what is still open in each."""
    words = words_in(language)
    listed = sections(answers.file, answers.seen, words, "whole_question")
    return page(request, language, "whole/overview.html.j2", words.site("whole_title"), sections=listed, told=answers)


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def question(
    request: HttpRequest, language: Language, answers: store.Answers, step: str, origin: str = "whole"
) -> HttpResponse:
    """One question: why we ask, where to find it, "I don't know" among the answers."""
    if step not in QUESTIONS:
        raise Http404(step)
    one, words = QUESTIONS[step], words_in(language)
    values = answers.file.get(one.part, {}) if one.part else answers.file
    known = {key: values[key] for key in one.keys if key in values}
    faults: list[forms.Fault] = []
    posted = request.POST if request.method == "POST" else None
    if posted is not None:
        try:
            return _taken(request, words, one, known, answers, origin)
        except forms.WrongError as error:
            faults = error.faults
    unknown = f"unknown:{step}" in answers.seen
    return page(
        request,
        language,
        "whole/question.html.j2",
        words.site(f"ask_{step}"),
        why=words.site(f"why_{step}"),
        where=words.site(f"where_{step}"),
        faults=faults,
        names={field.key: label(field, words) for field in one.fields} if len(one.keys) > 1 else {},
        fields=forms.drawn(one.fields, known, words, posted=posted, unknown=unknown, without_none=WITHOUT_NONE),
        asks_once=forms.asks_once(one.fields),
        all_unknown=(unknown and not known) if posted is None else forms.ALL_UNKNOWN in posted,
        seen=files.digest(known),
        place=_place(one, files.told(answers.file)) if origin == "whole" else None,
        section=words.site(f"section_{one.section}"),
        back=_back(origin, one, language),
        tests=_tests(one, words),
        not_watched=one.name in NOT_WATCHED,
    )


def _taken(
    request: HttpRequest, words: Words, one: Question, known: dict[str, Any], answers: store.Answers, origin: str
) -> HttpResponse:
    """Writes the answer and leads on. Errors: WrongError."""
    if request.POST.get("seen") != files.digest(known):
        raise forms.WrongError([(one.keys[0], words.site("whole_wrong_meanwhile"), "")])
    values, not_known = forms.read(one.fields, known, request.POST, words, today())
    answers.file = forms.attempt(lambda: files.changed(answers.file, one.part, values, today()), one.fields, words)
    mark = f"unknown:{one.name}"
    answers.seen = [name for name in answers.seen if name != mark] + ([mark] if not_known else [])
    answers.file.setdefault("schema", SCHEMA)
    urgent = one.name in URGENT and bool(asked(request, answers, words.language).brief["urgent"])
    onward = reverse("urgent_first", args=[words.language]) if urgent else _onward(one, answers, words.language, origin)
    response = HttpResponseRedirect(onward)
    store.save(request, response, answers)
    return response


def _asked(one: Question, facts: dict[str, Any]) -> list[str]:
    """The questions of its section that are asked of this person, in order."""
    return [other.name for other in of_section(one.section) if other.fits(facts) or other is one]


def _place(one: Question, facts: dict[str, Any]) -> tuple[int, int]:
    names = _asked(one, facts)
    return names.index(one.name) + 1, len(names)


def _onward(one: Question, answers: store.Answers, language: Language, origin: str) -> str:
    if origin != "whole":
        return _back(origin, one, language)
    names = _asked(one, files.told(answers.file))
    at = names.index(one.name) + 1
    if at < len(names):
        return reverse("whole_question", args=[language, names[at]])
    return _back(origin, one, language)


def _back(origin: str, one: Question, language: Language) -> str:
    """Where one came from: the place in the list of answers, what would settle more, or the section of the way.

    An origin that is an address is where it leads itself.
    """
    if origin.startswith("/"):
        return origin
    if origin == "answers":
        return f"{reverse('answers', args=[language])}#{one.name}"
    if origin == "further":
        return reverse("further", args=[language])
    return f"{reverse('whole', args=[language])}#{one.section}"


def _tests(one: Question, words: Words) -> list[tuple[str, str]]:
    """The tests that can give this, with what each is for."""
    asks = [knowledge().asks.get(key) for key in one.keys]
    names = dict.fromkeys(ask.test for ask in asks if ask and ask.test)
    return [(words.text(knowledge().tests[name].name), words.text(knowledge().tests[name].why)) for name in names]


@require_safe
@with_answers
def more(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The questions that would settle more, with what hangs on each."""
    words = words_in(language)
    found = asked(request, answers, language).brief
    listed = further(found, answers.seen)
    title = words.site("further_title")
    return page(request, language, "whole/further.html.j2", title, questions=listed, tests=bool(found["tests"]))


@require_safe
@with_answers
def urgent(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """What cannot wait, before anything else."""
    found = asked(request, answers, language).document
    if not found["urgent"]:
        return HttpResponseRedirect(reverse("answers", args=[language]))
    title = found["labels"]["heading_urgent"]
    return page(request, language, "whole/urgent.html.j2", title, signs=found["urgent"], labels=found["labels"])


@require_safe
def pathology_report(request: HttpRequest, language: Language) -> HttpResponse:
    """What a pathology report says and where; the same for everyone."""
    words = words_in(language)
    sources = [knowledge().sources[name] for name in SOURCES_OF_THE_REPORT]
    return page(request, language, "whole/report_explained.html.j2", words.site("paper_title"), sources=sources)
