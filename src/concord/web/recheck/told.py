"""A notice that the knowledge changed, as it is shown: in the words of today, and in the reader's language."""

from __future__ import annotations

import datetime as dt
from typing import Any

from concord.choices.recheck_words import tests, told
from concord.choices.words import Words
from concord.web.choices.marks import situation_mark
from concord.web.guest.store import Answers
from concord.web.keys.holder import Holder
from concord.web.notices.store import Told

KIND = "recheck"


def draw(notice: Told, words: Words, holder: Holder, answers: Answers) -> dict[str, Any]:
    """What the page needs. It says so where the knowledge, or her answers, have changed since."""
    content = notice.content
    day = words.day(dt.date.fromisoformat(content["as_of"]))
    return {
        "made": words.site("recheck_made", day=day, version=content["knowledge"]["version"]),
        "later": content["knowledge"]["hash"] != words.knowledge.hash,
        "edited": content["situation"] != situation_mark(holder, answers.file),
        "choices": told(content["changes"], words),
        "tests": tests(content["changes"], words),
    }
