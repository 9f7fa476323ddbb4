"""What the pathology reports say: ER, PR and HER2, from every specimen.

Specimens that agree narrow each other; specimens that disagree leave both values possible, each with its source.
"""

from __future__ import annotations

from collections.abc import Iterable

from concord.possible import INFINITY, NO, YES, YES_OR_NO, Names, Range, yes_no
from concord.situation.dates import months_between
from concord.situation.declare import Answer, Because, Facts, fact, numbers
from concord.situation.model import Pathology

RECEPTOR = frozenset({"negative", "low", "positive"})
RANK = {"negative": 0, "low": 1, "positive": 2}
HER2 = frozenset({"zero", "ultralow", "low", "positive"})
HER2_NEGATIVE = HER2 - {"positive"}

IHC: dict[str, Names] = {
    "0": frozenset({"zero", "ultralow"}),
    "0_no_staining": frozenset({"zero"}),
    "0_faint_staining": frozenset({"ultralow"}),
    "1+": frozenset({"low"}),
    "2+": frozenset({"low", "positive"}),
    "3+": frozenset({"positive"}),
}
ISH: dict[str, Names] = {
    "amplified": frozenset({"positive"}),
    "not_amplified": HER2_NEGATIVE,
    "equivocal": frozenset({"low", "positive"}),
}
STATUS: dict[str, Names] = {
    "positive": frozenset({"positive"}),
    "negative": HER2_NEGATIVE,
    "equivocal": frozenset({"low", "positive"}),
}
WORDS: dict[str, Names] = {
    "positive": frozenset({"low", "positive"}),
    "low_positive": frozenset({"low"}),
    "negative": frozenset({"negative"}),
}


def together(sets: Iterable[Names]) -> Names | None:
    """What several results say together: what all allow, or, where they disagree, everything that any of them says."""
    given = list(sets)
    if not given:
        return None
    shared = frozenset.intersection(*given)
    return shared or frozenset().union(*given)


def receptor_of(entry: Pathology, name: str) -> Names | None:
    """ER or PR of one specimen: negative below 1 percent, low to 10, positive above; "positive" alone may be low."""
    percent, word = getattr(entry, f"{name}_percent"), getattr(entry, name)
    if percent is not None:
        return frozenset({"negative" if percent < 1 else "low" if percent <= 10 else "positive"})
    return WORDS[word] if word else None


def hormone_receptors_of(entry: Pathology) -> Names | None:
    """ER and PR of one specimen taken together: the higher of the two."""
    one, other = receptor_of(entry, "er"), receptor_of(entry, "pr")
    if one is None and other is None:
        return None
    pairs = ((a, b) for a in one or RECEPTOR for b in other or RECEPTOR)
    return frozenset(max(pair, key=RANK.__getitem__) for pair in pairs)


def her2_of(entry: Pathology) -> Names | None:
    """HER2 of one specimen: from the score, the gene test and the stated result, as far as each is given.

    A 3+ score is positive whatever the gene test says (ASCO/CAP).
    """
    if entry.her2_ihc == "3+":
        return IHC["3+"]
    given = [
        table[value]
        for table, value in ((IHC, entry.her2_ihc), (ISH, entry.her2_ish), (STATUS, entry.her2_status))
        if value is not None
    ]
    return together(given)


def _each(facts: Facts, read: object) -> list[tuple[int, Pathology, Names]]:
    found = ((index, entry, read(entry)) for index, entry in enumerate(facts.situation.pathology))  # type: ignore[operator]
    return [(index, entry, names) for index, entry, names in found if names is not None]


def _from_specimens(facts: Facts, read: object, domain: Names) -> Answer:
    found = _each(facts, read)
    return together(names for _, _, names in found) or domain, tuple(
        Because(f"pathology[{index}]", entry.date) for index, entry, _ in found
    )


def _disagree(facts: Facts, read: object) -> Answer:
    found = _each(facts, read)
    if not found:
        return YES_OR_NO, ()
    disagree = not frozenset.intersection(*(names for _, _, names in found))
    return yes_no(disagree), tuple(
        Because(f"pathology[{index}]", entry.date) for index, entry, _ in found
    ) if disagree else ()


@fact(RECEPTOR, source="asco-cap-er-pr-2020")
def er(facts: Facts) -> Answer:
    """Estrogen receptor: negative (below 1 percent), low (1 to 10), positive (above 10).

    From every specimen. "Positive" without a percent may be low.
    """
    return _from_specimens(facts, lambda entry: receptor_of(entry, "er"), RECEPTOR)


@fact(RECEPTOR, source="asco-cap-er-pr-2020")
def pr(facts: Facts) -> Answer:
    """Progesterone receptor: negative (below 1 percent), low (1 to 10), positive (above 10)."""
    return _from_specimens(facts, lambda entry: receptor_of(entry, "pr"), RECEPTOR)


@fact(RECEPTOR, source="asco-cap-er-pr-2020")
def hormone_receptors(facts: Facts) -> Answer:
    """ER and PR together: the higher of the two; low means that neither is above 10 percent.

    Judged specimen by specimen, then across specimens.
    """
    return _from_specimens(facts, hormone_receptors_of, RECEPTOR)


def _percent(facts: Facts, name: str) -> Answer:
    found = [(index, entry, getattr(entry, f"{name}_percent")) for index, entry in enumerate(facts.situation.pathology)]
    numbers_given = [(index, entry, value) for index, entry, value in found if value is not None]
    if numbers_given:
        values = [value for _, _, value in numbers_given]
        return Range(min(values), max(values)), tuple(
            Because(f"pathology[{index}]", entry.date) for index, entry, _ in numbers_given
        )
    limits = {"negative": (0.0, 1.0), "low": (1.0, 10.0), "positive": (1.0, 100.0)}
    possible = facts.names(name)
    return Range(min(limits[one][0] for one in possible), max(limits[one][1] for one in possible)), facts.because(name)


@fact(numbers(0, 100), unit="%", source="asco-cap-er-pr-2020")
def er_percent(facts: Facts) -> Answer:
    """Percent of cancer cells with estrogen receptor. From the lowest to the highest of all specimens."""
    return _percent(facts, "er")


@fact(numbers(0, 100), unit="%", source="asco-cap-er-pr-2020")
def pr_percent(facts: Facts) -> Answer:
    """Percent of cancer cells with progesterone receptor. From the lowest to the highest of all specimens."""
    return _percent(facts, "pr")


@fact(HER2, source="asco-cap-her2-2023")
def her2(facts: Facts) -> Answer:
    """HER2: zero (no staining), ultralow (0 with faint staining), low (1+, or 2+ not amplified), positive.

    "Negative" without a score leaves zero, ultralow and low; "0" without a description zero and ultralow; 2+ without a
    gene test low and positive.
    """
    return _from_specimens(facts, her2_of, HER2)


@fact(YES_OR_NO, source="asco-cap-her2-2023")
def her2_equivocal(facts: Facts) -> Answer:
    """Whether a 2+ score, or an equivocal result, still waits for a gene test (ISH)."""
    found = _each(facts, her2_of)
    waiting = [(index, entry) for index, entry, names in found if names == {"low", "positive"}]
    truth = None if not found else bool(waiting) and facts.names("her2") == {"low", "positive"}
    return yes_no(truth), tuple(Because(f"pathology[{index}]", entry.date) for index, entry in waiting)


@fact(YES_OR_NO, source="abc4-2018")
def her2_ever_low(facts: Facts) -> Answer:
    """Whether any specimen, old or new, was HER2-low."""
    return _ever(facts, frozenset({"low"}))


@fact(YES_OR_NO, source="abc4-2018")
def her2_ever_low_or_ultralow(facts: Facts) -> Answer:
    """Whether any specimen, old or new, was HER2-low or HER2-ultralow."""
    return _ever(facts, frozenset({"low", "ultralow"}))


def _ever(facts: Facts, wanted: Names) -> Answer:
    found = _each(facts, her2_of)
    sure = [(index, entry) for index, entry, names in found if names <= wanted]
    if sure:
        return YES, tuple(Because(f"pathology[{index}]", entry.date) for index, entry in sure)
    return (NO if found and not any(names & wanted for _, _, names in found) else YES_OR_NO), ()


@fact(YES_OR_NO, source="abc4-2018")
def hormone_receptors_disagree(facts: Facts) -> Answer:
    """Whether specimens disagree on the hormone receptors."""
    return _disagree(facts, hormone_receptors_of)


@fact(YES_OR_NO, source="abc4-2018")
def her2_disagrees(facts: Facts) -> Answer:
    """Whether specimens disagree on HER2."""
    return _disagree(facts, her2_of)


@fact(YES_OR_NO, source="abc4-2018")
def metastasis_biopsied(facts: Facts) -> Answer:
    """Whether receptors were tested on a place of spread. A report that is not listed may exist."""
    for index, entry in enumerate(facts.situation.pathology):
        if entry.specimen == "metastasis":
            return YES, (Because(f"pathology[{index}]", entry.date),)
    return YES_OR_NO, ()


@fact(numbers(), unit="months", source="abc4-2018")
def months_since_receptor_test(facts: Facts) -> Answer:
    """Months since receptors were last tested."""
    dated = [(index, entry.date) for index, entry in enumerate(facts.situation.pathology) if entry.date]
    if not dated:
        return Range(0, INFINITY), ()
    index, latest = max(dated, key=lambda one: one[1].last)
    span = months_between(latest, facts.today)
    return span, (Because(f"pathology[{index}]", latest, latest, facts.today, span),)
