"""The clinician's page fits on one side, and the paste text into a chart, for every situation of the table."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from concord.documents.clinician import clinician_pdf, paste_text
from concord.knowledge.load import Knowledge
from tests.spec.table import some_now
from tests.spec.test_situations import SITUATIONS, brief_of


@pytest.mark.parametrize("paper", ["letter", pytest.param("a4", marks=pytest.mark.slow)])
@pytest.mark.parametrize("row", some_now(SITUATIONS, 10), ids=lambda row: row["title"])
def test_one_side_of_paper(row: dict[str, Any], paper: str, knowledge: Knowledge) -> None:
    """Letter is the shorter sheet; A4 is looked at among the slow tests."""
    made = brief_of(row, knowledge)
    with pikepdf.open(io.BytesIO(clinician_pdf(made, paper))) as pdf:
        assert len(pdf.pages) == 1
    assert len(paste_text(made)) < 2000
