"""From a form to values of the file, and back. What cannot be read is told kindly and exactly; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from concord.choices.words import Words
from concord.situation.dates import Days
from concord.web.treatments.names import as_word, known
from concord.web.whole.shape import Field

UNKNOWN, NONE = "unknown", "none_of_these"
NUMBER = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*(.*)")
GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?:\D|$))")
THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}")
YEAR = re.compile(r"\d{4}")


class WrongAnswerError(Exception):
    """What a field holds does not fit; `text` names what to say of it."""

    def __init__(self, key: str, text: str, **values: Any) -> None:
        super().__init__(text)
        self.key, self.text, self.values = key, text, values


def plain_number(number: float) -> str:
    return f"{number:.12g}"


def unit_in(field: Field, written: str) -> str | None:
    """The unit of the field that a person wrote."""

    def simple(unit: str) -> str:
        return unit.lower().replace(" ", "").replace("µ", "u").replace("μ", "u").replace("^", "*")

    return next((unit for unit in field.units if simple(unit) == simple(written)), None)


def split_number(field: Field, value: Any) -> tuple[str, str]:
    """A value of the file as number and unit."""
    if isinstance(value, str) and (match := NUMBER.fullmatch(value.strip())):
        return match[1], unit_in(field, match[2]) or match[2] or field.units[0]
    return plain_number(float(value)), field.units[0] if field.units else ""


def widened(field: Field, value: Any) -> Field:
    """The field with what the file has and no list names, so that it can be seen and stays."""
    if field.kind == "number" and value is not None:
        unit = split_number(field, value)[1]
        return field if unit in field.units else replace(field, units=(*field.units, unit))
    more = tuple(one for one in marks(field, value) if one not in field.options)
    return replace(field, options=(*field.options, *more)) if more else field


# ------------------------------------------------------------------------------------------------ from the form
def value_of(field: Field, posted: QueryDict) -> Any:
    """What a field holds, as the file writes it; None where it holds nothing. Errors: WrongAnswerError."""
    return READERS[field.kind](field, posted)


def is_marked_unknown(field: Field, posted: QueryDict) -> bool:
    return UNKNOWN in posted.getlist(field.key)


def _one(field: Field, posted: QueryDict) -> Any:
    chosen = posted.get(field.key, "")
    if chosen not in field.options:
        return None
    return int(chosen) if field.high else chosen


def _many(field: Field, posted: QueryDict) -> list[str] | None:
    chosen = [one for one in posted.getlist(field.key) if one in field.options]
    marked = {UNKNOWN, NONE} & set(posted.getlist(field.key))
    if (chosen and marked) or len(marked) > 1:
        raise WrongAnswerError(field.key, "whole_wrong_both")
    return chosen or None


def _names(field: Field, posted: QueryDict) -> list[str] | None:
    words: list[str] = []
    for line in re.split(r"[\n;]", posted.get(field.key, "")):
        if not line.strip():
            continue
        word = known(line) or as_word(line)
        if word is None:
            raise WrongAnswerError(field.key, "whole_wrong_name", name=line.strip()[:60])
        words.append(word)
    return words or None


def _number(field: Field, posted: QueryDict) -> Any:
    written = GROUPED.sub("", posted.get(field.key, "").strip())
    if not written:
        return None
    unit = posted.get(f"{field.key}-unit", "") or field.units[0]
    match = NUMBER.fullmatch(written)
    if match and match[2]:
        unit = unit_in(field, match[2]) or ""
    if not match or unit not in field.units:
        raise _not_between(field)
    number = float(match[1].replace(",", "."))
    if THOUSANDS.fullmatch(match[1]) and unit == field.units[0]:
        whole = float(re.sub("[.,]", "", match[1]))  # 3.200 is three thousand to some and three to others
        if field.low <= whole <= field.high:
            if field.low <= number <= field.high:
                raise WrongAnswerError(field.key, "whole_wrong_thousands", one=plain_number(whole), other=match[1])
            number = whole
    if unit != field.units[0]:
        return f"{plain_number(number)} {unit}"
    if not field.low <= number <= field.high:
        raise _not_between(field)
    return int(number) if number == int(number) else number


def _whole_number(field: Field, posted: QueryDict) -> int | None:
    written = GROUPED.sub("", posted.get(field.key, "").strip())
    if not written:
        return None
    if not re.fullmatch(r"\d{1,9}", written) or not field.low <= int(written) <= field.high:
        raise WrongAnswerError(
            field.key, "whole_wrong_whole_number", low=plain_number(field.low), high=plain_number(field.high)
        )
    return int(written)


def _not_between(field: Field) -> WrongAnswerError:
    low, high = plain_number(field.low), plain_number(field.high)
    return WrongAnswerError(field.key, "whole_wrong_number", low=low, high=high, unit=field.units[0])


def _date(field: Field, posted: QueryDict) -> str | None:
    year, month, day = (posted.get(f"{field.key}-{part}", "").strip() for part in ("year", "month", "day"))
    if not (year or month or day):
        return None
    if not YEAR.fullmatch(year):
        raise WrongAnswerError(field.key, "whole_wrong_year")
    if day and not month:
        raise WrongAnswerError(field.key, "whole_wrong_month")
    if not all(re.fullmatch(r"\d{0,2}", part) for part in (month, day)):
        raise WrongAnswerError(field.key, "whole_wrong_day")
    written = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
    try:
        return str(Days.parse(written)) and written
    except ValueError:
        raise WrongAnswerError(field.key, "whole_wrong_day") from None


def _text(field: Field, posted: QueryDict) -> str | None:
    written = posted.get(field.key, "").replace("\r\n", "\n").strip()
    if len(written) > field.longest:
        raise WrongAnswerError(field.key, "whole_wrong_long", count=field.longest)
    return written or None


READERS = {
    "one": _one,
    "yes_no": _one,
    "many": _many,
    "names": _names,
    "number": _number,
    "whole_number": _whole_number,
    "date": _date,
    "text": _text,
    "long_text": _text,
}


# ------------------------------------------------------------------------------------------------ back to the form
def spoken(field: Field, value: str, words: Words) -> str:
    """An option of a field in words: its own text, the word for this fact, or the word."""
    texts, known = words.knowledge.site_texts, words.knowledge.phrases.words
    if (own := f"option_{field.key}_{_plain(value)}") in texts:
        return words.site(own)
    if field.key == "country":
        return words.site(f"country_{value}") if f"country_{value}" in texts else value
    if field.key in ("conditions", "conditions_ruled_out"):
        return words.argument("condition", value)
    if field.kind == "yes_no":
        return words.site("whole_yes" if value == "yes" else "whole_no")
    return words.word(of_fact if (of_fact := f"{value}_{field.key}") in known else value)


def _plain(value: str) -> str:
    return value.replace("+", "_plus").replace("-", "_").lower()


def label(field: Field, words: Words) -> str:
    """The name of a field: its own text, or the name of the fact."""
    if (own := f"field_{field.key}") in words.knowledge.site_texts:
        return words.site(own)
    return words.text(words.knowledge.phrases.facts[field.key])


def said(field: Field, value: Any, words: Words) -> str:
    """A value of the file in words."""
    if field.kind in ("one", "yes_no"):
        return spoken(field, _chosen(field, value), words)
    if field.kind == "many":
        return "; ".join(spoken(field, one, words) for one in value)
    if field.kind == "names":
        return "; ".join(medicine(one, words) for one in value)
    if field.kind == "number":
        number, unit = split_number(field, value)
        return f"{number} {in_print(unit, words)}".strip()
    if field.kind == "date":
        return words.day(Days.parse(value))
    return str(value)


def medicine(name: str, words: Words) -> str:
    return words.medicine(known(name) or name)


def in_print(unit: str, words: Words) -> str:
    """A unit as laboratories print it."""
    if unit == "times the upper limit":
        return words.site("whole_times_limit")
    return unit.replace("10*9", "×10⁹").replace("10*3", "×10³").replace("umol", "µmol").replace("uL", "µL")


def _chosen(field: Field, value: Any) -> str:
    if field.kind == "yes_no":
        return "yes" if value in (True, "yes") else "no"
    return str(value)


def form_field(
    field: Field, value: Any, words: Words, *, posted: QueryDict | None = None, unknown: bool = False
) -> dict[str, Any]:
    """What a template draws: the value of the file, or after an error all that was just written."""
    shown: dict[str, Any] = {"key": field.key, "kind": field.kind, "label": label(field, words)}
    hint = f"hint_{field.key}"
    shown["hint"] = words.site(hint) if hint in words.knowledge.site_texts else ""
    if field.kind in ("one", "yes_no", "many"):
        chosen = marks(field, value) if posted is None else posted.getlist(field.key)
        shown["options"] = [(one, spoken(field, one, words), one in chosen) for one in field.options]
        shown["unknown"] = unknown if posted is None else UNKNOWN in chosen
        shown["none"] = posted is not None and NONE in chosen
    elif field.kind == "date":
        parts = [*(str(value).split("-") if value else []), "", "", ""][:3]
        names = ("year", "month", "day")
        if posted is not None:
            parts = [posted.get(f"{field.key}-{name}", "") for name in names]
        shown |= dict(zip(names, [part.lstrip("0") for part in parts], strict=True))
        shown["months"] = [(str(n), words.word(f"month_{n}"), str(n) == shown["month"]) for n in range(1, 13)]
    elif field.kind == "number":
        number, unit = split_number(field, value) if value is not None else ("", field.units[0])
        if posted is not None:
            number, unit = posted.get(field.key, ""), posted.get(f"{field.key}-unit", "") or field.units[0]
        shown |= {"text": number, "units": [(one, in_print(one, words), one == unit) for one in field.units]}
    else:
        text = (
            "\n".join(medicine(one, words) for one in value or ())
            if field.kind == "names"
            else ""
            if value is None
            else str(value)
        )
        shown |= {"text": text if posted is None else posted.get(field.key, ""), "longest": field.longest}
    return shown


def marks(field: Field, value: Any) -> list[str]:
    """The options that a value of the file marks."""
    if value is None or field.kind not in ("one", "yes_no", "many"):
        return []
    return [str(one) for one in value] if field.kind == "many" else [_chosen(field, value)]
