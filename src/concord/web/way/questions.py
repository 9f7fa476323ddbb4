"""The questions of the short way, as a table: what is asked, and what of the situation file an answer changes.

The file is the same that `concord brief` reads. What a person does not know is left out of it: it is never a "no".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import QueryDict

from concord.situation.vocabulary import Vocabulary

File = dict[str, Any]
ROWS = 8
UNKNOWN = "unknown"
SITES = ("bone", "liver", "lung", "pleura", "distant_nodes", "brain", "skin_chest_wall", "peritoneum", "ovary", "other")
ENDS = ("ongoing", "progression", "side_effects", "completed", "choice")
JOINED = re.compile(r"\s*(?:,|\+|/|\band\b|\bwith\b|\by\b|\bcon\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """One page. `given` reads its answer back from the file; `take` writes it, or says that nothing was answered."""

    name: str
    kind: Literal["one", "many", "medicines", "matters"]
    options: tuple[str, ...]
    given: Callable[[File], set[str]]
    take: Callable[[File, QueryDict], bool]


def _section(file: File, name: str) -> dict[str, Any]:
    found: dict[str, Any] = file.setdefault(name, {})
    return found


# ------------------------------------------------------------------------------------------------ where it has spread
def _spread_given(file: File) -> set[str]:
    cancer = file.get("cancer", {})
    if cancer.get("extent") == "early":
        return {"not"}
    return set(cancer.get("sites", ())) or ({"somewhere"} if cancer.get("extent") == "metastatic" else set())


def _take_spread(file: File, posted: QueryDict) -> bool:
    chosen = posted.getlist("answer")
    if not chosen:
        return False
    file.pop("cancer", None)
    sites = [one for one in chosen if one in SITES]
    if sites:
        file["cancer"] = {"extent": "metastatic", "sites": sites}
    elif "not" in chosen:
        file["cancer"] = {"extent": "early"}
    elif "somewhere" in chosen:
        file["cancer"] = {"extent": "metastatic"}
    return True


# ------------------------------------------------------------------------------------------------ the pathology report
HORMONE = {
    "yes": {"er": "positive"},
    "pr": {"er": "negative", "pr": "positive"},
    "low": {"er": "low_positive"},
    "no": {"er": "negative", "pr": "negative"},
}
HER2 = {
    "positive": {"her2_status": "positive"},
    "2": {"her2_ihc": "2+", "her2_ish": "not_amplified"},
    "1": {"her2_ihc": "1+"},
    "0": {"her2_ihc": "0"},
    "negative": {"her2_status": "negative"},
}


def _of_report(
    table: dict[str, dict[str, str]],
) -> tuple[Callable[[File], set[str]], Callable[[File, QueryDict], bool]]:
    keys = {key for values in table.values() for key in values}

    def given(file: File) -> set[str]:
        report = (file.get("pathology") or [{}])[0]
        said = {key: value for key, value in report.items() if key in keys}
        return {name for name, values in table.items() if values == said}

    def take(file: File, posted: QueryDict) -> bool:
        chosen = posted.get("answer", "")
        if chosen not in (*table, UNKNOWN):
            return False
        report = {key: value for key, value in (file.get("pathology") or [{}])[0].items() if key not in keys}
        report |= table.get(chosen, {})
        file["pathology"] = [report] if report else []
        return True

    return given, take


# ------------------------------------------------------------------------------------------------ medicines
WHOLE = {
    "all": "treatments_since_spread_complete",
    "none": "treatments_since_spread_complete",
    "ever": "treatments_complete",
    "never": "treatments_complete",
}
WITHOUT_ANY = ("none", "never")


def _take_medicines(file: File, posted: QueryDict) -> bool:
    rows = [(posted.get(f"medicine-{n}", "").strip(), posted.get(f"end-{n}", "")) for n in range(1, ROWS + 1)]
    told = [row for row in rows if row[0]]
    choice = posted.get("answer", "")
    if not told and choice not in (*WITHOUT_ANY, UNKNOWN):
        return False
    file["treatments"] = [
        {
            "kind": "medicine",
            "drugs": [word.lower().replace(" ", "_").replace("-", "_") for word in JOINED.split(name) if word],
            "setting": "metastatic",
            **({"stopped_because": end} if end in ENDS else {}),
        }
        for name, end in told
    ]
    for key in WHOLE.values():
        file.pop(key, None)
    if choice in WHOLE and bool(told) == (choice not in WITHOUT_ANY) and len(told) < ROWS:
        file[WHOLE[choice]] = "yes"
    return True


def not_known(file: File, vocabulary: Vocabulary) -> list[str]:
    """The names of medicines that are in no list; they are kept."""
    drugs = [drug for entry in file.get("treatments", ()) for drug in entry["drugs"]]
    return [drug.replace("_", " ") for drug in drugs if vocabulary.resolve(drug) is None]


def _medicines_given(file: File) -> set[str]:
    without = not file.get("treatments")
    return {name for name, key in WHOLE.items() if file.get(key) == "yes" and (name in WITHOUT_ANY) == without}


# ------------------------------------------------------------------------------------------------ how things stand now
NOW = {"grew": "progression", "stable": "ongoing", "side_effects": "side_effects"}


def _take_now(file: File, posted: QueryDict) -> bool:
    chosen = posted.get("answer", "")
    if chosen not in ("new", *NOW, UNKNOWN):
        return False
    treatments = file.get("treatments", [])
    if chosen in NOW and treatments and treatments[-1].get("stopped_because") not in ("completed", "choice"):
        treatments[-1]["stopped_because"] = NOW[chosen]
    if chosen == "new" and not treatments:
        file[WHOLE["none"]] = "yes"
    return True


def _now_given(file: File) -> set[str]:
    treatments = file.get("treatments", [])
    if not treatments:
        return {"new"} if _medicines_given(file) else set()
    last = treatments[-1].get("stopped_because")
    return {name for name, reason in NOW.items() if reason == last}


# ------------------------------------------------------------------------------------------------ health, what matters
def _take_illnesses(file: File, posted: QueryDict) -> bool:
    chosen = posted.getlist("answer")
    if not chosen:
        return False
    health = _section(file, "health")
    health["conditions"] = [one for one in chosen if one not in ("none", UNKNOWN)]
    health.pop("conditions_complete", None)
    if "none" in chosen:
        health["conditions_complete"] = "yes"
    return True


def _illnesses_given(file: File) -> set[str]:
    health = file.get("health", {})
    return {*health.get("conditions", ()), *({"none"} if health.get("conditions_complete") == "yes" else ())}


def _take_matters(file: File, posted: QueryDict) -> bool:
    priorities = _section(file, "priorities")
    priorities["matters"] = dict.fromkeys(posted.getlist("answer"), "a_lot")
    priorities.pop("in_my_words", None)
    priorities.pop("talk", None)
    if words := posted.get("words", "").strip():
        priorities["in_my_words"] = words[:2000]
    if (talk := posted.get("talk")) in ("direct", "gentle"):
        priorities["talk"] = talk
    return True


def _matters_given(file: File) -> set[str]:
    return set(file.get("priorities", {}).get("matters", ()))


COMPLETE = {*WHOLE.values(), "conditions_complete"}
# What the seven questions can show and change. A file with more in it was brought, and is changed where it was written.
PARTS: dict[str, set[str]] = {
    "person": {"language", "country"},
    "cancer": {"extent", "sites"},
    "pathology": {key for table in (HORMONE, HER2) for values in table.values() for key in values},
    "treatments": {"kind", "drugs", "setting", "stopped_because"},
    "health": {"conditions", "conditions_complete"},
    "priorities": {"matters", "in_my_words", "talk"},
}


def hold_whole(file: File, vocabulary: Vocabulary) -> bool:
    """Whether the seven questions hold all that is in this file, so that changing an answer can lose nothing."""
    if not set(file) <= {"schema", *PARTS, *WHOLE.values()}:
        return False
    parts = [(name, one) for name in PARTS for one in _parts(file.get(name, {}))]
    if not all(isinstance(one, dict) and set(one) <= PARTS[name] for name, one in parts):
        return False
    reports, treatments = file.get("pathology", []), file.get("treatments", [])
    asked = questions(vocabulary)
    return (
        all(part.get(key, "yes") == "yes" for part in (file, file.get("health", {})) for key in COMPLETE)
        and len(reports) <= 1
        and len(treatments) <= ROWS
        and all(one.get("kind") == "medicine" and one.get("setting") == "metastatic" for one in treatments)
        and all(one.get("stopped_because", "ongoing") in ENDS for one in treatments)
        and set(file.get("cancer", {}).get("sites", ())) <= set(SITES)
        and set(file.get("health", {}).get("conditions", ())) <= set(vocabulary.conditions)
        and set(file.get("priorities", {}).get("matters", {}).values()) <= {"a_lot"}
        and sum(
            len(table[found])
            for table, name in ((HORMONE, "hormone"), (HER2, "her2"))
            for found in asked[name].given(file)
        )
        == sum(map(len, reports))
    )


def _parts(part: Any) -> list[Any]:
    return part if isinstance(part, list) else [part]


def questions(vocabulary: Vocabulary) -> dict[str, Question]:
    """The seven, in order."""
    hormone_given, take_hormone = _of_report(HORMONE)
    her2_given, take_her2 = _of_report(HER2)
    listed = (
        Question("spread", "many", (*SITES, "somewhere", "not", UNKNOWN), _spread_given, _take_spread),
        Question("hormone", "one", (*HORMONE, UNKNOWN), hormone_given, take_hormone),
        Question("her2", "one", (*HER2, UNKNOWN), her2_given, take_her2),
        Question("medicines", "medicines", (*WHOLE, UNKNOWN), _medicines_given, _take_medicines),
        Question("now", "one", ("new", *NOW, UNKNOWN), _now_given, _take_now),
        Question(
            "illnesses", "many", (*sorted(vocabulary.conditions), "none", UNKNOWN), _illnesses_given, _take_illnesses
        ),
        Question("matters", "matters", tuple(sorted(vocabulary.concerns)), _matters_given, _take_matters),
    )
    return {one.name: one for one in listed}
