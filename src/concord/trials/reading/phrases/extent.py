"""How far a cancer reaches, from the words that a text has for it: "unresectable", "stage II", "not curable".

The words come in their order; one right after another begins with a plus, one that stands after "or" with a bar.
"""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import ALWAYS, Condition
from concord.trials.reading.build import UNREAD, both, is_in, one_of, opposite

INOPERABLE, METASTATIC, EARLY = "locally_advanced_inoperable", "metastatic", "early"
HERE, AFTER_OR = "+", "|"
# Stages of what has not spread; all of them, or only some.
STAGES = {"stage_early", "stage_1_3", "stage_curable"}
SOME_STAGES = {"stage_early", "stage_curable"}


def reach(extents: Sequence[str]) -> Condition | None:
    """How far the cancer reaches: "locally advanced" counts beside "unresectable" or "metastatic"."""
    words = [word.lstrip(HERE + AFTER_OR) for word in extents if word != "no_cure"]
    named = set(words)
    if {"curable", "unresectable"} <= named:  # "operable or inoperable": all of them
        others = [word for word in words if word not in ("curable", "unresectable")]
        return reach(others) if others and "no_cure" not in extents else None
    if "some_stage" in named:  # of a size, or with lymph nodes, for which there is no fact
        rest = reach([word for word in extents if not word.endswith("some_stage")]) if len(named) > 1 else UNREAD
        either = _astride(extents)
        return rest and (one_of if either else both)((rest, UNREAD))
    if "de_novo" in named:
        if named <= {"de_novo", "metastatic"}:
            return is_in("presentation", "de_novo")
        return is_in("extent", METASTATIC) if named == {"de_novo", "metastatic", "recurrent"} else None
    if "oligometastatic" in named:
        return both((is_in("extent", METASTATIC), UNREAD)) if named <= {"oligometastatic", "metastatic"} else None
    if "unresectable" in named and named & {"stage_curable", "late_stage"}:  # "inoperable stage III or stage IV"
        spread = bool(named & {"metastatic", "late_stage"})
        return is_in("extent", INOPERABLE, *((METASTATIC,) if spread else ()))
    if "any_stage" in named:
        return ALWAYS if named == {"any_stage"} else None
    if named >= {"curable", "locally_advanced"} and any(word == f"{AFTER_OR}locally_advanced" for word in extents):
        return both((opposite(is_in("extent", METASTATIC)), UNREAD))  # "large operable or locally advanced"
    if "curable" in named:  # "locally advanced, amenable to resection"
        return both((is_in("extent", METASTATIC if "metastatic" in named else EARLY), UNREAD))
    if "late_stage" in named:
        return one_of((is_in("extent", METASTATIC), UNREAD))
    if named & STAGES and named & {"metastatic", "advanced"}:
        return _some_and_spread(named, incurable="no_cure" in extents)
    if named & {*STAGES, "early", "not_metastatic"}:
        return _not_spread(named)
    if named == {"locally_advanced"} and "no_cure" not in extents:  # with or without a cure
        return both((opposite(is_in("extent", METASTATIC)), UNREAD))
    known = _advanced(named, extents, incurable="no_cure" in extents)
    again = named & {"recurrent", "locally_recurrent"}
    if not again or "no_cure" in extents or ("locally_recurrent" in named and "unresectable" in named):
        return known
    if known is None:
        return one_of((is_in("presentation", "recurrent"), UNREAD)) if named == {"recurrent"} else UNREAD
    if "locally_recurrent" in named:
        return one_of((known, UNREAD))
    if words.count("metastatic") > 1:
        return known  # "stage IV, or recurrent metastatic"
    at = words.index("recurrent")
    plain = [word for word in extents if word != "no_cure"]
    alone = not plain[at].startswith(HERE) and not (at + 1 < len(plain) and plain[at + 1].startswith(HERE))
    if alone and ("unresectable" in named or len(named & {"locally_advanced", "advanced", "metastatic"}) > 1):
        return known  # "recurrent, unresectable or metastatic"
    return one_of((known, UNREAD)) if alone else both((known, UNREAD))


def _astride(extents: Sequence[str]) -> bool:
    """Whether "or" stands between a size and something else, not between two sizes."""
    sizes = [word.endswith("some_stage") for word in extents]
    return any(word.startswith(AFTER_OR) and not (sizes[at] and sizes[at - 1]) for at, word in enumerate(extents) if at)


def _some_and_spread(named: set[str], *, incurable: bool) -> Condition | None:
    """ "Stage III not amenable to surgery or stage IV", "locally advanced (stage III) or metastatic"."""
    if named - STAGES - {"metastatic", "advanced", "locally_advanced"}:
        return None
    if incurable or named & {"advanced", "locally_advanced"}:
        return is_in("extent", INOPERABLE, METASTATIC)
    return one_of((is_in("extent", METASTATIC), UNREAD))


def _not_spread(named: set[str]) -> Condition | None:
    """Early cancer, by its stages or by a word."""
    if named <= {"early", "metastatic"} and len(named) > 1:
        return is_in("extent", EARLY, METASTATIC)
    if named - STAGES - {"early", "not_metastatic", "locally_advanced"}:
        return ALWAYS if named == {"early", "locally_advanced", "metastatic"} else None
    only_early = named <= {"stage_early", "early"}
    known = is_in("extent", EARLY) if only_early else opposite(is_in("extent", METASTATIC))
    exact = not named & SOME_STAGES or ("early" in named and only_early)
    return known if exact and named != {"not_metastatic", "locally_advanced"} else both((known, UNREAD))


def _advanced(named: set[str], extents: Sequence[str], *, incurable: bool) -> Condition | None:
    """The reaches that words name, or None. What cannot be cured and has not spread is inoperable."""
    incurable = incurable or "incurable" in named
    local = bool(named & {"locally_advanced", "locally_recurrent"})
    back = incurable and "recurrent" in named  # "recurrent and not curable": in the breast or elsewhere
    found: set[str] = set()
    if "metastatic" in named or "advanced" in named or back:
        found.add(METASTATIC)
    if (named & {"unresectable", "incurable"} or (incurable and not named)) and not local:
        found.add(METASTATIC)  # what has spread cannot be cut out either
    if (
        named & {"advanced", "unresectable"}
        or "incurable" in named
        or (incurable and (local or back or not named))
        or ("locally_advanced" in named and "metastatic" in named)
    ):
        found.add(INOPERABLE)
    beside = any(word.startswith(HERE) for word in extents)
    if beside and "metastatic" in named and named <= {"unresectable", "incurable", "metastatic"}:
        found.discard(INOPERABLE)
    return is_in("extent", *sorted(found)) if found else None
