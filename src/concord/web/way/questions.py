"""The questions of the short way, as a table: what is asked, and what of the situation file an answer changes.

The file is the same that `concord brief` reads. What a person does not know is left out of it: it is never a "no".
Each question writes only its own keys, and is asked only where it can show all that they hold (`fits`); where a file
has more, the longer page that can show it is asked instead, so that nothing is lost.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.http import QueryDict

from concord.situation.vocabulary import Vocabulary
from concord.web.treatments.names import medicines_of

File = dict[str, Any]
Entry = dict[str, Any]
ROWS = 8
UNKNOWN = "unknown"
SITES = ("bone", "liver", "lung", "pleura", "distant_nodes", "brain", "skin_chest_wall", "peritoneum", "ovary", "other")
ENDS = ("ongoing", "progression", "side_effects", "completed", "choice")


@dataclass(frozen=True, slots=True)
class Question:
    """One page. `given` reads its answer back from the file; `take` writes it, or says that nothing was answered;
    `fits` says whether it can show all that its keys hold. `longer` is the page that always can."""

    name: str
    kind: Literal["one", "many", "medicines", "matters"]
    options: tuple[str, ...]
    given: Callable[[File], set[str]]
    take: Callable[[File, QueryDict], bool]
    fits: Callable[[File], bool]
    longer: tuple[str, ...]


def _section(file: File, name: str) -> dict[str, Any]:
    found: dict[str, Any] = file.setdefault(name, {})
    return found


def _drop_empty(file: File, *names: str) -> None:
    for name in names:
        if name in file and not file[name]:
            del file[name]


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
    cancer = _section(file, "cancer")
    for key in ("extent", "sites"):
        cancer.pop(key, None)
    sites = [one for one in chosen if one in SITES]
    if sites:
        cancer |= {"extent": "metastatic", "sites": sites}
    elif "not" in chosen:
        cancer["extent"] = "early"
    elif "somewhere" in chosen:
        cancer["extent"] = "metastatic"
    _drop_empty(file, "cancer")
    return True


def _spread_fits(file: File) -> bool:
    """Not where anything more is known of the places: an answer about one of them bears on the others."""
    cancer = file.get("cancer", {})
    sites = set(cancer.get("sites", ()))
    if not set(cancer) <= {"extent", "sites", "presentation", "first_diagnosed", "metastatic_since"}:
        return False
    return sites <= set(SITES) and cancer.get("extent") in (
        (None, "early", "metastatic") if not sites else ("metastatic",)
    )


# ------------------------------------------------------------------------------------------------ the pathology report
HORMONE = {
    "yes": {"er": "positive"},
    "pr": {"er": "negative", "pr": "positive"},
    "low": {"er": "low_positive"},
    "no": {"er": "negative", "pr": "negative"},
}
HORMONE_KEYS = frozenset({"er", "er_percent", "pr", "pr_percent"})
HER2 = {
    "positive": {"her2_status": "positive"},
    "2": {"her2_ihc": "2+", "her2_ish": "not_amplified"},
    "1": {"her2_ihc": "1+"},
    "0": {"her2_ihc": "0"},
    "negative": {"her2_status": "negative"},
}
HER2_KEYS = frozenset({"her2_ihc", "her2_ish", "her2_status"})
Reader = Callable[[File], set[str]]
Taker = Callable[[File, QueryDict], bool]


def _of_report(table: dict[str, dict[str, str]], keys: frozenset[str]) -> tuple[Reader, Taker, Callable[[File], bool]]:
    def said(file: File) -> dict[str, str]:
        report = (file.get("pathology") or [{}])[0]
        return {key: str(value) for key, value in report.items() if key in keys}

    def given(file: File) -> set[str]:
        return {name for name, values in table.items() if values == said(file)}

    def take(file: File, posted: QueryDict) -> bool:
        chosen = posted.get("answer", "")
        if chosen not in (*table, UNKNOWN):
            return False
        report = {key: value for key, value in (file.get("pathology") or [{}])[0].items() if key not in keys}
        report |= table.get(chosen, {})
        file["pathology"] = [report] if report else []
        return True

    def fits(file: File) -> bool:
        return len(file.get("pathology") or ()) <= 1 and bool(given(file) or not said(file))

    return given, take, fits


# ------------------------------------------------------------------------------------------------ medicines
WHOLE = {
    "all": "treatments_since_spread_complete",
    "none": "treatments_since_spread_complete",
    "ever": "treatments_complete",
    "never": "treatments_complete",
}
WITHOUT_ANY = ("none", "never")
MEDICINE = frozenset({"kind", "drugs", "setting", "stopped_because"})


def rows_in(posted: QueryDict) -> list[tuple[str, str]]:
    """The lines of the form: what was taken together, and how it ended."""
    return [(posted.get(f"medicine-{n}", "").strip(), posted.get(f"end-{n}", "")) for n in range(1, ROWS + 1)]


def not_to_be_kept(posted: QueryDict) -> list[str]:
    """The lines with signs that no name of the file may have."""
    return [name for name, _ in rows_in(posted) if name and not medicines_of(name)]


def _take_medicines(file: File, posted: QueryDict) -> bool:
    told = [row for row in rows_in(posted) if row[0]]
    choice = posted.get("answer", "")
    if not_to_be_kept(posted) or (not told and choice not in (*WITHOUT_ANY, UNKNOWN)):
        return False
    file["treatments"] = [
        {
            "kind": "medicine",
            "drugs": medicines_of(name),
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
    drugs = [drug for entry in file.get("treatments", ()) for drug in entry.get("drugs", ())]
    return [drug.replace("_", " ") for drug in drugs if vocabulary.resolve(drug) is None]


def _medicines_given(file: File) -> set[str]:
    without = not file.get("treatments")
    return {name for name, key in WHOLE.items() if file.get(key) == "yes" and (name in WITHOUT_ANY) == without}


def _medicines_fit(file: File) -> bool:
    """Whether the lines hold all: medicines since it spread by name and end, no more of them than there are lines."""
    treatments = file.get("treatments") or []
    whole = [key for key in set(WHOLE.values()) if key in file]
    return (
        len(treatments) <= ROWS
        and all(_is_plain_medicine(one) for one in treatments)
        and all(file[key] == "yes" for key in whole)
        and len(whole) <= 1
    )


def _is_plain_medicine(entry: Entry) -> bool:
    return (
        set(entry) <= MEDICINE
        and entry.get("kind") == "medicine"
        and entry.get("setting") == "metastatic"
        and entry.get("stopped_because", "ongoing") in ENDS
        and all(medicines_of(str(drug).replace("_", " ")) == [drug] for drug in entry["drugs"])
    )


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


def _illnesses_fit(known: Sequence[str]) -> Callable[[File], bool]:
    def fits(file: File) -> bool:
        health = file.get("health", {})
        ruled_out = health.get("conditions_ruled_out")
        return set(health.get("conditions", ())) <= set(known) and not ruled_out and _yes(health, "conditions_complete")

    return fits


def _yes(part: dict[str, Any], key: str) -> bool:
    return bool(part.get(key, "yes") == "yes")


MOST_WORDS = 2000


def _take_matters(file: File, posted: QueryDict) -> bool:
    priorities = _section(file, "priorities")
    priorities["matters"] = dict.fromkeys(posted.getlist("answer"), "a_lot")
    priorities.pop("in_my_words", None)
    priorities.pop("talk", None)
    if words := posted.get("words", "").strip():
        priorities["in_my_words"] = words[:MOST_WORDS]
    if (talk := posted.get("talk")) in ("direct", "gentle"):
        priorities["talk"] = talk
    return True


def _matters_given(file: File) -> set[str]:
    return set(file.get("priorities", {}).get("matters", ()))


def _matters_fit(known: Sequence[str]) -> Callable[[File], bool]:
    def fits(file: File) -> bool:
        priorities = file.get("priorities", {})
        matters = priorities.get("matters", {})
        short = len(priorities.get("in_my_words", "")) <= MOST_WORDS
        in_our_order = list(matters) == [one for one in known if one in matters]
        return in_our_order and set(matters.values()) <= {"a_lot"} and short

    return fits


def can_show(one: Question, file: File) -> bool:
    """Whether this question can show, and so change, all that its keys hold. What a record says is changed where the
    note of its origin can be seen to."""
    return one.fits(file) and (one.name == "matters" or not file.get("records"))


def answered(one: Question, file: File, posted: QueryDict) -> File | None:
    """The file with this answer; None where nothing was answered. The file that was given stays as it is."""
    new = copy.deepcopy(file)
    return new if one.take(new, posted) else None


def questions(vocabulary: Vocabulary) -> dict[str, Question]:
    """The seven, in order."""
    hormone_given, take_hormone, hormone_fits = _of_report(HORMONE, HORMONE_KEYS)
    her2_given, take_her2, her2_fits = _of_report(HER2, HER2_KEYS)
    illnesses, concerns = tuple(sorted(vocabulary.conditions)), tuple(sorted(vocabulary.concerns))
    listed = (
        Question(
            "spread",
            "many",
            (*SITES, "somewhere", "not", UNKNOWN),
            _spread_given,
            _take_spread,
            _spread_fits,
            ("change", "sites"),
        ),
        Question("hormone", "one", (*HORMONE, UNKNOWN), hormone_given, take_hormone, hormone_fits, ("reports",)),
        Question("her2", "one", (*HER2, UNKNOWN), her2_given, take_her2, her2_fits, ("reports",)),
        Question(
            "medicines",
            "medicines",
            (*WHOLE, UNKNOWN),
            _medicines_given,
            _take_medicines,
            _medicines_fit,
            ("treatments",),
        ),
        Question("now", "one", ("new", *NOW, UNKNOWN), _now_given, _take_now, _medicines_fit, ("treatments",)),
        Question(
            "illnesses",
            "many",
            (*illnesses, "none", UNKNOWN),
            _illnesses_given,
            _take_illnesses,
            _illnesses_fit(illnesses),
            ("change", "conditions"),
        ),
        Question("matters", "matters", concerns, _matters_given, _take_matters, _matters_fit(concerns), ("matters",)),
    )
    return {one.name: one for one in listed}
