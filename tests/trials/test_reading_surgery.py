"""What criteria about operations on the breast and its lymph nodes are read as, and what is no operation yet."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import alike, reading

BREAST = "surgery(mastectomy) or surgery(lumpectomy)"
NODES = "surgery(sentinel_node_biopsy) or surgery(axillary_dissection)"
REQUIRED = [
    ("Must have had a lumpectomy or a mastectomy", BREAST),
    ("Prior breast-conserving surgery", "surgery(lumpectomy)"),
    ("Sentinel lymph node dissection and/or axillary clearance already done", NODES),
    ("Breast conservation surgery or total mastectomy, with axillary dissection or SLNB", f"({BREAST}) and ({NODES})"),
    ("Operated by quadrantectomy and sentinel node biopsy", "not_read"),
    ("Segmental mastectomy with axillary lymph node dissection",
     "surgery(lumpectomy) and surgery(axillary_dissection)"),
    ("Surgery of the breast by lumpectomy or mastectomy", BREAST),
    ("Resection of the tumor with free edges by lumpectomy or mastectomy", f"({BREAST}) and not_read"),
    ("Patients have had a mastectomy with negative margins", "surgery(mastectomy) and not_read"),
    ("Underwent lumpectomy. The margins must be clear.", "surgery(lumpectomy) and not_read"),
    ("Nodal staging with sentinel biopsy", "surgery(sentinel_node_biopsy)"),
    ("Nipple-sparing mastectomy", "surgery(mastectomy) and not_read"),
    ("ALND or targeted axillary dissection", "surgery(axillary_dissection) or not_read"),
    ("No previous axillary dissection", "not surgery(axillary_dissection)"),
    # none of it was done, or not for everybody
    ("Lumpectomy planned", "not_read"),
    ("Candidates for mastectomy", "not_read"),
    ("Suitable for breast-conserving surgery", "not_read"),
    ("Will undergo sentinel lymph node biopsy", "not_read"),
    ("Mastectomy is allowed", "not_read"),
    ("Lumpectomy candidates", "not_read"),
    ("Involved nodes on sentinel node biopsy", "not_read"),
    ("Breast surgery not planned within 6 months", "not_read"),
]  # fmt: skip
EXCLUDED = [
    ("Prior axillary lymph node dissection", "surgery(axillary_dissection)"),
    ("Lumpectomy", "surgery(lumpectomy)"),
    ("Previous mastectomy of the other breast", "surgery(mastectomy) and not_read"),
    ("Bilateral mastectomy", "surgery(mastectomy) and not_read"),
    ("Sentinel node biopsy within the last 3 months", "surgery(sentinel_node_biopsy) and not_read"),
    ("Mastectomy planned", "not_read"),
    ("Requires mastectomy", "not_read"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("section", "text", "wanted"),
    [("inclusion", *one) for one in REQUIRED] + [("exclusion", *one) for one in EXCLUDED],
)
def test_operations(section: Section, text: str, wanted: str) -> None:
    found = reading(section, text)
    assert found.condition is None if wanted == "not_read" else alike(found, wanted), found.condition
