"""The command `concord` as it will run some days from now: `python -m tests.journeys.later DAYS serve ...`.

The clock is moved for this one process, before the pages are loaded. What is served is the code as it is.
"""

from __future__ import annotations

import datetime as dt
import sys
import time


def move(days: int) -> None:
    """All that the site asks for the time: Python's seconds, Django's now, and the day for which a brief counts."""
    seconds, ahead = time.time, dt.timedelta(days=days)
    time.time = lambda: seconds() + ahead.total_seconds()

    from django.utils import timezone

    from concord.web import prepare

    now, prepared = timezone.now, prepare.prepare
    timezone.now = lambda: now() + ahead

    def prepare_later() -> None:
        prepared()
        assert "concord.web.urls" not in sys.modules, "pages would have taken the day before it was moved"
        from concord.web.choices import kept

        kept.today = lambda: timezone.now().date()

    prepare.prepare = prepare_later


def main() -> None:
    move(int(sys.argv.pop(1)))
    from concord.cli import main as concord

    concord()


if __name__ == "__main__":
    main()
