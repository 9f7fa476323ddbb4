"""What criteria about cancer in the brain and its linings are read as."""

from __future__ import annotations

import pytest

from tests.trials.test_reading import expect

EXCLUDED = [
    # what is not at rest is active, by whichever word
    ("Uncontrolled brain metastases", "brain = active"),
    ("Previously untreated brain metastases", "brain = active"),
    ("Brain metastases that cause symptoms", "brain = active"),
    ("Brain metastases with neurological symptoms", "brain = active"),
    ("Poorly controlled or growing cerebral metastases", "brain = active"),
    ("Active CNS metastases (defined as symptomatic or progressing)", "brain = active"),
    ("Meningeal carcinomatosis or symptomatic brain metastases", "leptomeningeal_disease or brain = active"),
    # only some of them
    ("Untreated brain metastases above 1 cm", "brain = active and not_read"),
    ("Uncontrolled, symptomatic brain metastases", "brain = active and not_read"),
    ("Active CNS metastases (defined as requiring escalating steroids)",
     "brain = active or brain = treated_stable and not_read"),
    # all of them
    ("Brain metastases, even when treated", "site(brain)"),
    ("Known brain metastases, no matter whether treated or not", "site(brain)"),
    ("CNS metastases, now or in the past", "site(brain) or leptomeningeal_disease"),
    ("Metastases to the central nervous system", "site(brain) or leptomeningeal_disease"),
    ("Involvement of the meninges", "leptomeningeal_disease"),
    ("Untreated or uncontrolled metastases of another organ", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_the_brain(text: str, wanted: str | None) -> None:
    expect("exclusion", text, wanted)
