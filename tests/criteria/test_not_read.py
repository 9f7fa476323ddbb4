"""`not_read` stands for words that could not be read: unknown for everyone, in every engine."""

from __future__ import annotations

import duckdb
import pytest

from concord.criteria.decide import decide, explain
from concord.criteria.parse import ConditionError, parse
from concord.criteria.signature import FactType, Signature
from concord.criteria.sql import to_sql
from concord.criteria.store import dump, restore
from concord.criteria.terms import NotRead, Term, terms_of
from concord.possible import NO, YES, YES_OR_NO, Possible, Truth

SIGNATURE = Signature({"sick": FactType(YES_OR_NO)})
TABLE: list[tuple[str, Possible, Truth]] = [
    ("not_read", YES, None),
    ("not not_read", YES, None),
    ("sick and not_read", YES, None),
    ("sick and not_read", NO, False),
    ("sick or not_read", YES, True),
    ("sick or not_read", NO, None),
    ("not (sick and not_read)", NO, True),
]


@pytest.mark.parametrize(("text", "sick", "truth"), TABLE)
def test_what_was_not_read_is_unknown_in_every_engine(text: str, sick: Possible, truth: Truth) -> None:
    condition = parse(text, SIGNATURE)
    assert decide(condition, lambda term: sick) is truth
    assert explain(condition, lambda term: sick).truth is truth
    compiled = to_sql(condition, SIGNATURE).truth.replace('"sick"', "2" if sick == YES else "1")
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT {compiled}").fetchall() == [(truth,)]
    assert restore(dump(condition)) == condition


def test_no_fact_is_missing_where_only_the_reading_is() -> None:
    found = explain(parse("sick and not_read", SIGNATURE), lambda term: YES)
    assert (found.truth, found.missing, found.not_read) == (None, (), True)


def test_an_answer_that_stands_without_it_does_not_speak_of_it() -> None:
    found = explain(parse("sick or not_read", SIGNATURE), lambda term: YES)
    assert (found.truth, found.not_read) == (True, False)
    assert found.because == (Term("sick"),)


def test_it_is_no_term_and_takes_no_argument() -> None:
    assert terms_of(NotRead()) == ()
    with pytest.raises(ConditionError):
        parse("not_read(sick)", SIGNATURE)
    with pytest.raises(ConditionError):
        parse("not_read = yes", SIGNATURE)
