"""What is wrong with a file that was brought, in the reader's language: where it is, what it is, and what to do."""

from __future__ import annotations

from concord.choices.words import Words
from concord.reading import InputError

# A part of the program's words, and the text that says the same to a person. The first that is found counts.
KINDS = (
    ("cut off", "bring_fault_cut"),
    ("not whole JSON", "bring_fault_unreadable"),
    ("not readable as YAML", "bring_fault_unreadable"),
    ("not UTF-8", "bring_fault_unreadable"),
    ("Bundle", "bring_fault_record"),
    ("bundle", "bring_fault_record"),
    ("an entry with a resource", "bring_fault_record"),
    ("schema", "bring_fault_another"),
    ("a situation was expected", "bring_fault_another"),
    ("key is not known", "bring_fault_key"),
    ("stands twice", "bring_fault_twice"),
    ("a date was expected", "bring_fault_date"),
    ("day of the calendar", "bring_fault_date"),
    ("lies before", "bring_fault_order"),
    ("lies after", "bring_fault_order"),
    ("ends before", "bring_fault_order"),
    ("the unit", "bring_fault_number"),
    ("number", "bring_fault_number"),
    ("between", "bring_fault_number"),
    ("less than or equal", "bring_fault_number"),
    ("greater than or equal", "bring_fault_number"),
)


def told(error: InputError, words: Words) -> dict[str, str]:
    """The fault in words: `where` (nothing where no place is known), `what`, and the program's own `exact` line."""
    line, key = error.line, error.key
    where = ""
    if line and key:
        where = words.site("bring_fault_line_and_place", line=line, place=key)
    elif line:
        where = words.site("bring_fault_line", line=line)
    elif key:
        where = words.site("bring_fault_place", place=key)
    exact = str(error)
    what = next((text for part, text in KINDS if part in exact), "bring_fault_value")
    return {"where": where, "what": words.site(what), "exact": exact}
