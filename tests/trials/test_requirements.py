"""How the criteria of one record are joined: what stands under what, and for whom a list counts."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from concord.criteria.decide import decide
from concord.criteria.parse import parse
from concord.criteria.terms import Term, terms_of
from concord.knowledge.load import Knowledge
from concord.possible import Possible, Range
from concord.trials.match import Answer, judge
from concord.trials.readings import code_of_the_reader
from concord.trials.requirements import requirements


def answers(text: str, knowledge: Knowledge, **known: str | float) -> dict[str, Answer]:
    """The answer to each place of a record, for a person of whom only this is known."""

    def lookup(term: Term) -> Possible:
        if term.name in known:
            value = known[term.name]
            return frozenset({value}) if isinstance(value, str) else Range(value, value)
        return knowledge.signature.facts[term.name].domain

    found = requirements(dedent(text), knowledge)
    return {f"{one.section} {one.place}": judge(one, lookup).answer for one in found}


def said_of(text: str, knowledge: Knowledge, facts: dict[str, str | float]) -> list[Answer]:
    """All answers for a person of whom only these facts are known, named like `site(brain)`."""

    def lookup(term: Term) -> Possible:
        value = facts.get(f"{term.name}({term.arguments[0]})" if term.arguments else term.name)
        if value is None:
            return knowledge.signature.facts[term.name].domain
        return frozenset({value}) if isinstance(value, str) else Range(value, value)

    return [judge(one, lookup).answer for one in requirements(text, knowledge)]


def test_values_under_a_heading_stand_each_on_its_own(knowledge: Knowledge) -> None:
    text = """
        Inclusion Criteria:
        * Participants must meet the following criteria:
          * Postmenopausal
          * HER2-negative breast cancer
    """
    found = answers(text, knowledge, menopause="premenopausal", her2="zero")
    assert found["inclusion 1.1"] == Answer.NOT_MET
    assert found["inclusion 1.2"] != Answer.NOT_MET


def test_of_alternatives_one_is_enough(knowledge: Knowledge) -> None:
    text = """
        Inclusion Criteria:
        * One of the following:
          * HER2-positive breast cancer
          * Triple-negative breast cancer
    """
    positive = answers(text, knowledge, her2="positive", hormone_receptors="positive")
    assert Answer.NOT_MET not in positive.values()
    neither = answers(text, knowledge, her2="zero", hormone_receptors="positive")
    assert neither["inclusion 1"] == Answer.NOT_MET


@pytest.mark.parametrize(
    "heading", ["Patients must meet one of the following:", "Participants must satisfy any of these criteria:"]
)
def test_a_sentence_over_a_list_that_asks_for_one_opens_no_section(knowledge: Knowledge, heading: str) -> None:
    text = f"""
        Inclusion Criteria:

        {heading}
        * HER2-positive breast cancer
        * Triple-negative breast cancer

        Exclusion Criteria:
        * Brain metastases
    """
    positive = answers(text, knowledge, her2="positive", hormone_receptors="positive")
    assert Answer.NOT_MET not in positive.values()
    neither = answers(text, knowledge, her2="zero", hormone_receptors="positive")
    assert neither["inclusion 1"] == Answer.NOT_MET


def test_an_or_between_two_of_many_values_is_between_them_alone(knowledge: Knowledge) -> None:
    text = """
        Inclusion Criteria:
        * Adequate organ function:
          * LVEF >= 50 %
          * Creatinine clearance >= 50 mL/min OR
          * Creatinine <= 1.5 mg/dL
    """
    found = answers(text, knowledge, creatinine_mg_dl=1.0, creatinine_clearance_ml_min=30.0, lvef_percent=60.0)
    assert list(found) == ["inclusion 1", "inclusion 1.1", "inclusion 1.2"]
    assert Answer.NOT_MET not in found.values()
    heart = answers(text, knowledge, creatinine_mg_dl=1.0, lvef_percent=30.0)
    assert heart["inclusion 1.1"] == Answer.NOT_MET


LISTED = """
    {section} Criteria:
    * {heading}
      * Triple-negative breast cancer
      * Postmenopausal
      * Able to swallow
"""


@pytest.mark.parametrize(
    "heading",
    [
        "At least two of the following:",
        "2 of the following risk factors:",
        "Two or more of the following criteria are met:",
        "Meets any 2 of these:",
        "≥2 of the following",
        "At least 2 out of the following 3:",
        "1 of the following:",
        "One of these 3 criteria:",
        "No more than one of the following:",
        "Two of:",
    ],
)
def test_where_some_of_a_list_are_asked_for_none_alone_is(knowledge: Knowledge, heading: str) -> None:
    text = LISTED.format(section="Inclusion", heading=heading)
    assert Answer.NOT_MET not in answers(text, knowledge, menopause="premenopausal").values()


@pytest.mark.parametrize("heading", ["All three of the following:", "All 3 of these criteria:", "Both of these:"])
def test_where_all_of_a_list_are_asked_for_each_is(knowledge: Knowledge, heading: str) -> None:
    text = LISTED.format(section="Inclusion", heading=heading)
    assert Answer.NOT_MET in answers(text, knowledge, menopause="premenopausal").values()


@pytest.mark.parametrize(
    "heading",
    [
        *("Two or more of the following:", "At least 3 of these risks:", "All of the following:"),
        *("Patients who meet all these criteria:", "Both of these:", "A combination of:"),
    ],
)
def test_where_some_of_a_list_exclude_none_alone_does(knowledge: Knowledge, heading: str) -> None:
    text = LISTED.format(section="Exclusion", heading=heading)
    assert Answer.NOT_MET not in answers(text, knowledge, menopause="postmenopausal").values()
    one = LISTED.format(section="Exclusion", heading="One or more of the following:")
    assert Answer.NOT_MET in answers(one, knowledge, menopause="postmenopausal").values()


@pytest.mark.parametrize("way", ["Postmenopausal women, or", "Postmenopausal women OR", "postmenopausal; or"])
def test_two_criteria_with_an_or_between_them_are_two_ways(knowledge: Knowledge, way: str) -> None:
    text = f"""
        Inclusion Criteria:
        * {way}
        * Triple-negative breast cancer
        * HER2-negative disease
    """
    assert requirements(dedent(text), knowledge)[0].text == f"{way} Triple-negative breast cancer"
    either = answers(text, knowledge, menopause="premenopausal", hormone_receptors="negative", her2="zero")
    assert Answer.NOT_MET not in either.values()
    neither = answers(text, knowledge, menopause="premenopausal", hormone_receptors="positive", her2="zero")
    assert [place for place, answer in neither.items() if answer == Answer.NOT_MET] == ["inclusion 1"]
    third = answers(text, knowledge, menopause="postmenopausal", her2="positive")
    assert [place for place, answer in third.items() if answer == Answer.NOT_MET] == ["inclusion 3"]


@pytest.mark.parametrize(
    "heading",
    [
        "Any of the following within 6 months:",
        "Severe illness of the heart, including:",
        "Newly found in the last year:",
        "Any of the following, if not well controlled:",
        "Any of the following, within 3 months:",
    ],
)
def test_what_the_words_above_a_list_say_of_when_or_how_bad_counts(knowledge: Knowledge, heading: str) -> None:
    text = f"""
        Exclusion Criteria:
        * {heading}
          * Heart attack
          * Stroke
    """
    assert Answer.NOT_MET not in answers(text, knowledge, has="yes").values()
    plain = text.replace(heading, "Any of the following:")
    assert Answer.NOT_MET in answers(plain, knowledge, has="yes").values()


@pytest.mark.parametrize("examples", ["such as:", "e.g.:", "for example"])
def test_examples_are_not_asked_for_by_themselves(knowledge: Knowledge, examples: str) -> None:
    asked = f"""
        Inclusion Criteria:
        * Received prior endocrine therapy, {examples}
          * Letrozole
          * Tamoxifen
    """

    def lookup(term: Term) -> Possible:
        return frozenset({"yes" if term.arguments[:1] == ("endocrine_therapy",) else "no"})

    assert Answer.NOT_MET not in {judge(one, lookup).answer for one in requirements(dedent(asked), knowledge)}
    excluding = f"""
        Exclusion Criteria:
        * Illness of the heart, {examples}
          * Heart failure
          * Stroke
    """
    assert Answer.NOT_MET in answers(excluding, knowledge, has="yes").values()


@pytest.mark.parametrize("exception", ["except", "except for:", "unless", "with the exception of:"])
def test_an_exception_that_is_told_below(knowledge: Knowledge, exception: str) -> None:
    text = f"""
        Exclusion Criteria:
        * Any prior treatment with a PARP inhibitor, {exception}
          * Adjuvant olaparib that ended more than a year ago
    """
    assert Answer.NOT_MET not in answers(text, knowledge, had="yes").values()


def test_who_has_spread_to_the_liver_is_asked_for_other_values(knowledge: Knowledge) -> None:
    text = """
        Inclusion Criteria:
        * Patients with liver metastases:
          * Hemoglobin above 8 g/dL
          * Postmenopausal
    """
    assert Answer.NOT_MET not in answers(text, knowledge, site="no", menopause="premenopausal").values()
    assert Answer.NOT_MET in answers(text, knowledge, site="yes", menopause="premenopausal").values()


@pytest.mark.parametrize("heading", ["Patients with HER2-positive disease:", "HER2-positive breast cancer:"])
def test_of_whom_a_list_speaks(knowledge: Knowledge, heading: str) -> None:
    text = f"""
        Inclusion Criteria:
        * {heading}
          * Must be postmenopausal
          * Able to swallow
    """
    assert Answer.NOT_MET not in answers(text, knowledge, her2="zero", menopause="premenopausal").values()
    assert Answer.NOT_MET in answers(text, knowledge, her2="positive", menopause="premenopausal").values()


@pytest.mark.parametrize("heading", ["Postmenopausal status, defined as:", "Postmenopausal women:"])
def test_the_ways_to_be_postmenopausal_may_be_wider_than_the_word(knowledge: Knowledge, heading: str) -> None:
    text = f"""
        Inclusion Criteria:
        * {heading}
          * Age of at least 60 years
          * Ovarian suppression
    """
    assert answers(text, knowledge, menopause="premenopausal")["inclusion 1"] == Answer.NOT_READ
    assert answers(text, knowledge, menopause="postmenopausal")["inclusion 1"] == Answer.MET
    flat = f"""
        Inclusion Criteria:
        * {heading}
        * Age of at least 60 years, or ovarian suppression
    """
    assert answers(flat, knowledge, menopause="premenopausal")["inclusion 1"] == Answer.NOT_READ


def test_the_ways_to_be_postmenopausal_are_not_asked_for_by_themselves(knowledge: Knowledge) -> None:
    text = """
        Inclusion Criteria:
        * Postmenopausal women:
          * Age of 60 years or more
          * Prior bilateral oophorectomy
    """
    found = answers(text, knowledge, menopause="postmenopausal", surgery="no")
    assert Answer.NOT_MET not in found.values()


@pytest.mark.parametrize("aside", ["NOTE: see the protocol", "Exceptions: skin cancer", "Treated ones are allowed"])
def test_what_only_explains_or_excepts_takes_the_power_to_exclude(knowledge: Knowledge, aside: str) -> None:
    plain = "Exclusion Criteria:\n\n* Pregnant women\n"
    assert answers(plain, knowledge, pregnancy="yes")["exclusion 1"] == Answer.NOT_MET
    with_aside = answers(f"{plain}  * {aside}\n", knowledge, pregnancy="yes")
    assert with_aside["exclusion 1"] == Answer.NOT_READ
    assert Answer.NOT_MET not in with_aside.values()


# What a record says, with what takes it back or keeps it to some, and who would be excluded without that.
TAKEN_BACK: list[tuple[str, str, dict[str, str | float]]] = [
    ("* {}\n  * Treated brain metastases allowed", "in No brain metastases", {"site(brain)": "yes"}),
    ("* {}\n  * HIV-positive patients may be included", "in No HIV", {"has(hiv_infection)": "yes"}),
    ("* {}\n  * (Some of it is not an exclusion)", "in No HIV", {"has(hiv_infection)": "yes"}),
    ("* {}.\n\nException: the cured.\n\n* Anything", "ex HIV", {"has(hiv_infection)": "yes"}),
    ("* {}\n* Note: the cured may enroll", "ex HIV", {"has(hiv_infection)": "yes"}),
    ("* {}. The following are acceptable:\n  * NYHA I", "ex Heart failure", {"has(heart_failure)": "yes"}),
    ("* {}. Not excluded if controlled:\n  * CD4 > 350", "ex HIV", {"has(hiv_infection)": "yes"}),
    ("* {}; however:\n  * cured patients may join", "ex Hepatitis C", {"has(hepatitis_c)": "yes"}),
    ("* {}. Well controlled HIV is not excluded.", "ex HIV", {"has(hiv_infection)": "yes"}),
    ("* {}. Cohort B only.", "ex Prior CDK4/6 inhibitor", {"had(cdk46_inhibitor)": "yes"}),
    ("* Arm A (both phases): {}", "ex Heart failure", {"has(heart_failure)": "yes"}),
    ("* Backfill: {}", "ex Brain metastases", {"site(brain)": "yes"}),
    ("* Lung cancer: {}", "ex Brain metastases", {"site(brain)": "yes"}),
    ("* {}. Weekly chemotherapy: 7 days.", "ex Chemotherapy within 21 days", {"months_since(chemotherapy)": 0.5}),
    ("* {} in 6 months", "ex Stroke", {"has(stroke)": "yes"}),
    ("* {} (6 months)", "ex Stroke", {"has(stroke)": "yes"}),
    ("* {}. Those with bone disease: not required.", "in Measurable disease", {"measurable_disease": "no"}),
    ("HER2-positive patients\n\n* {}", "ex LVEF < 50%", {"lvef_percent": 45}),
    ("* For HER2-positive patients\n  * {}", "ex LVEF < 50%", {"lvef_percent": 45}),
    ("Participants meeting any 2 of the following\n\n* {}\n* ECOG 2", "ex Age > 75", {"age_years": 80}),
    ("Participants meeting all of the following\n\n* {}\n* ECOG 2", "ex Age > 75", {"age_years": 80}),
    ("* More than one of the following:\n  * ECOG 2\n  * {}", "ex Albumin < 3 g/dL", {"albumin_g_dl": 2.5}),
    ("* Combination of the following:\n  * ECOG 2\n  * {}", "ex LVEF < 50%", {"lvef_percent": 45}),
]


@pytest.mark.parametrize(("around", "said", "facts"), TAKEN_BACK)
def test_what_is_taken_back_or_kept_to_some_excludes_nobody(
    knowledge: Knowledge, around: str, said: str, facts: dict[str, str | float]
) -> None:
    section, words = said.split(maxsplit=1)
    heading = {"in": "Inclusion", "ex": "Exclusion"}[section] + " Criteria:\n\n"
    assert Answer.NOT_MET in said_of(f"{heading}* {words}", knowledge, facts)
    assert Answer.NOT_MET not in said_of(heading + around.format(words), knowledge, facts)


# A title without a colon, one thing below it, and what is known: it excludes, unless a word qualifies it.
TITLES: list[tuple[str, str, dict[str, str | float], bool]] = [
    ("Prior treatment with", "Fulvestrant", {"had(fulvestrant)": "yes"}, True),
    ("Has received", "Fulvestrant", {"had(fulvestrant)": "yes"}, True),
    ("Cardiac disease", "Heart failure", {"has(heart_failure)": "yes"}, True),
    ("Known infection with", "HIV", {"has(hiv_infection)": "yes"}, True),
    ("Uncontrolled cardiac disease", "Heart failure", {"has(heart_failure)": "yes"}, False),
    ("Recent treatment", "Fulvestrant", {"had(fulvestrant)": "yes"}, False),
    ("Diseases other than", "Heart failure", {"has(heart_failure)": "yes"}, False),
]


@pytest.mark.parametrize(("title", "below", "facts", "excludes"), TITLES)
def test_a_title_without_a_colon(
    knowledge: Knowledge, title: str, below: str, facts: dict[str, str | float], excludes: bool
) -> None:
    said = said_of(f"Exclusion Criteria:\n\n* {title}\n  * {below}\n", knowledge, facts)
    assert (Answer.NOT_MET in said) is excludes


# Titles on a line of their own, and below them a list that they limit or turn.
LIMITING = ["Uncontrolled illness", "Allowed conditions", "Family history", "Not excluded", "Recent events"]


@pytest.mark.parametrize("title", LIMITING)
def test_a_title_that_limits_a_list(knowledge: Knowledge, title: str) -> None:
    said = said_of(f"Exclusion Criteria:\n\n{title}\n\n* Stroke\n", knowledge, {"has(stroke)": "yes"})
    assert Answer.NOT_MET not in said


@pytest.mark.parametrize(
    "title", ["One of the following criteria must be met", "For patients over 70", "Older adults", "If frail"]
)
def test_a_title_over_some_or_over_ways(knowledge: Knowledge, title: str) -> None:
    said = answers(f"Inclusion Criteria:\n\n{title}\n\n* LVEF >= 50%\n* Age >= 65\n", knowledge, lvef_percent=40.0)
    assert Answer.NOT_MET not in said.values()


def test_another_title_is_a_criterion_of_its_own(knowledge: Knowledge) -> None:
    said = answers("Inclusion Criteria:\n\nMetastatic breast cancer\n\n* Age >= 18\n", knowledge, age_years=17.0)
    assert list(said.values()).count(Answer.NOT_MET) == 1


@pytest.mark.parametrize(
    "heading", ["No evidence of any of the following:", "Patients must not have any of the following:"]
)
def test_what_is_denied_in_a_list_is_denied_each(knowledge: Knowledge, heading: str) -> None:
    text = f"Inclusion Criteria:\n\n* {heading}\n  * Heart failure\n  * Stroke\n"
    assert Answer.NOT_MET in said_of(text, knowledge, {"has(heart_failure)": "yes", "has(stroke)": "no"})
    assert Answer.NOT_MET not in said_of(text, knowledge, {"has(heart_failure)": "no", "has(stroke)": "no"})


def test_values_under_a_title_are_each_asked_for(knowledge: Knowledge) -> None:
    text = (
        "Inclusion Criteria:\n\n* Adequate bone marrow function\n  * Platelets >= 100,000/uL\n  * Hemoglobin >= 9 g/dL"
    )
    said = answers(text, knowledge, platelets_per_ul=50000.0)
    assert said["inclusion 1.1"] is Answer.NOT_MET
    either = "Inclusion Criteria:\n\n* Kind of breast cancer\n  * HER2-positive\n  * Triple-negative"
    assert Answer.NOT_MET not in answers(either, knowledge, her2="zero").values()


OLD = """
    DISEASE CHARACTERISTICS:

    * Metastatic breast cancer
    * Hormone receptor status:
      * Estrogen receptor-positive

    PATIENT CHARACTERISTICS:

    Age:

    * 18 and over

    PRIOR CONCURRENT THERAPY:

    Chemotherapy

    * At least 4 weeks since prior chemotherapy
    """


def test_old_records_have_characteristics_instead_of_sections(knowledge: Knowledge) -> None:
    said = answers(OLD, knowledge, extent="early", er="negative", age_years=17.0)
    assert list(said.values()).count(Answer.NOT_MET) == 3
    never = said_of(dedent(OLD), knowledge, {"had(chemotherapy)": "no", "months_since(chemotherapy)": 600.0})
    assert Answer.NOT_MET not in never  # "Chemotherapy" alone asks for none


@pytest.mark.parametrize("group", ["For TNBC patients", "HR-positive patients", "Triple-negative participants"])
def test_whom_a_list_is_for_is_no_exclusion(knowledge: Knowledge, group: str) -> None:
    for text in (f"* {group}\n  * Pregnancy", f"{group}\n\n* Pregnancy"):
        found = requirements(f"Exclusion Criteria:\n\n{text}", knowledge)
        asked = {term.name for one in found if one.condition is not None for term in terms_of(one.condition)}
        assert asked == {"pregnancy"}


@pytest.mark.parametrize(
    "lines", ["HER2-positive patients\nAge 18 or older", "HER2-positive patients\n\nAge 18 or older"]
)
def test_a_group_of_people_without_a_list_is_a_demand(knowledge: Knowledge, lines: str) -> None:
    found = requirements(f"Inclusion Criteria:\n\n{lines}", knowledge)
    assert [one.text for one in found] == ["HER2-positive patients", "Age 18 or older"]
    assert Answer.NOT_MET in said_of(f"Inclusion Criteria:\n\n{lines}", knowledge, {"her2": "zero"})
    assert Answer.NOT_MET in said_of(f"Inclusion Criteria:\n\n{lines}", knowledge, {"age_years": 17})


def test_a_list_for_one_cohort_excludes_nobody(knowledge: Knowledge) -> None:
    text = """
        Inclusion Criteria for all cohorts:

        * Postmenopausal

        Inclusion Criteria for cohort A only:

        * HER2-positive breast cancer
    """
    found = answers(text, knowledge, menopause="premenopausal", her2="zero")
    assert list(found.values()) == [Answer.NOT_MET, Answer.NOT_READ]


def test_what_defines_a_word_is_not_asked_for_by_itself(knowledge: Knowledge) -> None:
    text = """
        Inclusion Criteria:
        * Postmenopausal, defined as any of the following:
          * Prior bilateral oophorectomy
          * HER2-positive breast cancer
    """
    found = answers(text, knowledge, menopause="postmenopausal", her2="zero")
    assert Answer.NOT_MET not in found.values()


def test_an_exclusion_asks_for_its_opposite(knowledge: Knowledge) -> None:
    [only] = requirements("Exclusion Criteria:\n\n* Pregnant women\n", knowledge)
    assert only.condition is not None
    wanted = parse("not pregnancy", knowledge.signature)
    for value in ("yes", "no"):

        def lookup(term: Term, value: str = value) -> Possible:
            return frozenset({value})

        assert decide(only.condition, lookup) is decide(wanted, lookup)


def test_nothing_of_a_record_is_left_out(knowledge: Knowledge) -> None:
    text = (
        "Inclusion Criteria:\n\n* Able to swallow\n* Postmenopausal\n\nExclusion Criteria:\n\n* Judgement of the team\n"
    )
    found = requirements(text, knowledge)
    assert [one.text for one in found] == ["Able to swallow", "Postmenopausal", "Judgement of the team"]
    assert found[0].condition is None


@pytest.mark.parametrize(
    ("text", "weighty"),
    [
        ("Measurable disease in the judgement of nobody", False),
        ("Some unheard-of test of HER2 expression", True),
        ("Willing to sign consent", False),
        ("Prior trastuzumab of an unheard-of kind", True),
    ],
)
def test_unread_words_about_the_cancer_weigh(knowledge: Knowledge, text: str, weighty: bool) -> None:
    [only] = requirements(f"Inclusion Criteria:\n\n* {text}\n", knowledge)
    assert only.weighty is weighty


def test_a_kept_reading_hangs_on_every_file_that_takes_part_in_it() -> None:
    code = {path.name: path.read_text() for path in code_of_the_reader()}
    imported = re.findall(r"^from concord\.trials\.(?:\w+\.)*(\w+) import", "\n".join(code.values()), re.MULTILINE)
    others = {"match", "records", "phrases"}  # what a reading is, and of which trial; no way to read
    assert {f"{name}.py" for name in imported if name not in others} <= set(code)


ORGANS = "Adequate organ function as defined below:"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (ORGANS, True),
        ("Patients must meet the following clinical laboratory criteria:", True),
        ("Severe and uncontrolled lung disease, including:", False),  # it says something itself
        ("Patients must meet one of the following:", False),  # of which one is enough
        ("Adequate organ function", False),  # nothing says that it is told below
    ],
)
def test_a_heading_that_only_leads_a_list_is_no_rule_by_itself(knowledge: Knowledge, text: str, title: bool) -> None:
    above, *_ = requirements(f"Inclusion Criteria:\n\n* {text}\n\n  * Platelets >= 100,000/uL\n", knowledge)
    answer = judge(above, lambda term: knowledge.signature.facts[term.name].domain).answer
    assert (above.title, answer == Answer.TITLE) == (title, title)


@pytest.mark.parametrize(
    ("heading", "answer"),
    [
        (ORGANS, Answer.NOT_MET),
        ("Adequate organ function, as defined by the following laboratory values:", Answer.NOT_MET),
        ("Adequate liver function as defined as:", Answer.NOT_MET),
        (
            "A patient cannot be considered eligible for this study unless ALL of the following conditions are met.",
            Answer.NOT_MET,
        ),
        ("Adequate bone marrow and organ function.", Answer.NOT_MET),  # with a stop for a colon
        ("Adequate organ function, with some lenience.", Answer.NOT_READ),
        ("Adequate organ function; the following values are acceptable:", Answer.NOT_READ),
        ("Postmenopausal, as defined by:", Answer.NOT_READ),
    ],
)
def test_values_that_define_what_is_adequate_are_asked_for(knowledge: Knowledge, heading: str, answer: Answer) -> None:
    text = f"Inclusion Criteria:\n\n* {heading}\n\n  * Platelets >= 100,000/uL\n  * Hemoglobin >= 9 g/dL\n"
    assert answers(text, knowledge, platelets_per_ul=50000.0)["inclusion 1.1"] == answer


def test_one_value_that_cannot_be_read_leaves_the_others_as_they_are(knowledge: Knowledge) -> None:
    below = "  * Platelets >= 100,000/uL\n  * Some unheard-of value below 1.5\n"
    found = answers(f"Inclusion Criteria:\n\n* Adequate organ function.\n\n{below}", knowledge, platelets_per_ul=1e4)
    assert found["inclusion 1.1"] == Answer.NOT_MET


def test_of_all_of_the_following_each_is_asked_for_and_an_or_joins_two(knowledge: Knowledge) -> None:
    text = """
        Inclusion Criteria:

        * All of the following conditions are met:

          * Age of at least 18 years
          * Platelets >= 100,000/uL or
          * Hemoglobin >= 9 g/dL
        """
    found = answers(text, knowledge, age_years=17.0, platelets_per_ul=50000.0, hemoglobin_g_dl=10.0)
    assert found == {"inclusion 1": Answer.TITLE, "inclusion 1.1": Answer.NOT_MET, "inclusion 1.2": Answer.MET}


@pytest.mark.parametrize(
    ("heading", "text", "answer"),
    [
        ("Pathologically documented breast cancer", "Is unresectable and/or metastatic", Answer.NOT_MET),
        ("Pathologically documented breast cancer", "Stage IV disease", Answer.NOT_READ),  # may be one of several
        ("Some unheard-of breast cancer", "Is unresectable and/or metastatic", Answer.NOT_READ),
    ],
)
def test_verbs_go_on_with_the_words_above_them(knowledge: Knowledge, heading: str, text: str, answer: Answer) -> None:
    whole = f"Inclusion Criteria:\n\n* {heading}\n\n  * {text}\n  * Has progressed on a taxane\n"
    assert answers(whole, knowledge, extent="early")["inclusion 1.1"] == answer


def test_an_adequate_washout_is_asked_for(knowledge: Knowledge) -> None:
    heading = "Adequate treatment washout before enrolment, defined as:"
    text = f"Inclusion Criteria:\n\n* {heading}\n\n  * Chemotherapy: >= 3 weeks\n"
    assert answers(text, knowledge, months_since=0.1)["inclusion 1.1"] == Answer.NOT_MET


def test_common_criteria_are_for_all_groups(knowledge: Knowledge) -> None:
    text = "Inclusion Criteria:\n\nCommon Criteria (Group 1 - first, Group 2 - second):\n\n* Platelets >= 100,000/uL\n"
    assert list(answers(text, knowledge, platelets_per_ul=50000.0).values()) == [Answer.NOT_MET]


def test_a_heading_is_one_only_over_rules_that_count(knowledge: Knowledge) -> None:
    alone, *_ = requirements(f"Inclusion Criteria:\n\n* {ORGANS}\n", knowledge)
    below = "  * Platelets >= 100,000/uL\n  * Exception: after transplant\n"
    excused, *_ = requirements(f"Inclusion Criteria:\n\n* {ORGANS}\n\n{below}", knowledge)
    assert not alone.title
    assert not excused.title
