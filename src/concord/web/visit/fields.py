"""What is sent by the forms of a visit, taken in as it may be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.http import QueryDict

from concord.web.guest import store
from concord.web.visit.keep import Visit

BEFORE = ("wants", "worries")
DURING = ("there", "heard", "decided", "next", "call")
FELT = ("heard", "understood", "sure")
ANSWERS = ("yes", "partly", "no")
OPEN = "open"
LONGEST = 2000
LONGEST_NAME = 120
YEARS = range(1990, 2101)
# Words that were told elsewhere and can be taken over: by which name, and into which field.
TOLD = {"own": "wants", "hopes": "wants", "last_wants": "wants", "worries": "worries", "last_worries": "worries"}


def text(sent: QueryDict, name: str) -> str:
    return sent.get(name, "").replace("\r\n", "\n").strip()


def texts(sent: QueryDict, names: tuple[str, ...], visit: Visit) -> set[str]:
    """Takes these words into the visit; says which are too long. Those stay as they were."""
    found = {name: text(sent, name) for name in names}
    too_long = {name for name, words in found.items() if len(words) > LONGEST}
    visit.words |= {name: words for name, words in found.items() if name not in too_long}
    return too_long


def day(sent: QueryDict) -> str | None:
    """The day as it is kept, empty where none was given; None where it is no day."""
    given = text(sent, "on")
    if not given:
        return ""
    try:
        found = dt.date.fromisoformat(given)
    except ValueError:
        return None
    return found.isoformat() if found.year in YEARS else None


def felt(sent: QueryDict) -> dict[str, str]:
    """What was answered about the conversation. What was left open is not there."""
    given = {name: sent.get(f"felt-{name}", "") for name in FELT}
    return {name: answer for name, answer in given.items() if answer in ANSWERS}


def told(answers: store.Answers, last: Visit | None, now: Mapping[str, str]) -> dict[str, str]:
    """What she told elsewhere and can take over: all that does not stand in its field already."""
    before = last.words if last else {}
    found = {
        "own": answers.file.get("priorities", {}).get("in_my_words") or "",
        "hopes": answers.about_me.get("hopes", ""),
        "worries": answers.about_me.get("worries", ""),
        "last_wants": before.get("wants", ""),
        "last_worries": before.get("worries", ""),
    }
    return {name: words for name, words in found.items() if words and words not in now.get(TOLD[name], "")}
