"""What a person who writes a condition is told."""

from __future__ import annotations

import pytest

from concord.criteria.parse import ConditionError, parse
from concord.criteria.signature import FactType, Parameter, Signature
from concord.criteria.terms import And, Compare, IsIn, Not, Or, Term, terms_of
from concord.possible import YES, YES_OR_NO, Range

SETTING = Parameter("setting", frozenset({"metastatic", "early"}), optional=True)
FACTS = Signature(
    {
        "her2": FactType(frozenset({"zero", "ultralow", "low", "positive"})),
        "had": FactType(YES_OR_NO, parameters=(Parameter("medicine", frozenset({"taxane", "letrozole"})), SETTING)),
        "altered": FactType(YES_OR_NO, parameters=(Parameter("gene", frozenset({"PIK3CA", "PD-L1"})),)),
        "lines": FactType(Range(0, 99), parameters=(Parameter("medicine", frozenset({"taxane"}), optional=True),)),
        "visceral_crisis": FactType(YES_OR_NO),
    }
)


def test_a_whole_condition() -> None:
    condition = parse("her2 in (zero, low) and not had(taxane, setting=metastatic) or lines >= 2", FACTS)
    assert condition == Or(
        (
            And(
                (IsIn(Term("her2"), frozenset({"zero", "low"})), Not(IsIn(Term("had", ("taxane", "metastatic")), YES)))
            ),
            Compare(Term("lines", (None,)), ">=", 2.0),
        )
    )
    assert [str(term) for term in terms_of(condition)] == ["her2", "had(taxane, metastatic)", "lines"]


def test_a_name_stands_for_its_condition() -> None:
    crisis = parse("visceral_crisis", FACTS)
    assert parse("crisis and her2 = low", FACTS, {"crisis": crisis}) == And(
        (crisis, IsIn(Term("her2"), frozenset({"low"})))
    )


def test_brackets_and_names_with_a_hyphen() -> None:
    assert parse("(altered(PD-L1))", FACTS) == IsIn(Term("altered", ("PD-L1",)), YES)


def test_not_equal() -> None:
    assert parse("her2 != low", FACTS) == Not(IsIn(Term("her2"), frozenset({"low"})))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("her2 = lo", "did you mean 'low'?"),
        ("hers = low", "there is no fact 'hers'; did you mean 'her2'?"),
        ("her2 >= low", "is a name, not a number"),
        ("lines = low", "is a number"),
        ("lines in (low)", "is a number"),
        ("her2 in (zero, ultralow, low, positive)", "this says nothing"),
        ("her2", "is not a yes-or-no fact"),
        ("had(taxan)", "did you mean 'taxane'?"),
        ("had", "had needs 'medicine'"),
        ("had(taxane, setting=late)", "'late' is not one of early, metastatic"),
        ("had(taxane, when=early)", "had takes medicine, setting, not 'when'"),
        ("had(taxane, early, early)", "had takes medicine, setting"),
        ("had(taxane, medicine=taxane)", "'medicine' stands twice"),
        ("had(taxane", "the end was not expected"),
        ("lines >= 2 and", "the end was not expected"),
        ("lines => 2", "was not expected"),
        ("lines >= 2 %", "cannot be read from '%' on"),
    ],
)
def test_errors_say_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(ConditionError) as error:
        parse(text, FACTS)
    assert said in str(error.value)
    assert text in str(error.value)
