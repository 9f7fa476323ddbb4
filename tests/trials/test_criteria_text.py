"""The eligibility text of a record comes apart into single criteria, word for word, whatever its form."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.trials.criteria_text import Criterion, Section, pieces, plain, split
from concord.trials.imports import read_file

IN: Section = "inclusion"
EX: Section = "exclusion"
UN: Section = "unclear"


def told(text: str) -> list[tuple[str, str, str]]:
    return [(one.section, one.place, one.text) for one in split(text)]


NESTED = [
    (IN, "1", "Adequate organ function:"),
    (IN, "1.1", "Neutrophils ≥ 1500"),
    (IN, "1.2", "Platelets ≥ 100"),
    (IN, "2", "ECOG 0-1"),
]
# The heading, then what stands before each of the four criteria.
FORMS = {
    "stars": ("Inclusion Criteria:\n", "* ", "  * ", "  * ", "* "),
    "dashes": ("INCLUSION CRITERIA", "- ", "   - ", "   - ", "- "),
    "dots": ("Key inclusion criteria:", "• ", "  ◦ ", "  ◦ ", "• "),
    "dots without indentation": ("Inclusion:", "• ", "◦ ", "◦ ", "• "),
    "numbers and letters": ("Main Inclusion Criteria", "1. ", "a. ", "b. ", "2. "),
    "brackets": ("Inclusion criteria", "1) ", "  (a) ", "  (b) ", "2) "),
    "romans": ("Inclusion criteria;", "(1) ", " i. ", " ii. ", "(2) "),
    "dotted numbers": ("Inclusion Criteria:", "1. ", "1.1 ", "1.2 ", "2. "),
    "no space behind the dash": ("Inclusion Criteria:", "-", "  -", "  -", "-"),
    "escapes": ("Inclusion Criteria:\n", "\\* ", "  \\* ", "  \\* ", "\\* "),
    "bold": ("**Inclusion Criteria:**", "* ", "  * ", "  * ", "* "),
    "Spanish": ("Criterios de inclusión:", "* ", "  * ", "  * ", "* "),
}


def written(form: str, line_end: str = "\n") -> str:
    heading, *marks = FORMS[form]
    return line_end.join([heading, *(mark + text for mark, (_, _, text) in zip(marks, NESTED, strict=True))])


@pytest.mark.parametrize("form", FORMS)
def test_nested_lists_come_apart_whatever_their_marks(form: str) -> None:
    assert told(written(form)) == NESTED
    assert told(written(form, "\r\n")) == NESTED
    assert told(written(form, "\n\n")) == NESTED


def test_lists_of_html_come_apart() -> None:
    text = (
        "<p><b>Inclusion Criteria:</b></p><ul><li>Adequate organ function:<ul><li>Neutrophils &ge; 1500</li>"
        "<li>Platelets &ge; 100</li></ul></li><li>ECOG 0-1</li></ul>"
    )
    assert told(text) == NESTED


HEADINGS = {
    "Inclusion Criteria:": IN,
    "INCLUSION CRITERIA": IN,
    "Inclusion": IN,
    "Key Inclusion Criteria:": IN,
    "Inclusion criterion": IN,
    "Main criteria for inclusion:": IN,
    "Inclusion Criteria (All Phases):": IN,
    "Eligible patients must meet all of the following criteria:": IN,
    "Patients will be included in the study based on the following criteria:": IN,
    "Criterios principales de inclusión:": IN,
    "CRITERIOS DE INCLUSION": IN,
    "Criterios de inclusión": IN,
    "Critères d'inclusion :": IN,
    "Einschlusskriterien:": IN,
    "## Inclusion Criteria": IN,
    "Exclusion Criteria:": EX,
    "Exclusions": EX,
    "Selected exclusion criteria": EX,
    "EXCLUSION": EX,
    "Non-inclusion criteria:": EX,
    "Subjects who meet any of the following criteria will be excluded from the study:": EX,
    "Criterios de exclusión:": EX,
    "Patients with any of the following will not be included in the study:": EX,
    "Criterios de no inclusión:": EX,
    "A subject will not be eligible for study participation if he/she meets any of the following criteria.": EX,
    "Patients eligible for this study must not meet any of the following criteria:": EX,
    "Ausschlusskriterien": EX,
    "Critérios de exclusão:": EX,
    "Inclusion/Exclusion Criteria:": UN,
    "Eligibility Criteria:": UN,
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_opens_its_section_and_is_no_criterion(heading: str) -> None:
    assert told(f"{heading}\n\n* One thing\n* Another") == [
        (HEADINGS[heading], "1", "One thing"),
        (HEADINGS[heading], "2", "Another"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Patients who do not meet the inclusion criteria of another trial",
        "Inclusion body myositis",
        "Patients with brain metastases are eligible if they meet all of the following criteria:",
        "Any of the following cardiac criteria:",
        "Exclusion of pregnancy by a test within 7 days",
    ],
)
def test_what_only_sounds_like_a_heading_is_a_criterion(line: str) -> None:
    criteria = split(f"Inclusion Criteria:\n\n* {line}\n* Another")
    assert [(one.section, one.text) for one in criteria] == [(IN, line), (IN, "Another")]


TURNS = {
    "Patients are not eligible if:": EX,
    "You cannot join this study if any of these apply:": EX,
    "Patients will not be able to take part if they have:": EX,
    "Exclusion criteria are as follows": EX,
    "Reasons for exclusion:": EX,
    "Earlier treatment exclusions:": EX,
    "Non-eligibility criteria:": EX,
    "Who cannot take part:": EX,
    "The following patients will be excluded:": EX,
    "Any of the following would make a person ineligible:": EX,
    "Patients with the following illnesses will be excluded:": EX,
    "Excluded from this trial are patients with:": EX,
    "Withdrawal criteria:": UN,
    "Criteria for discontinuation:": UN,
    # not turned
    "Patients with brain metastases are not eligible if:": IN,
    "Patients are eligible if they have:": IN,
    "The following are not excluded:": IN,
    "the patient is not eligible if:": IN,
}


@pytest.mark.parametrize("sentence", TURNS)
def test_a_sentence_turns_to_another_section(sentence: str) -> None:
    found = told(f"Inclusion Criteria:\n\n* One thing\n\n{sentence}\n\n* Another")
    assert found[0] == (IN, "1", "One thing")
    assert (found[-1][0], found[-1][2]) == (TURNS[sentence], "Another")


@pytest.mark.parametrize("sentence", ["To be eligible, patients must:", "You may be able to join if you:"])
def test_a_sentence_turns_to_what_is_asked_for(sentence: str) -> None:
    assert told(f"Exclusion Criteria:\n\n* One thing\n\n{sentence}\n\n* Another")[-1][0] == IN


def test_a_list_goes_on_after_a_sentence_that_turned_away_from_its_section() -> None:
    text = "Inclusion Criteria:\n\n1. A\n2. B\n\nPatients cannot join if:\n\n- C\n\n3. D\n4. E"
    assert [one[0] for one in told(text)] == [IN, IN, EX, IN, IN]
    anew = "Inclusion Criteria:\n\n1. A\n2. B\n\nPatients cannot join if:\n\n1. C\n2. D\n3. E"
    assert [one[0] for one in told(anew)] == [IN, IN, EX, EX, EX]


def test_parts_together_are_a_group_like_one() -> None:
    text = "Inclusion Criteria:\n\nParts 1 and 2:\n\n* A\n\nFor all parts:\n\n* B"
    assert [one.within for one in split(text)] == [("Parts 1 and 2:",), ("For all parts:",)]


def test_one_paragraph_comes_apart_at_its_numbers_and_headings() -> None:
    text = (
        "Inclusion Criteria: 1. Women aged 18 or more 2. ECOG grade 0 or 1. 3. HER2 negative. "
        "Exclusion Criteria: 1. Toxicity above grade 2. 2. Pregnancy"
    )
    assert told(text) == [
        (IN, "1", "Women aged 18 or more"), (IN, "2", "ECOG grade 0 or 1."), (IN, "3", "HER2 negative."),
        (EX, "1", "Toxicity above grade 2."), (EX, "2", "Pregnancy"),
    ]  # fmt: skip


def test_one_paragraph_with_bullets_comes_apart() -> None:
    assert told("Inclusion: • Age 18 • ECOG 0-1 Exclusion Criteria: • Pregnancy • Brain metastases") == [
        (IN, "1", "Age 18"), (IN, "2", "ECOG 0-1"), (EX, "1", "Pregnancy"), (EX, "2", "Brain metastases")
    ]  # fmt: skip
    assert told("Inclusion Criteria: - Age 18 - ECOG 0-1 - HER2 negative")[2] == (IN, "3", "HER2 negative")


def test_a_list_that_lost_its_lines_comes_apart_and_a_number_in_a_sentence_does_not() -> None:
    lost = "Exclusion Criteria:\n\n1. Pregnancy\n2. Stroke\n\n3\\. Infection. 4. Diabetes 5. Heart failure\n"
    assert [one.text for one in split(lost)] == ["Pregnancy", "Stroke", "Infection.", "Diabetes", "Heart failure"]
    whole = "Exclusion Criteria:\n1. Version 1. 2. of a scale, or grade 2. Then more\n2. Stroke"
    assert [one.text for one in split(whole)] == ["Version 1. 2. of a scale, or grade 2. Then more", "Stroke"]


def test_one_line_with_both_sections_in_short_comes_apart() -> None:
    found = split("Inclusion: postmenopausal women; ECOG 0-2. Exclusion: brain metastases; visceral crisis")
    assert [(one.section, one.text) for one in found] == [
        ("inclusion", "postmenopausal women; ECOG 0-2."),
        ("exclusion", "brain metastases; visceral crisis"),
    ]


def test_a_sentence_that_only_turns_to_a_section_is_not_told_with_its_criteria() -> None:
    found = split("You can join this study if you:\n- have cancer\nYou cannot join if you:\n- are pregnant")
    assert [(one.section, one.text, one.within) for one in found] == [
        ("inclusion", "have cancer", ()),
        ("exclusion", "are pregnant", ()),
    ]


def test_a_line_about_patients_after_a_list_begins_a_list_of_its_own() -> None:
    found = split("Exclusion Criteria:\n* Surgery within 4 weeks\nPatients may be eligible if they:\n* had DCIS")
    assert [(one.place, one.text) for one in found] == [
        ("1", "Surgery within 4 weeks"),
        ("2", "Patients may be eligible if they:"),
        ("2.1", "had DCIS"),
    ]


def test_without_headings_the_section_is_unclear() -> None:
    assert told("* Age 18\n* No pregnancy") == [(UN, "1", "Age 18"), (UN, "2", "No pregnancy")]
    assert told("Women with breast cancer.") == [(UN, "1", "Women with breast cancer.")]


def test_a_list_before_a_first_heading_of_exclusions_is_one_of_inclusions() -> None:
    assert told("* Age 18\n\nExclusion Criteria:\n* Pregnancy") == [(IN, "1", "Age 18"), (EX, "1", "Pregnancy")]


def test_lines_without_marks_are_criteria_and_wrapped_lines_are_not() -> None:
    assert told("Inclusion Criteria:\nAge 18 or more\nECOG 0-1\n\nExclusion Criteria:\nPregnancy") == [
        (IN, "1", "Age 18 or more"), (IN, "2", "ECOG 0-1"), (EX, "1", "Pregnancy")
    ]  # fmt: skip
    wrapped = "Inclusion Criteria:\n- HER2 negative as the newest\n  guideline says\n- Progression after\ntreatment"
    assert [one.text for one in split(wrapped)] == [
        "HER2 negative as the newest guideline says",
        "Progression after treatment",
    ]


def test_steps_cohorts_and_parents_are_told_with_each_criterion() -> None:
    text = """Inclusion Criteria:

* STEP 1: REGISTRATION (SCREENING): Age 18

  * NOTE: in years
* STEP 2: RANDOMIZATION: ECOG 0-2
* Cohort A: HER2 low

Inclusion Criteria for Cohort 2 (Stage 1 \\[and 2\\]):
* PIK3CA altered

Phase 1b:
* No chemotherapy

Additional criteria for the second arm: Read the label. It says more.

* Measurable disease

Exclusion Criteria:
* Pregnancy"""
    assert split(text) == (
        Criterion(IN, "1", "Age 18", ("STEP 1: REGISTRATION (SCREENING)",)),
        Criterion(IN, "1.1", "NOTE: in years", ("STEP 1: REGISTRATION (SCREENING)", "Age 18")),
        Criterion(IN, "2", "ECOG 0-2", ("STEP 2: RANDOMIZATION",)),
        Criterion(IN, "3", "HER2 low", ("Cohort A",)),
        Criterion(IN, "4", "PIK3CA altered", ("Inclusion Criteria for Cohort 2 (Stage 1 [and 2]):",)),
        Criterion(IN, "5", "No chemotherapy", ("Inclusion Criteria for Cohort 2 (Stage 1 [and 2]):", "Phase 1b:")),
        Criterion(
            IN,
            "6",
            "Read the label. It says more.",
            ("Inclusion Criteria for Cohort 2 (Stage 1 [and 2]):", "Additional criteria for the second arm:"),
        ),
        Criterion(
            IN,
            "7",
            "Measurable disease",
            ("Inclusion Criteria for Cohort 2 (Stage 1 [and 2]):", "Additional criteria for the second arm:"),
        ),
        Criterion(EX, "1", "Pregnancy", ()),
    )


def test_a_group_over_sections_and_a_group_over_groups_are_told() -> None:
    over = "Phase 2 Eligibility:\n\nKey Inclusion Criteria:\n* Age\n\nKey Exclusion Criteria:\n* Pregnancy"
    assert [one.within for one in split(over)] == [("Phase 2 Eligibility:",)] * 2
    nested = "Inclusion Criteria:\n\nPart D:\n\nCohort D1:\n* A\n\nCohort D2:\n* B\n\nPart E:\n* C"
    assert [one.within for one in split(nested)] == [("Part D:", "Cohort D1:"), ("Part D:", "Cohort D2:"), ("Part E:",)]


def test_criteria_of_physicians_are_not_those_of_patients() -> None:
    criteria = split("Exclusion Criteria - Patients\n* Pregnancy\n\nEligibility Criteria - Physicians\n* Treats cancer")
    assert [one.section for one in criteria] == [EX, UN]


def test_a_lone_or_between_lists_is_told_with_both() -> None:
    criteria = split(
        "Inclusion Criteria:\n\n* Untreated\n* Age 60\n\nOR\n\n* Relapsed\n* Age 18\n\nExclusion Criteria:\n* C"
    )
    assert [one.within for one in criteria] == [("OR",)] * 4 + [()]


def test_a_note_stays_with_its_criterion() -> None:
    note = "Exclusion Criteria:\n\n1. Brain metastases\n\n   Note: treated ones are allowed.\n2. Pregnancy"
    assert [one.text for one in split(note)] == ["Brain metastases\nNote: treated ones are allowed.", "Pregnancy"]


def test_that_other_criteria_may_apply_is_no_exclusion() -> None:
    text = "Exclusion Criteria:\n\n* Pregnancy\n\nOther protocol-defined inclusion/exclusion criteria may apply."
    assert told(text)[1] == (UN, "1", "Other protocol-defined inclusion/exclusion criteria may apply.")


def test_signs_are_told_as_a_person_reads_them() -> None:
    text = "Inclusion Criteria:\n* ANC \\>= 1.5 x 10\\^9/L \\[or 10<sup>9</sup>/L\\]&nbsp;&amp; age < 70 > 18"
    assert split(text)[0].text == "ANC >= 1.5 x 10^9/L [or 10^9/L] & age < 70 > 18"


@pytest.mark.parametrize("text", ["", "   \n\t", "Inclusion Criteria:", "* \n* \n", "----", None, "\x00\x01"])
def test_nothing_gives_nothing(text: str | None) -> None:
    assert split(text) == ()


# ------------------------------------------------------------------------------------------------ properties
LINES = st.sampled_from(
    [
        "Inclusion Criteria:",
        "EXCLUSION CRITERIA",
        "Key Inclusion Criteria for cohort 2:",
        "Criterios de exclusión:",
        "Cohort A:",
        "Part D:",
        "Phase 2 Eligibility:",
        "Criteria:",
        "OR",
        "Note:",
        "Note: this is allowed",
        "* ",
        "- Age ≥ 18",
        "• HER2 low • ER positive",
        "1. Age",
        "2. ECOG 1 3. Sex",
        "3\\. Escaped 4. Lost",
        "  * Deeper",
        "    1) Deeper yet",
        "a. Letter",
        "ii. Roman",
        "(b). Both",
        "STEP 1: REGISTRATION: Consent",
        "* Cohort B: HER2 low",
        "a wrapped line",
        "A paragraph of its own.",
        "The following:",
        "",
        "",
        "<ul><li>One<li>Two</ul>",
        "x < 5 and y > 3",
        "Other inclusion/exclusion criteria may apply.",
        "Patients will be excluded based on the following criteria:",
        "Additional Criteria for Arm B: In general, more",
        "-Close",
        "---Far",
        "o Round",
        "E. coli",
        "10<sup>9</sup>",
        "Inclusion Criteria: 1. One 2. Two Exclusion Criteria: 1. Three",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.tuples(st.sampled_from(["", "  ", "   ", "      ", "\t"]), LINES | st.text(max_size=40)), max_size=25
    ).map(lambda lines: "\n".join(indent + line for indent, line in lines)),
    st.text(alphabet="*-•()[]\\<>&;:.12ab AIE\n\r\t#_/", max_size=200),
)


def words(*texts: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", " ".join(texts)))


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_no_word_is_lost_and_none_is_added(text: str) -> None:
    parts = pieces(plain(text))
    every = words(*(word for one in parts for word in (one.marker, one.step, one.text)))
    assert every == words(plain(text))
    criteria = split(text)
    own = words(*(one.text for one in criteria))
    assert not own - every
    headings = words(*(one.text for one in parts if one.kind in ("section", "group")), *(one.step for one in parts))
    headings += words(*(one.marker for one in parts))
    lost = every - own - headings
    assert set(map(str.lower, lost)) <= {"or", "o"}  # a lone "OR" stands in `within`


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_every_place_is_one_of_a_kind_and_hangs_on_another(text: str) -> None:
    criteria = split(text)
    places = {(one.section, one.place): one for one in criteria}
    assert len(places) == len(criteria)
    for one in criteria:
        assert one.text.strip() == one.text != ""
        if one.parent and (one.section, one.parent) in places:
            above = places[one.section, one.parent]
            assert above.text in one.within


def numbered(items: int) -> str:
    return "Inclusion Criteria: " + " ".join(f"{n}. Something of the kind {'(' * 3} or other" for n in range(1, items))


@pytest.mark.parametrize(
    "text",
    [
        numbered,
        lambda many: "Inclusion " * many,
        lambda many: "\n".join("  " * (n % 40) + "* deeper" for n in range(many)),
    ],
    ids=["numbers in one paragraph", "one word again and again", "deep lists"],
)
def test_what_a_text_costs_grows_with_its_length_alone(text: Callable[[int], str]) -> None:
    """Four times the text may cost some four times as much; what were quadratic would cost sixteen times."""

    def cost(of: str) -> float:
        begun = time.process_time()
        assert split(of)
        return time.process_time() - begun

    short, long = text(1000), text(4000)
    assert min(cost(long) for _ in range(3)) < 10 * min(cost(short) for _ in range(3))


def test_every_record_of_the_samples_comes_apart_without_a_loss() -> None:
    data = Path(__file__).resolve().parents[3] / "shared" / "data" / "ctgov_trials_100.jsonl"
    if not data.exists():
        pytest.skip(f"NOT TESTED: the records {data} are not here; they are not part of the project")
    found = read_file(data)
    assert (len(found.trials), found.faults) == (100, [])
    for trial in found.trials:
        criteria = split(trial.eligibility)
        sections = {one.section for one in criteria}
        assert IN in sections, trial.nct_id
        assert (EX in sections) == ("excl" in trial.eligibility.lower()), trial.nct_id
        parts = pieces(plain(trial.eligibility))
        assert words(*(word for one in parts for word in (one.marker, one.step, one.text))) == words(
            plain(trial.eligibility)
        )
