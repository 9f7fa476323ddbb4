"""Which tests and questions would settle what is not known, ordered by how many choices hang on each."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from concord.choices.findings import Finding, Judge
from concord.choices.shape import QuestionLine, TestLine
from concord.choices.statements import SOMETHING_ASKED
from concord.choices.to_read import about
from concord.choices.words import Language, Words
from concord.criteria.terms import Term
from concord.knowledge import model

OTHER: dict[Language, Language] = {"en": "es", "es": "en"}
MOST_QUESTIONS = 12
STARRED = 3
MOST_OWN = (
    4  # of the questions that a person's own answers bring, those that come first; the others stand among the rest
)

Findings = Mapping[str, tuple[Finding, dict[str, Finding]]]


def asked(finding: Finding, judge: Judge) -> tuple[set[str], set[str]]:
    """What a finding asks for: what decides it, and what is only looked at first. Ids of tests and questions."""
    deciding: set[str] = set()
    checking: set[str] = set()
    if finding.missing:
        for support in finding.supports:
            if support.counts and support.truth is None:
                for line in support.lines:
                    deciding |= _asks(line.explanation.missing, line.line.ask, judge)
        for one in finding.exclusions:
            if one.explanation.truth is None and isinstance(one.rule, model.Exclusion) and one.rule.must_be_known:
                deciding |= _asks(one.explanation.missing, one.rule.ask, judge)
    for one in (*finding.exclusions, *finding.checks):
        if one.explanation.truth is None:
            checking |= _asks(one.explanation.missing, one.rule.ask, judge)
    return deciding, checking - deciding


def _asks(missing: tuple[Term, ...], ask: str | None, judge: Judge) -> set[str]:
    if not missing:
        return set()
    if ask:
        return {ask}
    return {one for term in missing if (one := ask_for(term, judge))}


def ask_for(term: Term, judge: Judge) -> str | None:
    """The test or question that settles a fact for this person: by its arguments first, then by its name."""
    ask = judge.knowledge.asks.get(str(term)) or judge.knowledge.asks.get(term.name)
    if ask is None:
        return None
    if ask.instead and judge(ask.instead.when).truth is True:
        return ask.instead.test
    return ask.test or ask.question


def _hanging(findings: Findings, judge: Judge) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """By test or question: the choices it decides, and those it is looked at for."""
    decides: dict[str, list[str]] = {}
    checks: dict[str, list[str]] = {}
    for name, (finding, variants) in findings.items():
        deciding, checking = asked(finding, judge)
        for variant in variants.values():
            if variant.standing != "not_now":
                more, other = asked(variant, judge)
                deciding |= more
                checking |= other
        for one in sorted(deciding):
            decides.setdefault(one, []).append(name)
        for one in sorted(checking - deciding):
            checks.setdefault(one, []).append(name)
    return decides, checks


def tests(findings: Findings, judge: Judge, words: Words) -> list[TestLine]:
    """The tests to ask for: those on which most choices hang first, then checks, then good care."""
    knowledge = words.knowledge
    decides, checks = _hanging(findings, judge)
    found: list[TestLine] = []
    for test in knowledge.tests.values():
        good = bool(test.good_care_when) and judge(test.good_care_when or "").truth is not False
        change, look = decides.get(test.id, []), checks.get(test.id, [])
        if not change and not look and not good:
            continue
        if change:
            say = (
                words.sentence("test_decides", count=len(change))
                if len(change) > 1
                else words.sentence("test_decides_one")
            )
        else:
            say = words.sentence("test_checks" if look else "test_good_care")
        parts = {
            name: words.text(getattr(test, name))
            for name in ("measures", "sample", "how_long", "if_found", "if_not_found", "cannot_tell", "downsides")
        }
        found.append(
            {
                "id": test.id,
                "name": words.text(test.name),
                "say": say,
                "why": words.text(test.why),
                "would_change": change,
                "checks_for": look,
                "good_care": good,
                "parts": parts,
                "reading": about("tests", test.id, words),
                "basis": list(test.basis),
            }
        )
    return sorted(
        found, key=lambda one: (-len(one["would_change"]), -len(one["checks_for"]), not one["good_care"], one["id"])
    )


def questions(
    findings: Findings,
    listed_tests: list[TestLine],
    judge: Judge,
    words: Words,
    survival: str,
    brought: Collection[str] = (),
) -> list[QuestionLine]:
    """At most twelve questions for the doctor, the first three starred: what decides, then what the person's own
    answers bring, then what is always good."""
    knowledge = words.knowledge
    both = (words, Words(knowledge, OTHER[words.language], words.talk))
    decides, checks = _hanging(findings, judge)
    ranked: list[tuple[tuple[float, ...], QuestionLine]] = []
    for test in listed_tests:
        if test["would_change"]:
            say, also = (one.sentence("question_test", test=_name_of(test, one)) for one in both)
            line = _line(f"test-{test['id']}", say, also, test["why"], test["basis"])
            ranked.append(((0, -len(test["would_change"])), line | {"reading": test["reading"]}))
    looked_at = [test for test in listed_tests if set(test["checks_for"]) & set(findings) and not test["would_change"]][
        :3
    ]
    if looked_at:
        say, also = (
            one.sentence("question_check", tests=one.listed([_name_of(test, one) for test in looked_at]))
            for one in both
        )
        basis = sorted({source for test in looked_at for source in test["basis"]})
        ranked.append(((0.5,), _line("checks-first", say, also, words.sentence("question_check_why"), basis)))
    pointed_to = {ask.question for ask in knowledge.asks.values() if ask.question}
    for question in knowledge.questions.values():
        if question.id in decides:
            place: tuple[float, ...] = (0, -len(decides[question.id]))
        elif question.id in brought:
            place = (0.7, question.priority)
        elif question.only_if_asked_for:
            if survival not in SOMETHING_ASKED:
                continue
            place = (1, question.priority)
        elif question.when:
            if judge(question.when).truth is not True:
                continue
            place = (1, question.priority)
        elif question.id in pointed_to:
            if question.id not in checks:
                continue
            place = (2, -len(checks[question.id]))
        else:
            place = (1, question.priority)
        say, also = (one.text(question.say) for one in both)
        line = _line(question.id, say, also, words.text(question.why), list(question.basis))
        ranked.append((place, line | {"reading": about("questions", question.id, words)}))
    ranked.sort(key=lambda one: one[0])
    deciding = [line for place, line in ranked if place[0] < 0.7][:6]
    own = [(place, line) for place, line in ranked if place[0] == 0.7]
    rest = [one for one in ranked if one[0][0] >= 1] + [((1, *place[1:]), line) for place, line in own[MOST_OWN:]]
    rest.sort(key=lambda one: one[0])
    chosen = [*deciding, *(line for _, line in own[:MOST_OWN]), *(line for _, line in rest)][:MOST_QUESTIONS]
    for number, line in enumerate(chosen):
        line["starred"] = number < STARRED
    return chosen


def _name_of(test: TestLine, words: Words) -> str:
    return words.text(words.knowledge.tests[test["id"]].name)


def _line(name: str, say: str, also: str, why: str, basis: list[str]) -> QuestionLine:
    return {"id": name, "say": say, "also": also, "why": why, "starred": False, "reading": [], "basis": basis}
