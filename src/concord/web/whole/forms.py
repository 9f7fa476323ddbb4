"""One form of the whole way, for a question or for an entry of a list: drawn, read, and its faults told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.http import QueryDict

from concord.choices.words import Words
from concord.reading import InputError
from concord.web.treatments.names import as_word, known
from concord.web.whole.answers import (
    NONE,
    UNKNOWN,
    WrongAnswerError,
    form_field,
    is_marked_unknown,
    plain_number,
    value_of,
    widened,
)
from concord.web.whole.file import File
from concord.web.whole.shape import Field

ALL_UNKNOWN = "all_unknown"
CHOSEN = ("one", "yes_no", "many")
Fault = tuple[str, str, str]
"""The field it belongs to, what is said of it, and the exact words of the program where there are no others."""

# Where two answers do not fit together: a part of the program's words, and what is said instead.
TOGETHER = {
    "lies after as_of": "whole_wrong_future",
    "lies before first_diagnosed": "whole_wrong_order",
    "stands both in sites": "whole_wrong_both_places",
    "brain is 'none' but stands in sites": "whole_wrong_brain",
    "brain that is said to be free": "whole_wrong_brain",
    "names a day of it": "whole_wrong_other_cancer",
    "below 1 percent is negative": "whole_wrong_receptor",
}


class WrongError(Exception):
    """What was written cannot be used as it is: every fault, in words."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(len(faults))
        self.faults = faults


def read(
    fields: Iterable[Field],
    values: dict[str, Any],
    posted: QueryDict,
    words: Words,
    today: dt.date,
    *,
    may_be_empty: bool = True,
) -> tuple[dict[str, Any], bool]:
    """What the form says for each key (None: not known), and whether nothing at all is known. Errors: WrongError."""
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    answered = False
    for field in fields:
        wide = widened(field, values.get(field.key))
        try:
            found[field.key] = _as_before(value_of(wide, posted), values.get(field.key))
        except WrongAnswerError as error:
            faults.append((error.key, words.site(error.text, **error.values), ""))
        answered |= NONE in posted.getlist(field.key)
        if may_be_empty:
            answered |= is_marked_unknown(field, posted)
    if faults:
        raise WrongError(faults)
    anything = any(value is not None for value in found.values())
    first = next(iter(found))
    if anything and ALL_UNKNOWN in posted:
        raise WrongError([(first, words.site("whole_wrong_both"), "")])
    if not anything and not answered and not (may_be_empty and ALL_UNKNOWN in posted):
        raise WrongError([(first, words.site("please_answer" if may_be_empty else "whole_wrong_empty"), "")])
    if found.get("birth_year", 0) and found["birth_year"] > today.year:
        raise WrongError([("birth_year", words.site("whole_wrong_future"), "")])
    return found, not anything and not any(NONE in posted.getlist(field.key) for field in fields)


def _as_before(value: Any, before: Any) -> Any:
    """A list in the order and the spelling of the file (a brand, capitals); what is new comes after it."""
    if not isinstance(value, list):
        return value
    left, found = [str(one) for one in before or ()], []
    for one in value:
        same = next((name for name in left if name == one or (known(name) or as_word(name)) == one), None)
        if same is not None:
            left.remove(same)
            found.append(same)
        elif one not in (known(name) or as_word(name) or name for name in found):
            found.append(one)
    order = {str(one): place for place, one in enumerate(before or ())}
    return sorted(found, key=lambda one: order.get(one, len(order)))


def attempt(change: Callable[[], File], fields: Iterable[Field], words: Words) -> File:
    """Does the change, or says in words why the file would not fit together after it. Errors: WrongError."""
    listed = list(fields)
    try:
        return change()
    except InputError as error:
        raise WrongError([_together(error, listed, words)]) from None


def _together(error: InputError, fields: list[Field], words: Words) -> Fault:
    last = error.key.rpartition(".")[2].partition("[")[0]
    field = next((one for one in fields if one.key == last), None)
    for part, text in TOGETHER.items():
        if part in str(error):
            return (field or fields[0]).key, words.site(text), ""
    if field and field.kind == "number":
        low, high = plain_number(field.low), plain_number(field.high)
        return field.key, words.site("whole_wrong_number", low=low, high=high, unit=field.units[0]), ""
    if field and field.key == "call_first":
        return field.key, words.site("whole_wrong_telephone"), ""
    return (field or fields[0]).key, words.site("whole_wrong_together"), str(error)


def drawn(
    fields: Iterable[Field],
    values: dict[str, Any],
    words: Words,
    *,
    posted: QueryDict | None = None,
    unknown: bool = False,
    without_none: frozenset[str] = frozenset(),
) -> list[dict[str, Any]]:
    """The fields as a template draws them; after an error with all that was written."""
    found = []
    for field in fields:
        value = values.get(field.key)
        shown = form_field(widened(field, value), value, words, posted=posted, unknown=unknown and value is None)
        shown["offers_none"] = field.kind == "many" and field.key not in without_none
        found.append(shown)
    return found


def asks_once(fields: Iterable[Field]) -> bool:
    """Whether "I don't know" stands once for the whole page: where a field is written, not chosen."""
    return any(field.kind not in CHOSEN for field in fields)


def is_empty(groups: Iterable[tuple[str, list[Field]]], posted: QueryDict) -> bool:
    """Whether nothing is written or chosen in any field."""
    keys = [field.key for _, fields in groups for field in fields]
    names = [*keys, *(f"{key}-{part}" for key in keys for part in ("year", "month", "day"))]
    return not any(posted.get(name, "").strip() not in ("", UNKNOWN) for name in names)
