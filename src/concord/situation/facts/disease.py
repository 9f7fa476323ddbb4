"""Where the cancer is, and since when."""

from __future__ import annotations

from concord.possible import INFINITY, NO, YES, YES_OR_NO, Names, Range, every, exactly, negate, some, yes_no
from concord.situation.dates import Days, months_between
from concord.situation.declare import SITE, SITES, Answer, Because, Facts, fact, numbers

EXTENTS = frozenset({"metastatic", "locally_advanced_inoperable", "early"})
BRAIN = frozenset({"none", "treated_stable", "active"})
VISCERAL = ("liver", "lung", "pleura", "peritoneum")


def _stated(facts: Facts, key: str, domain: Names) -> Answer:
    given = getattr(facts.situation.cancer, key)
    return (frozenset({given}), (Because(f"cancer.{key}"),)) if given is not None else (domain, ())


@fact(EXTENTS, source="situation")
def extent(facts: Facts) -> Answer:
    """How far the cancer reaches.

    As stated; metastatic where a date since when it has been so, or a place to which it has spread, is given.
    """
    cancer = facts.situation.cancer
    if cancer.extent is None and (cancer.metastatic_since or cancer.sites):
        return frozenset({"metastatic"}), (
            Because("cancer.metastatic_since" if cancer.metastatic_since else "cancer.sites"),
        )
    return _stated(facts, "extent", EXTENTS)


@fact(frozenset({"recurrent", "de_novo"}), source="situation")
def presentation(facts: Facts) -> Answer:
    """Came back after early cancer (recurrent), or had spread when it was first found (de_novo).

    As stated; recurrent where an early treatment is listed or the cancer was found well before it had spread.
    """
    cancer = facts.situation.cancer
    if cancer.presentation is None:
        for index, entry in enumerate(facts.situation.treatments):
            if entry.setting in ("neoadjuvant", "adjuvant"):
                return frozenset({"recurrent"}), (Because(f"treatments[{index}]"),)
        if (
            cancer.first_diagnosed
            and cancer.metastatic_since
            and months_between(cancer.first_diagnosed, cancer.metastatic_since).low > 6
        ):
            return frozenset({"recurrent"}), (Because("cancer.metastatic_since", cancer.metastatic_since),)
    return _stated(facts, "presentation", frozenset({"recurrent", "de_novo"}))


@fact(numbers(), unit="months", source="situation")
def months_since_first_diagnosis(facts: Facts) -> Answer:
    """Months since the cancer was first found."""
    return _since(facts, "first_diagnosed")


@fact(numbers(), unit="months", source="situation")
def months_since_it_spread(facts: Facts) -> Answer:
    """Months since the cancer was found to have spread."""
    return _since(facts, "metastatic_since")


def _since(facts: Facts, key: str) -> Answer:
    date: Days | None = getattr(facts.situation.cancer, key)
    if date is None:
        return Range(0, INFINITY), ()
    span = months_between(date, facts.today)
    return span, (Because(f"cancer.{key}", date, date, facts.today, span),)


@fact(YES_OR_NO, SITE, source="situation")
def site(facts: Facts, place: str) -> Answer:
    """Whether the cancer has spread to this place.

    Yes if listed; no if ruled out, or if staging looked everywhere and did not list it; otherwise not known.
    """
    cancer = facts.situation.cancer
    if place in cancer.sites or (place == "brain" and cancer.brain in ("treated_stable", "active")):
        return YES, (Because("cancer.sites" if place in cancer.sites else "cancer.brain"),)
    if place in cancer.sites_ruled_out:
        return NO, (Because("cancer.sites_ruled_out"),)
    if place == "brain" and cancer.brain == "none":
        return NO, (Because("cancer.brain"),)
    if cancer.sites_complete and cancer.sites:
        return NO, (Because("cancer.sites_complete"),)
    return YES_OR_NO, ()


@fact(YES_OR_NO, source="situation")
def sites_complete(facts: Facts) -> Answer:
    """Whether staging looked everywhere. Not stated means not known."""
    given = facts.situation.cancer.sites_complete
    return (yes_no(given), (Because("cancer.sites_complete"),)) if given is not None else (YES_OR_NO, ())


@fact(YES_OR_NO, source="abc4-2018")
def visceral_disease(facts: Facts) -> Answer:
    """Whether the cancer is in an inner organ: liver, lung, lining of lung or belly. Not the same as visceral crisis.

    An "other" place may be one.
    """
    truth = some(facts.truth("site", place) for place in VISCERAL)
    if truth is False and facts.truth("site", "other") is not False:
        truth = None
    return yes_no(truth), tuple(dict.fromkeys(one for place in VISCERAL for one in facts.because("site", place)))


@fact(YES_OR_NO, source="situation")
def bone_only(facts: Facts) -> Answer:
    """Whether the cancer has spread to bone and nowhere else."""
    others = (negate(facts.truth("site", place)) for place in sorted(SITES - {"bone"}))
    return yes_no(every([facts.truth("site", "bone"), *others])), facts.because("site", "bone")


@fact(BRAIN, source="situation")
def brain(facts: Facts) -> Answer:
    """Cancer in the brain: none, treated and stable, or active.

    As stated; none where brain is ruled out or staging looked everywhere and did not list it.
    """
    given = facts.situation.cancer.brain
    if given:
        return frozenset({given}), (Because("cancer.brain"),)
    truth = facts.truth("site", "brain")
    possible: Names = BRAIN if truth is None else frozenset({"none"}) if truth is False else BRAIN - {"none"}
    return possible, facts.because("site", "brain")


@fact(numbers(0, 1000), source="situation")
def brain_lesions(facts: Facts) -> Answer:
    """How many spots of cancer are in the brain.

    As stated; zero where the brain is free, at least one where cancer there is active.
    """
    given = facts.situation.cancer.brain_lesions
    if given is not None:
        return exactly(given), (Because("cancer.brain_lesions"),)
    state = facts.names("brain")
    if state == {"none"}:
        return exactly(0), facts.because("brain")
    return (Range(1, 1000) if state == {"active"} else Range(0, 1000)), facts.because("brain")


@fact(YES_OR_NO, source="situation")
def leptomeningeal_disease(facts: Facts) -> Answer:
    """Cancer in the linings of the brain and spinal cord."""
    return facts.possible("site", "leptomeninges"), facts.because("site", "leptomeninges")


@fact(YES_OR_NO, source="abc4-2018")
def visceral_crisis(facts: Facts) -> Answer:
    """Whether an organ is failing because the cancer grows fast there. A judgement: as stated, never inferred."""
    given = facts.situation.cancer.visceral_crisis
    return (yes_no(given), (Because("cancer.visceral_crisis"),)) if given is not None else (YES_OR_NO, ())


@fact(numbers(0, 1000), source="situation")
def lesions(facts: Facts) -> Answer:
    """How many spots of cancer were counted."""
    given = facts.situation.cancer.lesions
    return (exactly(given), (Because("cancer.lesions"),)) if given is not None else (Range(0, 1000), ())


@fact(YES_OR_NO, source="recist-1-1")
def measurable_disease(facts: Facts) -> Answer:
    """Whether a spot can be measured on scans by RECIST."""
    given = facts.situation.cancer.measurable
    return (yes_no(given), (Because("cancer.measurable"),)) if given is not None else (YES_OR_NO, ())


@fact(numbers(), unit="months", source="situation")
def disease_free_months(facts: Facts) -> Answer:
    """Months from the first surgery for early cancer to the spread. Infinite where there was none."""
    relapse = facts.situation.cancer.metastatic_since
    if facts.names("presentation") == {"de_novo"}:
        return exactly(INFINITY), facts.because("presentation")
    surgeries = [
        (index, entry)
        for index, entry in enumerate(facts.situation.treatments)
        if entry.kind == "surgery" and (entry.date or entry.ended)
    ]
    if relapse is None or not surgeries:
        return Range(0, INFINITY), ()
    index, first = min(surgeries, key=lambda one: (one[1].date or one[1].ended or relapse).first)
    date = first.date or first.ended or relapse
    span = months_between(date, relapse)
    return span, (Because(f"treatments[{index}]", date, date, relapse, span),)
