"""What criteria about operations on the breast and its lymph nodes are read as, and what is no operation yet."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

BREAST = "surgery(mastectomy) or surgery(lumpectomy)"
NODES = "surgery(sentinel_node_biopsy) or surgery(axillary_dissection)"
REQUIRED = [
    ("Must have had a lumpectomy or a mastectomy", BREAST),
    ("Prior breast-conserving surgery", "surgery(lumpectomy)"),
    ("Sentinel lymph node dissection and/or axillary clearance already done", NODES),
    ("Breast conservation surgery or total mastectomy, with axillary dissection or SLNB", f"({BREAST}) and ({NODES})"),
    ("Operated by quadrantectomy and sentinel node biopsy", None),
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
    ("Lumpectomy planned", None),
    ("Candidates for mastectomy", None),
    ("Suitable for breast-conserving surgery", None),
    ("Will undergo sentinel lymph node biopsy", None),
    ("Mastectomy is allowed", None),
    ("Lumpectomy candidates", None),
    ("Involved nodes on sentinel node biopsy", None),
    ("Breast surgery not planned within 6 months", None),
]  # fmt: skip
EXCLUDED = [
    ("Prior axillary lymph node dissection", "surgery(axillary_dissection)"),
    ("Lumpectomy", "surgery(lumpectomy)"),
    ("Previous mastectomy of the other breast", "surgery(mastectomy) and not_read"),
    ("Bilateral mastectomy", "surgery(mastectomy) and not_read"),
    ("Sentinel node biopsy within the last 3 months", "surgery(sentinel_node_biopsy) and not_read"),
    ("Mastectomy planned", None),
    ("Requires mastectomy", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("section", "text", "wanted"),
    [("inclusion", *one) for one in REQUIRED] + [("exclusion", *one) for one in EXCLUDED],
)
def test_operations(section: Section, text: str, wanted: str | None) -> None:
    expect(section, text, wanted)
