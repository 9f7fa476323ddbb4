"""The pages of trials: which may fit, which do not and why, one trial criterion by criterion, and what settles most.

The address holds what somebody wants to see of the records, in words of a closed list, and nothing of the person.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.words import Language, Words
from concord.reading import Document
from concord.situation.derive import derive
from concord.situation.read import from_document
from concord.trials import store
from concord.trials.person import Line, Person, match, results, shown, whole
from concord.trials.records import PHASES, STATUSES
from concord.trials.shelf import SORTS, Shelf, Wanted, read_one
from concord.web.choices.kept import today
from concord.web.guest.answered import with_answers
from concord.web.guest.store import Answers
from concord.web.site import as_json
from concord.web.site.language import other_address
from concord.web.site.pages import FROM_TRIALS, knowledge, page, words_in
from concord.web.trials import kept
from concord.web.whole.further import address_of, page_for
from concord.web.whole.table import QUESTIONS
from concord.web.whole.views import question

PAGE = 20
FOLDED = 10
"""How many that do not fit stand folded under the list; the others have a page of their own."""
MOST_COUNTRIES = 4
NUMBER = re.compile(r"NCT\d{8}")
REGISTRY = "https://clinicaltrials.gov/"


# ------------------------------------------------------------------------------------------------ the list
@require_safe
@with_answers
def every(request: HttpRequest, language: Language, answers: Answers) -> HttpResponse:
    """Those that fit or may fit, with filters; folded, those that do not."""
    shelf, words = kept.trials(), words_in(language)
    if shelf is None:
        return _none(request, language, answers)
    person, wanted = _person(answers, words), _wanted(request, shelf)
    matched = match(shelf, person.facts, wanted)
    fitting = len(matched.of("likely_fits", "may_fit"))
    number = _number(request, fitting)
    with kept.opened() as (records, read):
        found = results(matched, person, records, read, first=number * PAGE, most=PAGE, not_fitting=FOLDED)
    if as_json.wanted(request):
        return _json(dict(found))
    return _page(
        request,
        language,
        answers,
        "trials/list.html.j2",
        words.site("trials_title"),
        found=found,
        wanted=wanted,
        choose=_choose(shelf, wanted, words),
        settles=[(one, _asked_at(one["fact"], answers, words)) for one in found["settles"]],
        pages=_pages("trials", language, wanted, number, fitting),
        all_out=_address("trials-out", language, wanted, 0),
        said_no=not answers.hears_of_trials(),
        where=_where,
    )


@require_safe
@with_answers
def out(request: HttpRequest, language: Language, answers: Answers) -> HttpResponse:
    """Those that do not fit, each with its sentence."""
    shelf, words = kept.trials(), words_in(language)
    if shelf is None:
        return _none(request, language, answers)
    person, wanted = _person(answers, words), _wanted(request, shelf)
    rows = match(shelf, person.facts, wanted).of("does_not_fit")
    number = _number(request, len(rows))
    with kept.opened() as (records, read):
        found = shown(rows[number * PAGE : (number + 1) * PAGE], records, read, person)
    return _page(
        request,
        language,
        answers,
        "trials/out.html.j2",
        words.site("trials_out"),
        trials=found,
        total=len(rows),
        pages=_pages("trials-out", language, wanted, number, len(rows)),
        back=_address("trials", language, wanted, 0),
        where=_where,
    )


# ------------------------------------------------------------------------------------------------ one trial
@require_safe
@with_answers
def one(request: HttpRequest, language: Language, answers: Answers, nct: str) -> HttpResponse:
    """One trial, criterion by criterion, with the record's words beside the person's facts."""
    words, shelf = words_in(language), kept.trials()
    if shelf is None:
        return _none(request, language, answers)
    if not NUMBER.fullmatch(nct):
        raise Http404(nct)
    with kept.opened() as (records, read):
        trial = store.get(records, nct)
        if trial is None:
            raise Http404(nct)
        found = whole(trial, read_one(read, trial, knowledge()), _person(answers, words))
    if as_json.wanted(request):
        return _json(dict(found))
    facts = _facts(found["criteria"])
    asked = {fact: _asked_at(fact, answers, words, nct, known=known) for fact, known in facts.items()}
    parts = {name: [line for line in found["criteria"] if line["section"] == name] for name in _SECTIONS}
    return _page(
        request,
        language,
        answers,
        "trials/one.html.j2",
        found["title"],
        trial=found,
        parts=[(words.site(f"trials_{name}"), lines) for name, lines in parts.items() if lines],
        asked=asked,
        where=_where,
    )


_SECTIONS = ("inclusion", "exclusion", "unclear")


def _facts(lines: list[Line]) -> dict[str, bool]:
    """The facts that a person may want to answer or to change, and whether they are known."""
    known = {one["fact"]: True for line in lines if line["answer"] == "not_met" for one in line["facts"]}
    return known | {one["fact"]: False for line in lines for one in line["missing"]}


# ------------------------------------------------------------------------------------------------ answering
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, language: Language, step: str, nct: str = "") -> HttpResponse:
    """The question page of one fact; from there the way leads back to where one came from."""
    if nct and not NUMBER.fullmatch(nct):
        raise Http404(nct)
    back = reverse("trial", args=[language, nct]) if nct else reverse("trials", args=[language])
    return question(request, language=language, step=step, origin=back)


def _asked_at(fact: str, answers: Answers, words: Words, nct: str = "", *, known: bool = False) -> str:
    """Where a fact is asked for, or changed; empty where no page asks for it."""
    try:
        step, address = page_for(fact.partition("(")[0]), address_of(fact, words, known=known)
    except LookupError:
        return ""
    if step == "sites" and not known and answers.file.get("cancer", {}).get("sites"):
        step = "sites_complete"  # some were told: what is missing is whether these are all
    if step in QUESTIONS:
        if nct:
            return reverse("trial-answer", args=[words.language, nct, step])
        return reverse("trials-answer", args=[words.language, step])
    return f"{address}{FROM_TRIALS}"


# ------------------------------------------------------------------------------------------------ what is wanted
def _wanted(request: HttpRequest, shelf: Shelf) -> Wanted:
    """What the address asks for; a word that is on no list counts as none."""
    sent = request.GET
    countries = {country for row in shelf.rows for country in row.countries}
    return Wanted(
        country=_listed(sent.get("country", ""), countries),
        phase=_listed(sent.get("phase", ""), PHASES),
        status=_listed(sent.get("status", ""), ("open", *STATUSES)),
        sort=_listed(sent.get("sort", ""), SORTS) or SORTS[0],
    )


def _listed(word: str, known: Any) -> str:
    return word if word in known else ""


def _choose(shelf: Shelf, wanted: Wanted, words: Words) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """The fields of the form: name, label, and what can be chosen."""
    anything = ("", words.site("trials_filter_any"))
    countries = sorted({country for row in shelf.rows for country in row.countries})
    phases = [(one, words.site("trials_phase_early") if one == "early_1" else one) for one in PHASES]
    statuses = [(one, words.site(f"trials_status_{one}")) for one in STATUSES]
    fields = {
        "sort": [(one, words.site(f"trials_sort_{one}")) for one in SORTS],
        "status": [anything, ("open", words.site("trials_filter_open")), *statuses],
        "country": [anything, *((one, one) for one in countries)],
        "phase": [anything, *phases],
    }
    given = asdict(wanted)
    return [
        (name, words.site(f"trials_filter_{name}"), [(value, text, given[name] == value) for value, text in options])
        for name, options in fields.items()
    ]


def _number(request: HttpRequest, total: int) -> int:
    """Which page, counted from nought; one that is not there is the first."""
    given = request.GET.get("page", "")
    number = int(given) - 1 if given.isascii() and given.isdigit() and len(given) < 6 else 0
    return number if 0 < number * PAGE < total else 0


def _address(name: str, language: Language, wanted: Wanted, number: int) -> str:
    query = {key: value for key, value in asdict(wanted).items() if value and (key, value) != ("sort", SORTS[0])}
    if number:
        query["page"] = str(number + 1)
    return reverse(name, args=[language]) + (f"?{urlencode(query)}" if query else "")


def _pages(name: str, language: Language, wanted: Wanted, number: int, total: int) -> dict[str, str]:
    before = _address(name, language, wanted, number - 1) if number else ""
    after = _address(name, language, wanted, number + 1) if (number + 1) * PAGE < total else ""
    return {"before": before, "after": after}


# ------------------------------------------------------------------------------------------------ drawing
def _where(countries: list[str], words: Any) -> str:
    """The countries in a line, not more than fit on one."""
    if not countries:
        return str(words("trials_where_none"))
    listed = ", ".join(countries[:MOST_COUNTRIES])
    if more := len(countries) - MOST_COUNTRIES:
        listed += f" {words('trials_where_more', count=more)}" if more > 0 else ""
    return str(words("trials_where", countries=listed))


def _person(answers: Answers, words: Words) -> Person:
    situation = from_document(Document(answers.file))
    return Person(derive(situation, knowledge().vocabulary, today()), words)


def _none(request: HttpRequest, language: Language, answers: Answers) -> HttpResponse:
    words = words_in(language)
    if as_json.wanted(request):
        return _json({"total": 0, "trials": [], "say": words.site("trials_none")})
    title = words.site("trials_none_title")
    return _page(request, language, answers, "trials/none.html.j2", title, registry=REGISTRY)


def _page(
    request: HttpRequest, language: Language, answers: Answers, template: str, title: str, **values: Any
) -> HttpResponse:
    words = words_in(language)
    values |= {"told": answers, "day": lambda iso: words.day(iso) if iso else words.site("trials_date_none")}
    here = request.get_full_path()
    return as_json.also_a_page(page(request, language, template, title, other_address=other_address(here), **values))


def _json(found: dict[str, Any]) -> HttpResponse:
    content = orjson.dumps(found, option=orjson.OPT_INDENT_2)
    return as_json.also_a_page(HttpResponse(content, content_type=as_json.KINDS[1]))
