"""A notice that trials are new or changed, as it is shown: by their names of today, each leading to its page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from concord.choices.words import Words
from concord.trials import store
from concord.web.guest.store import Answers
from concord.web.keys.holder import Holder
from concord.web.notices.store import Told
from concord.web.trials import kept


def draw(notice: Told, words: Words, holder: Holder, answers: Answers) -> dict[str, Any]:
    """What the page needs; a trial that is gone in the meantime is left out."""
    content = notice.content
    day = words.day(dt.date.fromisoformat(content["as_of"]))
    found = []
    if kept.path().exists():
        with kept.opened() as (records, _):
            for one in content["trials"]:
                if trial := store.get(records, one["nct_id"]):
                    changed = words.listed([words.site(f"trials_field_{name}") for name in one["fields"]])
                    said = (
                        words.site("trials_told_new")
                        if one["kind"] == "new"
                        else words.site("trials_told_changed", what=changed)
                    )
                    found.append({"nct_id": trial.nct_id, "title": trial.title, "said": said})
    return {"made": words.site("trials_told_day", day=day), "trials": found}
