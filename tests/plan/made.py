"""Plans and histories, made up by Hypothesis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from concord.plan import history as h
from concord.plan.agreement import ASKED, NOT_SURE, Round, View, Way
from concord.plan.model import SECTIONS, Chosen, Paper, Plan, Reason

DAY = dt.date(2026, 11, 26)
words = st.sampled_from(["", "a walk each day", "pills at home", "the scan in March", "two\nlines", "señal"])
names = st.sampled_from(["one", "two", "three"])
points = st.lists(st.sampled_from(["less pain", "tired", "hair stays"]), max_size=2).map(tuple)
chosen = st.none() | st.builds(Chosen, id=names, name=names, good=points, bad=points)
declined = st.dictionaries(names, words, max_size=3).map(lambda found: tuple(found.items()))
plans = st.builds(Plan, **dict.fromkeys(SECTIONS, words), chosen=chosen, declined=declined)
answers = st.sampled_from([None, NOT_SURE, "a", "b"])
views = st.builds(View, **dict.fromkeys(ASKED, answers), words=words)
rounds = st.builds(Round, mine=st.none() | views, theirs=st.none() | views)
papers = st.none() | st.builds(Paper, sha256=st.sampled_from(["a" * 64, "b" * 64]), knowledge=st.just("c" * 64))
languages = st.sampled_from(["en", "es"])
reasons = st.lists(st.sampled_from(Reason), max_size=2, unique=True).map(tuple)

Step = Callable[[h.History], h.History]
number = st.integers(1, 4)
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(
        lambda plan, why, *more: lambda found: h.write(found, plan, DAY, why, *more),
        plans,
        reasons,
        words,
        papers,
        rounds,
        languages,
    ),
    st.builds(lambda one: lambda found: h.talk_over(found, one, DAY), number),
    st.builds(
        lambda one, who, way: lambda found: h.say_yes(found, one, DAY, who, way),
        number,
        st.sampled_from([h.PERSON, h.DOCTOR]),
        st.sampled_from(Way),
    ),
    st.builds(lambda one: lambda found: h.withdraw(found, one, DAY), number),
)


def walked(some: list[Any]) -> list[h.History]:
    """Every history on the way; what is not possible is left out."""
    found = [h.History()]
    for step in some:
        try:
            found.append(step(found[-1]))
        except (h.NotPossibleError, LookupError):
            continue
    return found
