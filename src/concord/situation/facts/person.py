"""Who the person is: age, sex, menopause, ovaries, pregnancy."""

from __future__ import annotations

from concord.possible import NO, YES, YES_OR_NO, Names, Range, yes_no
from concord.situation.declare import Answer, Because, Facts, fact, numbers

SEXES = frozenset({"female", "male"})
MENOPAUSE = frozenset({"premenopausal", "perimenopausal", "postmenopausal", "not_applicable"})
OVARIES = frozenset({"working", "suppressed", "not_working", "absent"})
POSTMENOPAUSAL_FROM_AGE = 60.0


@fact(numbers(0, 130), unit="years", source="situation")
def age_years(facts: Facts) -> Answer:
    """Age in years.

    From the birth year and the date of the situation; within one year, because only the year is asked.
    """
    born = facts.situation.person.birth_year
    if born is None:
        return Range(0, 130), ()
    youngest, oldest = facts.today.first.year - born - 1, facts.today.last.year - born
    return Range(max(0, youngest), min(130, max(0, oldest))), (Because("person.birth_year"),)


@fact(SEXES, source="situation")
def sex(facts: Facts) -> Answer:
    """Sex, as the medicines' labels use the word."""
    given = facts.situation.person.sex
    return (frozenset({given}), (Because("person.sex"),)) if given else (SEXES, ())


@fact(MENOPAUSE, source="abc4-2018")
def menopause(facts: Facts) -> Answer:
    """Where the person stands with regard to menopause; not_applicable for a man.

    As stated; otherwise postmenopausal after removal of both ovaries or from the age of sixty.
    """
    sexes = facts.names("sex")
    if sexes == {"male"}:
        return frozenset({"not_applicable"}), facts.because("sex")
    person = facts.situation.person
    if person.menopause:
        possible: Names = frozenset({person.menopause})
        because: tuple[Because, ...] = (Because("person.menopause"),)
    elif facts.truth("surgery", "bilateral_oophorectomy") is True:
        possible, because = frozenset({"postmenopausal"}), facts.because("surgery", "bilateral_oophorectomy")
    elif facts.range("age_years").low >= POSTMENOPAUSAL_FROM_AGE:
        possible, because = frozenset({"postmenopausal"}), facts.because("age_years")
    else:
        possible, because = MENOPAUSE - {"not_applicable"}, ()
    return (possible | {"not_applicable"} if "male" in sexes else possible), because


MENOPAUSE_KNOWN_BY = frozenset({"age", "surgery", "blood_test", "no_periods_for_a_year", "periods", "told"})


@fact(MENOPAUSE_KNOWN_BY, source="situation")
def menopause_known_by(facts: Facts) -> Answer:
    """How menopause is known. Months without periods after chemotherapy do not prove it."""
    given = facts.situation.person.menopause_known_by
    return (frozenset({given}), (Because("person.menopause_known_by"),)) if given else (MENOPAUSE_KNOWN_BY, ())


@fact(OVARIES, source="abc4-2018")
def ovaries(facts: Facts) -> Answer:
    """Whether ovaries make hormones: working, suppressed by a medicine, not working, or absent (a man).

    Not working after their removal or after menopause; when menopause is known only by missing periods, or only told,
    and chemotherapy or ovarian suppression was or may have been given, they may still work. Before menopause they work
    unless suppressed now.
    """
    sexes = facts.names("sex")
    if sexes == {"male"}:
        return frozenset({"absent"}), facts.because("sex")
    possible: Names
    if facts.truth("surgery", "bilateral_oophorectomy") is True:
        possible, because = frozenset({"not_working"}), facts.because("surgery", "bilateral_oophorectomy")
    else:
        states = facts.names("menopause") - {"not_applicable"}
        because = facts.because("menopause")
        suppression = facts.vocabulary.roles.get("ovarian_suppression")
        suppressed = facts.truth("on_now", suppression) if suppression else False
        possible = frozenset()
        if "postmenopausal" in states:
            possible |= {"not_working"}
            proven = facts.names("menopause_known_by") <= {"age", "surgery", "blood_test"}
            if (
                not proven
                and facts.range("age_years").low < POSTMENOPAUSAL_FROM_AGE
                and _periods_may_have_stopped_by_medicine(facts)
            ):
                possible |= {"working"}
        if states & {"premenopausal", "perimenopausal"}:
            possible |= {True: {"suppressed"}, False: {"working"}, None: {"working", "suppressed"}}[suppressed]
            if suppressed is not False and suppression:
                because += facts.because("on_now", suppression)
    return (possible | {"absent"} if "male" in sexes else possible), because


def _periods_may_have_stopped_by_medicine(facts: Facts) -> bool:
    names = [facts.vocabulary.roles.get(role) for role in ("chemotherapy", "ovarian_suppression")]
    return any(facts.truth("had", name) is not False for name in names if name)


@fact(YES_OR_NO, source="situation")
def pregnancy(facts: Facts) -> Answer:
    """Pregnant now.

    Not asked where it follows: no for a man, after menopause, without ovaries.
    """
    given = facts.situation.person.pregnancy
    if given is not None:
        return yes_no(given), (Because("person.pregnancy"),)
    possible = facts.names("pregnancy_possible")
    return (NO if possible == NO else YES_OR_NO), facts.because("pregnancy_possible")


@fact(YES_OR_NO, source="situation")
def pregnancy_possible(facts: Facts) -> Answer:
    """Whether a pregnancy could happen.

    No for a man, after menopause, without ovaries; yes before menopause. Suppressed ovaries do not rule it out.
    """
    if facts.situation.person.pregnancy:
        return YES, (Because("person.pregnancy"),)
    states = facts.names("ovaries")
    if states <= {"not_working", "absent"}:
        return NO, facts.because("ovaries")
    return (YES if states <= {"working", "suppressed"} else YES_OR_NO), facts.because("ovaries")


@fact(YES_OR_NO, source="situation")
def breastfeeding(facts: Facts) -> Answer:
    """Breastfeeding now. No for a man and after menopause."""
    given = facts.situation.person.breastfeeding
    if given is not None:
        return yes_no(given), (Because("person.breastfeeding"),)
    return (NO, facts.because("ovaries")) if facts.names("ovaries") <= {"not_working", "absent"} else (YES_OR_NO, ())
