"""Many write into one log at once: started by a test with databases of its own; prints what became of it."""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import django

PROCESSES, THREADS, EACH = 2, 4, 8


def writes(_: int) -> None:
    from django.db import connections

    from concord.circle.log import Did, Who
    from concord.web.circle import journal
    from concord.web.keys import store as keys
    from concord.web.keys.holder import Holder

    key = keys.fetch("somebody")
    assert key is not None
    for _each in range(EACH):
        journal.write(Holder("somebody", key), Who.PERSON, Did.CHANGED, part="plan")
    connections.close_all()


def in_threads(_: int) -> None:
    django.setup()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(writes, range(THREADS)))


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "concord.web.settings"
    from concord.web.prepare import prepare

    prepare()
    from concord.web.keys import store as keys

    key = keys.make("somebody")
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(in_threads, range(PROCESSES)))
    from concord.web.circle import journal
    from concord.web.circle.models import LogEntry
    from concord.web.keys.holder import Holder
    from concord.web.keys.models import LogHead

    entries, broken = journal.read(Holder("somebody", key))
    numbers = list(LogEntry.objects.order_by("number").values_list("number", flat=True))
    found = {
        "entries": len(entries),
        "in_order": numbers == list(range(len(numbers))),
        "broken": broken,
        "head": LogHead.objects.get().count,
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
