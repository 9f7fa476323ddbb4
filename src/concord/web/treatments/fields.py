"""From an entry of the file to the fields of a form and back.

A field that was not changed leaves its key exactly as it was: a day that the form does not show, another unit, a brand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from concord.choices.words import Words, plain
from concord.situation.dates import Days
from concord.situation.read import without_unknown
from concord.web.site.pages import knowledge
from concord.web.treatments.keep import Entry, today
from concord.web.treatments.names import as_word, folded, medicines_of
from concord.web.treatments.shape import (
    FORMS,
    IN_ALL,
    PER_CYCLE,
    Field,
    Part,
    adding_up,
    bounds,
    listed,
    options,
)

Values = Mapping[str, str]
Errors = dict[str, str]
UNKNOWN, OTHER = "unknown", "other"
NAME = re.compile(r"drug-(\d+)")
NUMBER = re.compile(r"(\d+)(?:[.,](\d+))?\s*(cgy|gy)?", re.IGNORECASE)
SEPARATED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
MOST_NAMES = 12


class WrongError(Exception):
    """What a person can put right: at which field, and which text says so."""

    def __init__(self, where: str, text: str, **values: object) -> None:
        super().__init__(text)
        self.where, self.text, self.values = where, text, values


# ------------------------------------------------------------------------------------------------ what is shown
def shown(entry: Entry, part: Part, words: Words) -> dict[str, str]:
    """The fields of a form as they stand for this entry."""
    known = without_unknown(entry)
    found: dict[str, str] = {}
    for field in FORMS[entry["kind"]][part]:
        found |= _SHOW[field.type](known, field, words)
    return found


def label_of(field: str, word: str, words: Words) -> str:
    """A word of a closed list as people say it."""
    return words.argument("area", word) if field == "target" else words.word(word)


def amount_rows(entry: Entry) -> list[tuple[int, str]]:
    """The medicines of an entry whose amount is asked for: those that add up, and those that have one."""
    told = {**(entry.get(PER_CYCLE) or {}), **(entry.get(IN_ALL) or {})}
    resolve = knowledge().vocabulary.resolve
    return [
        (number, drug)
        for number, drug in enumerate(entry.get("drugs", ()), 1)
        if resolve(folded(drug)) in adding_up() or drug in told
    ]


def _show_plain(entry: Entry, field: Field, words: Words) -> Values:
    value = entry.get(field.name, "")
    return {field.name: value if isinstance(value, str) else f"{value:.10g}"}


def _show_names(entry: Entry, field: Field, words: Words) -> Values:
    resolve = knowledge().vocabulary.resolve
    drugs = entry.get("drugs", ())
    return {f"drug-{n}": words.medicine(resolve(folded(drug)) or drug) for n, drug in enumerate(drugs, 1)}


def _show_listed(entry: Entry, field: Field, words: Words) -> Values:
    word = entry.get(field.name)
    if word is None:
        return {field.name: "", f"{field.name}-other": ""}
    inside = folded(word) in listed(entry["kind"], field.name)
    return {
        field.name: folded(word) if inside else OTHER,
        f"{field.name}-other": "" if inside else label_of(field.name, word, words),
    }


def _show_date(entry: Entry, field: Field, words: Words) -> Values:
    year, _, rest = str(entry.get(field.name, "")).partition("-")
    return {f"{field.name}-month": rest[:2].lstrip("0"), f"{field.name}-year": year}


def _show_yes_no(entry: Entry, field: Field, words: Words) -> Values:
    value = entry.get(field.name)
    return {field.name: "" if value is None else "yes" if value in ("yes", True) else "no"}


def _show_amounts(entry: Entry, field: Field, words: Words) -> Values:
    found: dict[str, str] = {}
    for number, drug in amount_rows(entry):
        each, whole = ((entry.get(key) or {}).get(drug) for key in (PER_CYCLE, IN_ALL))
        amount = each if each is not None else whole
        found[f"amount-{number}"] = "" if amount is None else f"{amount:.10g}"
        found[f"per-{number}"] = "" if amount is None else "cycle" if each is not None else "all"
    return found


_SHOW: dict[str, Callable[[Entry, Field, Words], Values]] = {
    "options": _show_plain,
    "number": _show_plain,
    "whole": _show_plain,
    "names": _show_names,
    "listed": _show_listed,
    "date": _show_date,
    "yes_no": _show_yes_no,
    "amounts": _show_amounts,
}


# ------------------------------------------------------------------------------------------------ what is taken
def take(entry: Entry, part: Part, posted: Values, words: Words) -> tuple[Entry, Errors]:
    """The entry with what was typed, and what is wrong with it by field. What was not changed stays as it is."""
    before = shown(entry, part, words)
    changed, errors = dict(entry), Errors()
    for field in FORMS[entry["kind"]][part]:
        mine = _own(field, posted)
        same = all(before.get(key, "") == value for key, value in mine.items())
        if same and not (field.needed and not entry.get(field.name)):
            continue
        try:
            _TAKE[field.type](changed, field, posted, words)
        except WrongError as fault:
            errors[fault.where] = words.site(fault.text, **fault.values)
    if not errors:
        errors = _across(changed, words)
    return changed, errors


def _own(field: Field, values: Values) -> dict[str, str]:
    """The fields of the form that belong to one key of the entry."""
    if field.type == "names":
        return {key: value.strip() for key, value in values.items() if NAME.fullmatch(key)}
    if field.type == "amounts":
        return {key: value.strip() for key, value in values.items() if re.fullmatch(r"(?:amount|per)-\d+", key)}
    names = (field.name, f"{field.name}-other", f"{field.name}-month", f"{field.name}-year")
    return {key: values[key].strip() for key in names if key in values}


def _put(entry: Entry, name: str, value: Any) -> None:
    if value in (None, "", {}):
        entry.pop(name, None)
    else:
        entry[name] = value


def _take_options(entry: Entry, field: Field, posted: Values, words: Words) -> None:
    value = posted.get(field.name, "")
    _put(entry, field.name, value if value in options(entry["kind"], field.name) else None)


def _take_yes_no(entry: Entry, field: Field, posted: Values, words: Words) -> None:
    value = posted.get(field.name, "")
    _put(entry, field.name, value if value in ("yes", "no") else None)


def _number(where: str, text: str, kind: str, name: str, *, whole: bool = False) -> float | int:
    """A number inside the bounds of the model; a comma serves as well as a point."""
    low, high = bounds(kind, name)
    text = text.strip()
    if SEPARATED.fullmatch(text):
        raise WrongError(where, "treat_wrong_separator", typed=text)
    found = NUMBER.fullmatch(text)
    if found is None or (whole and found[2]) or (found[3] and name != "dose_gy"):
        raise WrongError(
            where, "treat_wrong_whole" if whole else "treat_wrong_number", low=plain(low), high=plain(high)
        )
    number = float(f"{found[1]}.{found[2] or 0}")
    if (found[3] or "").lower() == "cgy":
        number = round(number / 100, 4)
    above = number > low if name in (PER_CYCLE, IN_ALL) else number >= low
    if not (above and number <= high):
        raise WrongError(where, "treat_wrong_bounds", low=plain(low), high=plain(high))
    return int(number) if number == int(number) else number


def _take_number(entry: Entry, field: Field, posted: Values, words: Words) -> None:
    text = posted.get(field.name, "").strip()
    whole = field.type == "whole"
    _put(entry, field.name, None)
    if text:
        entry[field.name] = _number(field.name, text, entry["kind"], field.name, whole=whole)


def _take_date(entry: Entry, field: Field, posted: Values, words: Words) -> None:
    year, month = (posted.get(f"{field.name}-{one}", "").strip() for one in ("year", "month"))
    _put(entry, field.name, None)
    if not year and not month:
        return
    where = f"{field.name}-year"
    if not year:
        raise WrongError(where, "treat_wrong_no_year")
    if not re.fullmatch(r"(?:19|20)\d\d", year):
        raise WrongError(where, "treat_wrong_year", example=today().year)
    text = f"{year}-{int(month):02}" if month.isdigit() and 1 <= int(month) <= 12 else year
    if Days.parse(text).first > today():
        raise WrongError(where, "treat_wrong_future")
    entry[field.name] = text


def _take_names(entry: Entry, field: Field, posted: Values, words: Words) -> None:
    told = list(entry.get("drugs", ()))
    before = _show_names(entry, field, words)
    found: list[str] = []
    typed = [(key, value) for key, value in _own(field, posted).items() if value]
    for key, text in sorted(typed, key=lambda one: int(one[0].partition("-")[2])):
        place = int(key.partition("-")[2]) - 1
        if place < len(told) and before.get(key) == text:
            found.append(told[place])
            continue
        named = medicines_of(text[:200])
        if named is None:
            raise WrongError(key, "treat_wrong_name", typed=text[:200])
        found += named
    if not found:
        raise WrongError("drug-1", "treat_wrong_names")
    entry["drugs"] = list(dict.fromkeys(found))
    for key in (PER_CYCLE, IN_ALL):
        _put(entry, key, {drug: amount for drug, amount in (entry.get(key) or {}).items() if drug in found})


def _take_listed(entry: Entry, field: Field, posted: Values, words: Words) -> None:
    value, own = posted.get(field.name, ""), posted.get(f"{field.name}-other", "").strip()
    _put(entry, field.name, None)
    if value in listed(entry["kind"], field.name):
        entry[field.name] = value
    elif own:
        word = as_word(own)
        if word is None:
            raise WrongError(f"{field.name}-other", "treat_wrong_word")
        entry[field.name] = word
    elif value == OTHER:
        raise WrongError(f"{field.name}-other", "treat_wrong_other")
    elif field.needed:
        raise WrongError(field.name, "treat_wrong_procedure")


def _take_amounts(entry: Entry, field: Field, posted: Values, words: Words) -> None:
    for number, drug in amount_rows(entry):
        text, per = posted.get(f"amount-{number}", "").strip(), posted.get(f"per-{number}", "")
        for key in (PER_CYCLE, IN_ALL):
            _put(entry, key, {one: amount for one, amount in (entry.get(key) or {}).items() if one != drug})
        where = f"amount-{number}"
        if text and per == UNKNOWN:
            raise WrongError(where, "treat_wrong_amount_both")
        if text and per not in ("cycle", "all"):
            raise WrongError(where, "treat_wrong_amount_which")
        if per in ("cycle", "all"):
            if not text:
                raise WrongError(where, "treat_wrong_amount_missing")
            key = PER_CYCLE if per == "cycle" else IN_ALL
            entry[key] = {**(entry.get(key) or {}), drug: _number(where, text, "medicine", key)}


_TAKE: dict[str, Callable[[Entry, Field, Values, Words], None]] = {
    "options": _take_options,
    "yes_no": _take_yes_no,
    "number": _take_number,
    "whole": _take_number,
    "date": _take_date,
    "names": _take_names,
    "listed": _take_listed,
    "amounts": _take_amounts,
}


def _across(entry: Entry, words: Words) -> Errors:
    """What is wrong between two keys."""
    known = without_unknown(entry)
    started, ended = (Days.parse(known[key]) if key in known else None for key in ("started", "ended"))
    if started and ended and ended.last < started.first:
        return {"ended-year": words.site("treat_wrong_order")}
    if ended and known.get("stopped_because") == "ongoing":
        return {"ended-year": words.site("treat_wrong_ongoing")}
    return {}
