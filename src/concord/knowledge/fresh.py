"""Whether a record is still within its review: past its date it carries a warning, past the grace time it is locked."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from concord.knowledge import model
from concord.knowledge.load import Knowledge


def freshness(review: model.Review, knowledge: Knowledge, day: dt.date) -> Literal["fresh", "overdue", "locked"]:
    """Where a review stands on a day."""
    if day <= review.next:
        return "fresh"
    return "overdue" if day <= review.next + dt.timedelta(days=knowledge.meta.grace_days) else "locked"
