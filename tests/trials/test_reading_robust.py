"""Whatever stands in a record is read without an error, into a condition over the facts there are, or into nothing."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.criteria.signature import Signature
from concord.criteria.terms import Compare, Condition, IsIn, terms_of
from concord.possible import Range
from concord.trials.criteria_text import Criterion, Section, split
from concord.trials.match import Answer, judge
from concord.trials.reading.read import read, tree_of
from concord.trials.reading.words.lexer import Node
from concord.trials.requirements import requirements
from tests.conftest import whole_knowledge
from tests.trials.table.worlds import parts_of
from tests.trials.table.written import texts
from tests.trials.test_labels import eligibility

SIGNS = [
    "≥",
    "≤",
    "<",
    ">",
    "/",
    "(",
    ")",
    ",",
    ";",
    ":",
    ".",
    "-",
    "+",
    "%",
    "x",
    "µL",
    "10^9",
    "\n* ",
    "\n\n",
    "1.",
    "•",
]
JOINING = [
    "and",
    "or",
    "no",
    "not",
    "unless",
    "except",
    "within",
    "weeks",
    "months",
    "prior",
    "at least",
    "up to",
    "lines",
]
SPANISH = """Criterios de inclusión:
• Mujeres de 18 años o más con cáncer de mama metastásico HER2 negativo
– ECOG 0-1
Criterios de exclusión:
1) Embarazo o lactancia
2) Metástasis cerebrales activas"""
MALFORMED = [
    SPANISH,
    "women with metastatic breast cancer ecog 0-1 no brain metastases adequate organ function",
    "<p>Inclusion Criteria:</p><ul><li>Age &gt;= 18<li>HER2&minus;negative</ul><b>Exclusion Criteria</b><br>pregnant",
    "Inclusion Criteria:\n* a\n  - b\n    • c\n      1. d\n        a) e",
    "Exclusion Criteria: " + "(" * 200 + "prior chemotherapy" + ")" * 120,
    "no " * 300 + "prior chemotherapy",
    "Inclusion Criteria:\n* ANC ≥ 1,500,000,000,000 x 10^9/L or < ≤ > 5 ≥\n* Age 18-\n* ECOG -1 to 99",
    "\x00\ufeff\u202eInclusion\u2028Criteria:\u2029* 乳腺癌 転移性 ☃ ECOG 0–1",
    "",
    ":",
    "Exclusion Criteria:\n* Participants who cannot\n* stroke",
    "Exclusion Criteria:\n* Patients must not\n  * stroke",
    "Inclusion Criteria:\n* for participants with total bilirubin levels >1.5 ×",
    "Inclusion Criteria:\n* for heart rate < 470 msec (using Fridericia's correction),",
]


@pytest.mark.parametrize("text", MALFORMED, ids=range(len(MALFORMED)))
def test_malformed_text_is_read_without_an_error(text: str) -> None:
    for one in requirements(text, whole_knowledge()):
        if one.condition is not None:
            holds_to(one.condition, whole_knowledge().signature)


def holds_to(condition: Condition, signature: Signature) -> None:
    """Every fact exists, with arguments and values that it can have."""
    for term in terms_of(condition):
        kind = signature.facts[term.name]
        assert len(term.arguments) == len(kind.parameters), term
        for argument, parameter in zip(term.arguments, kind.parameters, strict=True):
            assert argument in parameter.words or (argument is None and parameter.optional), term
    for part in parts_of(condition):
        match part:
            case IsIn(term, allowed):
                domain = signature.facts[term.name].domain
                assert isinstance(domain, frozenset)
                assert allowed
                assert allowed <= domain, part
            case Compare(term, operator, _):
                assert isinstance(signature.facts[term.name].domain, Range), part
                assert operator in ("<", "<=", ">", ">=", "=", "!=")


@pytest.mark.slow
def test_every_record_of_the_samples_is_read_over_the_facts_that_there_are() -> None:
    knowledge = whole_knowledge()
    for text in eligibility().values():
        for one in requirements(text, knowledge):
            assert one.text
            if one.condition is not None:
                holds_to(one.condition, knowledge.signature)


@pytest.mark.slow
def test_a_sentence_that_is_cut_anywhere_is_read_without_an_error() -> None:
    """Records cut sentences where a line, a bracket or a bullet ends."""
    knowledge, chance = whole_knowledge(), Random(1)  # noqa: S311
    cut: set[tuple[Section, str]] = set()
    for path in texts():
        for one in split(path.read_text()):
            words = one.text.split()
            for _ in range(4):
                start = chance.randrange(len(words))
                cut.add((one.section, " ".join(words[start : start + chance.randint(1, 14)])))
            cut.add((one.section, " ".join(words[: chance.randint(1, 3)])))
    assert len(cut) > 5_000
    for section, text in sorted(cut):
        found = read(Criterion(section, "1", text, ()), knowledge)
        if found.condition is not None:
            holds_to(found.condition, knowledge.signature)


def phrases(node: Node, before: str = "") -> list[str]:
    """Every phrase of the vocabulary."""
    found = [before] if node.meaning else []
    for word, further in node.next.items():
        found += phrases(further, f"{before} {word}".strip())
    return found


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    return sorted(set(phrases(tree_of(whole_knowledge()))))


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_words_of_the_vocabulary_in_any_order_are_read_without_an_error(
    data: st.DataObject, vocabulary: list[str]
) -> None:
    word = st.one_of(
        st.sampled_from(vocabulary),
        st.sampled_from(SIGNS),
        st.sampled_from(JOINING),
        st.integers(0, 200).map(str),
        st.text(max_size=6),
    )
    text = " ".join(data.draw(st.lists(word, max_size=25)))
    section = data.draw(st.sampled_from(["inclusion", "exclusion", "unclear"]))
    within = tuple(
        data.draw(st.lists(st.sampled_from(["One of the following:", "Cohort 2 only", "Unless"]), max_size=2))
    )
    criterion = Criterion(section, "1", text, within)  # type: ignore[arg-type]
    found = read(criterion, whole_knowledge())
    if found.condition is not None:
        holds_to(found.condition, whole_knowledge().signature)
    assert all(0 <= start <= end <= len(text) for start, end in found.unread)
    for whole in (f"Inclusion Criteria:\n* {text}", f"Exclusion Criteria:\n* {text}", text):
        for one in requirements(whole, whole_knowledge()):
            judged = judge(one, lambda term: whole_knowledge().signature.facts[term.name].domain)
            assert judged.answer != Answer.NOT_MET, "somebody of whom nothing is known is never kept out"
