"""From an entry to a form and back: what is not changed stays to the letter, and what is taken fits the model."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from concord.web.site.pages import words_in
from concord.web.treatments import keep
from concord.web.treatments.fields import shown, take
from concord.web.treatments.shape import FORMS, IN_ALL, PER_CYCLE, options

WORDS = words_in("en")
DRUGS = ["letrozole", "Femara", "doxorubicin", "epirubicin", "Caelyx", "chemotherapy", "not_a_known_name", "a/b+c"]
DATES = st.one_of(
    st.integers(1990, 2026),
    st.integers(1990, 2026).map(str),
    st.builds("{}-{:02}".format, st.integers(1990, 2025), st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, st.integers(1990, 2025), st.integers(1, 12), st.integers(1, 28)),
    st.just("unknown"),
)
YES_NO = st.sampled_from(["yes", "no", True, False, "unknown"])


def some_of(needed: dict[str, Any], **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({key: st.just(value) for key, value in needed.items()}, optional=parts)


SETTING = st.sampled_from([*options("medicine", "setting"), "unknown"])
ENTRIES = st.one_of(
    st.lists(st.sampled_from(DRUGS), min_size=1, max_size=4, unique=True).flatmap(
        lambda drugs: some_of(
            {"kind": "medicine", "drugs": drugs},
            setting=SETTING,
            started=DATES,
            stopped_because=st.sampled_from(["completed", "progression", "ongoing"]),
            best_response=st.sampled_from(options("medicine", "best_response")),
            cycles=st.integers(1, 200),
            months=st.one_of(st.floats(0, 600).map(lambda one: round(one, 3)), st.integers(0, 600)),
            line=st.integers(1, 30),
            dose_reduced=YES_NO,
            maintenance=YES_NO,
            ordered_only=YES_NO,
            date=DATES,
            **{
                PER_CYCLE: st.just({drugs[0]: 60.5}),
                IN_ALL: st.just({drugs[-1]: 240} if len(drugs) > 1 else {}),
            },
        )
    ),
    some_of(
        {"kind": "radiation"},
        target=st.sampled_from(["left_breast", "spine", "an_odd_place", "unknown"]),
        technique=st.sampled_from(["external_beam", "proton"]),
        dose_gy=st.one_of(st.integers(0, 100), st.just("5040 cGy"), st.just(50.4)),
        fractions=st.integers(1, 60),
        ended=DATES,
        date=DATES,
        setting=SETTING,
    ),
    st.sampled_from(["mastectomy", "quadrantectomy", "Lumpectomy"]).flatmap(
        lambda procedure: some_of({"kind": "surgery", "procedure": procedure}, date=DATES, started=DATES)
    ),
    some_of(
        {"kind": "lymph_node_removal"},
        procedure=st.sampled_from(["sentinel_node_biopsy", "other_nodes"]),
        nodes_removed=st.integers(0, 100),
        date=DATES,
    ),
)
TYPED = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "yes", "other", "unknown", "cycle", "all", "13", "0", "2019", "12", "1.5", "99999", "cGy", "letrozole"]
    ),
)


@settings(max_examples=300, deadline=None)
@given(ENTRIES)
def test_a_form_that_is_sent_as_it_is_changes_nothing(entry: dict[str, Any]) -> None:
    for part in FORMS[entry["kind"]]:
        assert take(entry, part, shown(entry, part, WORDS), WORDS) == (entry, {})


@settings(max_examples=300, deadline=None)
@given(ENTRIES, st.data())
def test_whatever_is_typed_is_either_said_to_be_wrong_or_fits_the_model(
    entry: dict[str, Any], data: st.DataObject
) -> None:
    for part in FORMS[entry["kind"]]:
        before = shown(entry, part, WORDS)
        names = data.draw(st.lists(st.sampled_from(sorted(before)), max_size=4, unique=True))
        typed = {**before, **{name: data.draw(TYPED) for name in names}}
        changed, errors = take(entry, part, typed, WORDS)
        file = {"schema": "concord.situation/0", "treatments": [changed]}
        assert errors or keep.wrong(file) == ""
        assert all(where in {*typed, "ended-year", "drug-1"} for where in errors)
