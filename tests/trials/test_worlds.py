"""Which conditions say the same of everybody who can be: what the measure of the readings rests on."""

from __future__ import annotations

import pytest

from concord.criteria.parse import parse
from concord.knowledge.load import Knowledge
from tests.trials.table.worlds import same

SAME = [
    # Whoever had a medicine had its class.
    ("had(everolimus) or had(mtor_inhibitor)", "had(mtor_inhibitor)"),
    ("progressed_on(palbociclib) or progressed_on(cdk46_inhibitor)", "progressed_on(cdk46_inhibitor)"),
    ("months_since(tamoxifen) < 1 or months_since(endocrine_therapy) < 1", "months_since(endocrine_therapy) < 1"),
    ("on_now(letrozole) or on_now(aromatase_inhibitor)", "on_now(aromatase_inhibitor)"),
    ("lines(taxane) >= 2 or lines(chemotherapy) >= 2", "lines(chemotherapy) >= 2"),
    # Of a class whose parts are all named there is nothing else.
    ("had(pi3k_inhibitor) or had(akt_inhibitor) or had(mtor_inhibitor)", "had(pi3k_pathway_inhibitor)"),
    # At any time is once at least.
    ("had(taxane, setting=adjuvant) or had(taxane)", "had(taxane)"),
    ("had(taxane, setting=adjuvant) or had(taxane, setting=early)", "had(taxane, setting=early)"),
    ("had(cancer_medicine, setting=metastatic)", "lines() >= 1"),
    # What was never given never brought a relapse, and is no time ago.
    (
        "not had(taxane, setting=early) or months_to_relapse(taxane, setting=early) >= 12",
        "months_to_relapse(taxane, setting=early) >= 12",
    ),
    ("not radiation(breast) or months_since_radiation(breast) >= 1", "months_since_radiation(breast) >= 1"),
    # Nobody progressed on what she did not have.
    ("had(taxane) and progressed_on(taxane)", "progressed_on(taxane)"),
]
OTHERWISE = [
    ("had(everolimus)", "had(mtor_inhibitor)"),
    ("had(pi3k_inhibitor) or had(akt_inhibitor)", "had(pi3k_pathway_inhibitor)"),
    ("had(taxane, setting=adjuvant)", "had(taxane, setting=early)"),
    ("had(taxane, setting=metastatic)", "had(taxane)"),
    ("progressed_on(taxane)", "had(taxane)"),
    ("lines(taxane) >= 2", "lines(chemotherapy) >= 2"),
    ("lines() >= 1 or not_read", "lines() >= 1"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_conditions_that_no_person_parts_are_the_same(one: str, other: str, knowledge: Knowledge) -> None:
    first, second = (parse(text, knowledge.signature, knowledge.named) for text in (one, other))
    assert same(first, second, knowledge.signature)


@pytest.mark.parametrize(("one", "other"), OTHERWISE)
def test_conditions_that_some_person_parts_are_not(one: str, other: str, knowledge: Knowledge) -> None:
    first, second = (parse(text, knowledge.signature, knowledge.named) for text in (one, other))
    assert not same(first, second, knowledge.signature)
