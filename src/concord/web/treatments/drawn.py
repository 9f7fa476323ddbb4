"""What the forms and the list show: fields with their labels, options and errors, and each treatment in words."""

from __future__ import annotations

from typing import Any

from concord.choices.summary import treatments
from concord.choices.words import Words, plain
from concord.reading import Document
from concord.situation.derive import derive
from concord.situation.model import LymphNodeRemoval, Medicine, Radiation
from concord.situation.read import from_document, without_unknown
from concord.web.site.pages import knowledge
from concord.web.treatments.fields import MOST_NAMES, NAME, OTHER, UNKNOWN, Errors, Values, amount_rows, label_of
from concord.web.treatments.keep import COMPLETE, SINCE, Entry, File, entries, today
from concord.web.treatments.names import strange
from concord.web.treatments.shape import FORMS, IN_ALL, PER_CYCLE, Field, Part, listed, options

Shown = dict[str, Any]
NAMES_AT_FIRST = 3
UNIT = "mg/m²"
WHOLE = ("ever", "since", UNKNOWN)
OWN_WORDS = {"best_response", "technique"}  # fields whose options the phrases of the knowledge say in another sense


# ------------------------------------------------------------------------------------------------ a form
def fields(entry: Entry, part: Part, values: Values, errors: Errors, words: Words) -> list[Shown]:
    """The fields of a form as a template draws them."""
    return [
        {**_field(entry, field, values, words), "wrong": [key for key in errors if _belongs(key, field)]}
        for field in FORMS[entry["kind"]][part]
        if field.type != "amounts" or amount_rows(entry)
    ]


def _belongs(where: str, field: Field) -> bool:
    if field.type == "names":
        return NAME.fullmatch(where) is not None
    if field.type == "amounts":
        return where.startswith("amount-")
    return where == field.name or where.startswith(f"{field.name}-")


def _field(entry: Entry, field: Field, values: Values, words: Words) -> Shown:
    hint = words.site(f"treat_hint_{field.name}", unit=UNIT) if field.has_hint else ""
    found: Shown = {
        "name": field.name,
        "type": field.type,
        "label": words.site(f"treat_field_{field.name}"),
        "hint": hint,
    }
    match field.type:
        case "names":
            last = max([NAMES_AT_FIRST, *(int(match[1]) for key in values if (match := NAME.fullmatch(key)))])
            rows = range(1, min(last, MOST_NAMES) + 1)
            found["rows"] = [(n, words.site("treat_name", number=n), values.get(f"drug-{n}", "")) for n in rows]
            found["room"] = last < MOST_NAMES
        case "date":
            found["months"] = [(str(n), words.word(f"month_{n}")) for n in range(1, 13)]
            found["month"] = values.get(f"{field.name}-month", "")
            found["year"] = values.get(f"{field.name}-year", "")
        case "amounts":
            found["rows"] = [
                (number, words.medicine(drug), values.get(f"amount-{number}", ""), values.get(f"per-{number}", ""))
                for number, drug in amount_rows(entry)
            ]
        case "number" | "whole":
            found["value"] = values.get(field.name, "")
        case _:
            found["value"] = values.get(field.name, "")
            found["other"] = values.get(f"{field.name}-other", "")
            found["options"] = _options(entry["kind"], field, words)
    return found


def _options(kind: str, field: Field, words: Words) -> list[tuple[str, str]]:
    if field.type == "yes_no":
        return [(one, words.site(f"treat_say_{one}")) for one in ("yes", "no", UNKNOWN)]
    names = listed(kind, field.name) if field.type == "listed" else options(kind, field.name)
    own = field.name in OWN_WORDS
    found = [(one, words.site(f"treat_word_{one}") if own else label_of(field.name, one, words)) for one in names]
    if field.type == "listed":
        found.append((OTHER, words.site("treat_other")))
    return [*found, (UNKNOWN, words.site("dont_know"))]


# ------------------------------------------------------------------------------------------------ the list
def listing(file: File, words: Words) -> list[Shown]:
    """Every treatment in words, with what of it is not known and what was not understood."""
    situation = from_document(Document(file))
    facts = derive(situation, knowledge().vocabulary, today())
    found: list[Shown] = []
    for number, (line, entry) in enumerate(zip(treatments(facts, words), situation.treatments, strict=True), 1):
        raw = entries(file)[number - 1]
        say = ", ".join([line["say"], *_besides(entry, words)])
        unknown = words.site("treat_amount_unknown") if _amount_open(without_unknown(raw)) else ""
        found.append(
            {
                "number": number,
                "name": line["name"],
                "say": f"{say[:1].upper()}{say[1:]}",
                "open": unknown,
                "strange": [words.site("treat_strange", words=name) for name in strange(raw, words)],
                "more": "more" in FORMS[entry.kind],
                "undated": isinstance(entry, Medicine) and not (entry.started or entry.date),
            }
        )
    return found


def _besides(entry: object, words: Words) -> list[str]:
    """What the words of the brief leave out of an entry."""
    parts: list[str] = []
    if isinstance(entry, Medicine) and entry.best_response:
        parts.append(words.site(f"treat_said_{entry.best_response}"))
    if isinstance(entry, Medicine) and entry.months is not None:
        parts.append(words.site("treat_said_months", number=plain(entry.months)))
    if isinstance(entry, Radiation) and entry.fractions:
        parts.append(words.site("treat_said_sessions", number=entry.fractions))
    if isinstance(entry, LymphNodeRemoval) and entry.nodes_removed is not None:
        parts.append(words.site("treat_said_nodes", number=entry.nodes_removed))
    return parts


def _amount_open(entry: Entry) -> bool:
    told = {**(entry.get(PER_CYCLE) or {}), **(entry.get(IN_ALL) or {})}
    return any(drug not in told for _, drug in amount_rows(entry))


# ------------------------------------------------------------------------------------------------ whether it is whole
def whole(file: File, seen: list[str]) -> str:
    """What was said of the list being whole; nothing where it was not asked yet."""
    if file.get(COMPLETE) in ("yes", True):
        return "ever"
    if file.get(SINCE) in ("yes", True):
        return "since"
    return UNKNOWN if "treatments_whole" in seen else ""


def say_whole(file: File, answer: str) -> File:
    """The file with the answer; "I don't know" takes back what was said, and is never a no."""
    rest = {key: value for key, value in file.items() if key not in (COMPLETE, SINCE)}
    return rest | {"ever": {COMPLETE: "yes"}, "since": {SINCE: "yes"}}.get(answer, {})
