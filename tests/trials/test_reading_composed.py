"""Two things in one sentence, in many ways: what is read of it may say less than the sentence, never otherwise.

A sentence that is put together here has a meaning that is known, because the meaning of its two parts is. It is asked
about made-up people; a reading that decides for somebody what the sentence does not say is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from concord.criteria.parse import parse
from concord.criteria.terms import And, Condition, Not, Or
from concord.trials.criteria_text import Section
from tests.conftest import whole_knowledge
from tests.trials.table.worlds import pairs
from tests.trials.test_reading import reading

# Words, and what they say.
Parts = dict[str, str]
ASKED: Parts = {
    "HER2-positive breast cancer": "her2 = positive",
    "ER-positive breast cancer": "er in (low, positive)",
    "Metastatic breast cancer": "extent = metastatic",
    "Measurable disease": "measurable_disease",
    "ECOG 0-1": "ecog <= 1",
    "Age 18 years or older": "age_years >= 18",
    "Creatinine clearance of at least 50 mL/min": "creatinine_clearance_ml_min >= 50",
    "LVEF of at least 50%": "lvef_percent >= 50",
    "Prior trastuzumab": "had(trastuzumab)",
    "PIK3CA mutation": "altered(PIK3CA)",
}
FEARED: Parts = {
    "brain metastases": "site(brain)",
    "HIV infection": "has(hiv_infection)",
    "pregnancy": "pregnancy",
    "heart failure": "has(heart_failure)",
    "leptomeningeal disease": "leptomeningeal_disease",
    "current use of warfarin": "taking(warfarin)",
}
KEPT_OUT: Parts = {
    "Brain metastases": "site(brain)",
    "HIV infection": "has(hiv_infection)",
    "Prior CDK4/6 inhibitor": "had(cdk46_inhibitor)",
    "LVEF below 50%": "lvef_percent < 50",
    "HER2-positive breast cancer": "her2 = positive",
    "ECOG 2 or more": "ecog >= 2",
    "Pregnancy": "pregnancy",
    "Chemotherapy within 3 weeks": "months_since(chemotherapy) < 0.69",
    "Metastatic disease": "extent = metastatic",
}
# "A, and not B", among what is asked for.
WITHOUT = (
    *(
        "{}, patients with {} are excluded",
        "{}; patients with {} are not eligible",
        "{}. Patients with {} are excluded",
    ),
    *("{}, but patients with {} are not eligible", "{}, but {} is not allowed", "{}, however {} is not allowed"),
    *("{}. {} is excluded.", "{}; {} is not allowed", "{}; {} is an exclusion criterion", "{}; no {}", "{}, no {}"),
    *("{} without {}", "{}, without {}", "{} and no {}", "{}, and no {}", "{}, but no {}", "{} but no {}"),
    *("{} in the absence of {}", "{} and absence of {}", "{} and must not have {}", "{}; must not have {}"),
    *("{} who do not have {}", "{} with no {}", "{}, with no {}", "{} with no evidence of {}", "{}. Exclude {}."),
    *("{} (no {})", "{} (without {})", "{} (patients with {} are excluded)", "{} ({} is not allowed)"),
    *("{}, excluding patients with {}", "{} and patients must not have {}", "{}, never {}"),
)
# "A, whether B or not": who has no A may not enter.
WHATEVER = (
    *("{}. Patients with {} are eligible", "{}; {} is permitted", "{}, with or without {}", "{} regardless of {}"),
    *("{} (with or without {})", "{}; {} does not exclude", "{}. {} is not an exclusion criterion"),
    *("{}, including patients with {}", "{} (including patients with {})", "{}; patients may have {}"),
)
# "A or B", among what excludes.
EITHER = (
    *(
        "{} or {}",
        "{}, {}",
        "{} and/or {}",
        "{}, or {}",
        "{}, or patients with {}",
        "{} or known {}",
        "Either {} or {}",
    ),
    *("{}, {}, or unknown disease", "{}, {} or another serious condition", "{} or {} or any other reason"),
)
# "A, but not with B", among what excludes.
UNLESS = (
    *("{} unless {}", "{}, except {}", "{}, except for {}", "{}, other than {}", "{} without {}", "{} (except {})"),
    *("{} in the absence of {}", "{} with no {}", "{}, with the exception of {}", "{} if no {}", "{} (unless {})"),
    *("{}, excluding {}", "{} (excluding {})", "{} but no {}"),
)
Says = Callable[[Condition, Condition], Condition]
COMPOSED: list[tuple[Section, str, Parts, Parts, Says]] = [
    *(("inclusion", way, ASKED, FEARED, lambda one, other: And((one, Not(other)))) for way in WITHOUT),
    *(("inclusion", way, ASKED, FEARED, lambda one, other: one) for way in WHATEVER),
    *(("exclusion", way, KEPT_OUT, FEARED, lambda one, other: Or((one, other))) for way in EITHER),
    *(("exclusion", way, KEPT_OUT, FEARED, lambda one, other: And((one, Not(other)))) for way in UNLESS),
]


def _meaning(written: str) -> Condition:
    knowledge = whole_knowledge()
    return parse(written, knowledge.signature, knowledge.named)


@pytest.mark.parametrize(
    ("section", "way", "firsts", "seconds", "says"), COMPOSED, ids=[f"{one[0]}: {one[1]}" for one in COMPOSED]
)
def test_two_things_in_one_sentence(section: Section, way: str, firsts: Parts, seconds: Parts, says: Says) -> None:
    wrong: list[str] = []
    read_at_all = 0
    for first, second in product(firsts, seconds):
        found = reading(section, way.format(first, second)).condition
        if found is None:
            continue
        read_at_all += 1
        meant = says(_meaning(firsts[first]), _meaning(seconds[second]))
        answers = pairs(found, meant, whole_knowledge().signature)
        if any({said, right} == {True, False} for said, right in answers):
            wrong.append(f"{way.format(first, second)} -> {found}")
    assert not wrong, "\n".join(wrong)
    assert read_at_all
