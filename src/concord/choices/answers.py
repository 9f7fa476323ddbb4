"""The eleven questions that people ask most, answered for one person.

Each answer goes the same way: what we know about you, what guidelines say, what is not known, what would settle it.
The questions and what guidelines say stand in common_questions.yaml; the rest comes from the situation and its brief.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from concord.choices import to_read
from concord.choices.asking import ask_for
from concord.choices.figures import main_evidence
from concord.choices.findings import Judge
from concord.choices.shape import AnswerPart, Brief, Statement
from concord.choices.statements import statement
from concord.choices.words import Words, plain
from concord.criteria.terms import Term
from concord.knowledge import model
from concord.possible import Range
from concord.situation.declare import REGISTRY, Facts, term
from concord.situation.facts.priorities import PRIORITIES

if TYPE_CHECKING:
    from concord.choices.shape import ChoiceCard

MOST = 8  # of the cautions or tests that are told again in an answer; all of them stand with the choices
OPEN = ("supported", "depends")


def answers(brief: Brief, judge: Judge, facts: Facts, words: Words) -> list[AnswerPart]:
    """All of them, in published order."""
    return [_answer(one, brief, judge, facts, words) for one in judge.knowledge.common_questions.values()]


def _answer(asked: model.CommonQuestion, brief: Brief, judge: Judge, facts: Facts, words: Words) -> AnswerPart:
    terms = [term(one.fact) for one in asked.about if _may_hold(one.when, judge)]
    if "reasons" in asked.shows:
        terms += [one for one in _reasons(brief) if one not in terms and _is_settled(one, facts)][:MOST]
        terms += [one for one in _waited_for(brief) if one not in terms]
    shown = [line for name in asked.shows if name in SHOWS for line in SHOWS[name](brief, facts, words)]
    known = [*_known((one for one in terms if _is_known(one, facts)), facts, words), *shown]
    open_terms = [one for one in terms if not _is_settled(one, facts)]
    return {
        "id": asked.id,
        "question": words.text(asked.ask),
        "known": known or [statement(words.sentence("answer_nothing_known"), [], holds=None)],
        "guidelines": [_told(one, words) for one in asked.guidelines if _applies(one, judge)],
        "not_known": [
            *_not_known(open_terms, words),
            *(_illnesses("answer_illnesses", facts, words) if "health" in asked.shows else ()),
            *(_told(one, words, holds=None) for one in asked.not_known if _applies(one, judge)),
        ],
        "settles": _settles(asked, open_terms, brief, facts, judge, words),
        "reading": to_read.articles(asked.articles, words),
    }


def _may_hold(when: str | None, judge: Judge) -> bool:
    return when is None or judge(when).truth is not False


def _applies(one: model.Told, judge: Judge) -> bool:
    return judge(one.when).truth is True if one.surely and one.when else _may_hold(one.when, judge)


def _told(one: model.Told, words: Words, holds: bool | None = True) -> Statement:
    numbers = {name: plain(value) for name, value in one.numbers.items()}
    return statement(
        words.text(one.say).format_map(numbers), one.basis, holds=holds, kind="told", sensitive=one.say.sensitive
    )


# ------------------------------------------------------------------------------------------------ facts
def _is_known(one: Term, facts: Facts) -> bool:
    return facts(one) != REGISTRY[one.name].domain


def _is_settled(one: Term, facts: Facts) -> bool:
    """One name is left, or a range of numbers that something was told about."""
    possible = facts(one)
    return _is_known(one, facts) if isinstance(possible, Range) else len(possible) == 1


def _known(terms: Iterable[Term], facts: Facts, words: Words) -> Iterator[Statement]:
    """Facts with their values, and where they come from, unless all of that was named just before."""
    named: set[str] = {words.word("as_told")}
    for one in terms:
        found = facts.fact(one)
        entries = dict.fromkeys(words.entry(entry.place, facts.situation) for entry in found.because)
        because = "; ".join(entries) if set(entries) - named else ""
        named.update(entries)
        values = {"fact": _capital(words.fact(one)), "value": words.value(one, found.possible)}
        say = words.sentence("answer_fact", **values, because=f" ({because})" if because else "")
        yield statement(say, [], (str(one),), kind="fact")


def _not_known(terms: list[Term], words: Words) -> list[Statement]:
    if not terms:
        return []
    say = words.sentence("answer_not_known", facts="; ".join(_small(words.fact(one)) for one in terms))
    return [statement(say, [], tuple(str(one) for one in terms), None, kind="missing")]


def _settles(
    asked: model.CommonQuestion, terms: list[Term], brief: Brief, facts: Facts, judge: Judge, words: Words
) -> list[Statement]:
    """The tests and questions that would settle what is not known about the person, and what only she can say."""
    knowledge = judge.knowledge
    asks = dict.fromkeys(ask for one in terms if (ask := ask_for(one, judge)))
    named = [knowledge.tests[ask] for ask in asks if ask in knowledge.tests]
    found = []
    if named:
        listed = "; ".join(words.text(one.name) for one in named)
        basis = sorted({source for one in named for source in one.basis})
        found.append(statement(words.sentence("answer_tests", tests=listed), basis, holds=None, kind="test"))
    for ask in asks:
        if ask in knowledge.questions:
            question = knowledge.questions[ask]
            say = words.sentence("answer_question", question=words.text(question.say))
            found.append(statement(say, question.basis, holds=None, kind="question"))
    if own := [one for one in terms if one.name in PRIORITIES]:
        listed = "; ".join(_small(words.fact(one)) for one in own)
        found.append(statement(words.sentence("answer_only_you", facts=listed), [], holds=None, kind="own"))
    if "health" in asked.shows:
        found += _illnesses("answer_illnesses_told", facts, words)
    if "tests" in asked.shows:
        found += _tests(brief)
    if "road" in asked.shows:
        found.append(statement(words.sentence("answer_road"), [], holds=None, kind="road"))
    return found or [statement(words.sentence("answer_nothing_missing"), [], holds=None)]


# ------------------------------------------------------------------------------------------------ parts of the brief
def _names(cards: Iterable[ChoiceCard]) -> str:
    """Names of choices hold commas and "and" of their own."""
    return "; ".join(card["name"] for card in cards)


def _reasons(brief: Brief) -> list[Term]:
    """The facts for which choices are open."""
    facts = (
        fact
        for card in _by_id(brief["choices"])
        if card["standing"] in OPEN and card["group"] != model.LESS_OR_NONE
        for one in card["because"]
        for fact in one["facts"]
    )
    return [term(fact) for fact in dict.fromkeys(facts)]


def _waited_for(brief: Brief) -> list[Term]:
    """The facts that choices wait for."""
    cards = (card for card in _by_id(brief["choices"]) if card["standing"] == "depends")
    facts = (one["fact"] for card in cards if card["group"] != model.LESS_OR_NONE for one in card["missing"])
    return [term(fact) for fact in dict.fromkeys(facts)]


def _standing(standing: str, sentence: str) -> Callable[[Brief, Facts, Words], list[Statement]]:
    def show(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
        cards = [card for card in brief["choices"] if card["standing"] == standing and not card["always"]]
        basis = sorted({name for card in cards for one in card["because"] for name in one["basis"]})
        return [statement(words.sentence(sentence, names=_names(cards)), basis)] if cards else []

    return show


def _your_words(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    own = brief["situation"]["your_words"]
    return [statement(words.sentence("answer_your_words", words=own), [], kind="own")] if own else []


def _health(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    health = facts.situation.health
    ill = [words.argument("condition", one) for one in health.conditions]
    if ill:
        return [statement(words.sentence("answer_health", names=words.listed(ill)), [], kind="own")]
    return []


def _illnesses(sentence: str, facts: Facts, words: Words) -> list[Statement]:
    """That other illnesses and medicines are not known, where the file does not say that it lists them all."""
    health = facts.situation.health
    if health.conditions_complete is True and health.medicines_complete is True:
        return []
    return [statement(words.sentence(sentence), [], holds=None, kind="own")]


def _figures(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    return [statement(words.sentence("answer_figures"), [], kind="figures")]


def _notes(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    """What the notes say of this person, above all choices."""
    return [one for one in brief["notes"] if one["facts"]]


def _unsafe(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    """What could do harm in this situation, and why."""
    cards = [card for card in brief["choices"] if card["standing"] == "not_now" and card["why_not"] == "unsafe"]
    return _each_once("answer_unsafe", ((card, one) for card in _by_id(cards) for one in card["because"]), words)


def _beside(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    cards = [card for card in brief["supportive"] if card["standing"] == "supported"]
    basis = sorted({name for card in cards for one in card["because"] for name in one["basis"]})
    return [statement(words.sentence("answer_beside", names=_names(cards)), basis)] if cards else []


def _cautions(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    """What holds for this person and bears on some of her choices or their ways, each said once."""
    cards = [*brief["choices"], *(card for card in brief["supportive"] if card["standing"] == "supported")]
    ways = [way for card in _by_id(cards) for way in (card, *_by_id(card["variants"])) if way["standing"] in OPEN]
    return _each_once("answer_caution", ((way, one) for way in ways for one in way["cautions"]), words)[:MOST]


def _by_id(cards: Iterable[ChoiceCard]) -> list[ChoiceCard]:
    """In an order that is the same in every language."""
    return sorted(cards, key=lambda one: one["id"])


def _each_once(sentence: str, statements: Iterable[tuple[ChoiceCard, Statement]], words: Words) -> list[Statement]:
    """Statements about choices, each said once with the names of all that it is about."""
    found: dict[str, Statement] = {}
    about: dict[str, list[ChoiceCard]] = {}
    for card, one in statements:
        found.setdefault(one["say"], one)
        about.setdefault(one["say"], []).append(card)
    return [
        {**one, "say": words.sentence(sentence, names=_capital(_names(about[say])), say=say)}
        for say, one in found.items()
    ]


def _matters(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    names = [row["name"] for row in brief["matters"] if row["matters"] == "a_lot"]
    return [statement(words.sentence("answer_matters", names="; ".join(names)), [], kind="own")] if names else []


def _felt(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    """What the studies of the open choices found about how people felt, choice by choice under one finding.

    Care without cancer medicine, or with less, was not compared with the others in this way, so it is not listed.
    """
    under: dict[str, list[ChoiceCard]] = {"better": [], "same": [], "worse": [], "differs": [], "not_known": []}
    basis: dict[str, set[str]] = {name: set() for name in under}
    for card in brief["choices"]:
        if card["standing"] in OPEN and card["group"] != model.LESS_OR_NONE:
            main = main_evidence(words.knowledge.choices[card["id"]], words.knowledge)
            shown = main.quality_of_life.shown if main else "differs" if card["variants"] else "not_known"
            under[shown].append(card)
            basis[shown] |= set(main.quality_of_life.basis) if main else set()
    return [
        statement(words.sentence(f"answer_felt_{shown}", names=_names(cards)), sorted(basis[shown]))
        for shown, cards in under.items()
        if cards
    ]


def _places(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    sites = [words.word(one) for one in facts.situation.cancer.sites]
    return [statement(words.sentence("answer_places", names=words.listed(sites)), [], kind="own")] if sites else []


def _tests(brief: Brief) -> list[Statement]:
    return [
        statement(f"{_capital(one['name'])}. {one['say']}", one["basis"], holds=None, id=one["id"], kind="test")
        for one in brief["tests"][:MOST]
    ]


def _treatments(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    lines = brief["situation"]["treatments"]
    had = "; ".join(f"{one['name']}: {one['say']}" if one["name"] else one["say"] for one in lines)
    return [statement(words.sentence("answer_treatments", names=had), [], kind="own")] if had else []


def _less_or_none(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    cards = [card for card in brief["choices"] if card["group"] == model.LESS_OR_NONE and card["standing"] in OPEN]
    basis = sorted({name for card in cards for one in card["because"] for name in one["basis"]})
    return [statement(words.sentence("answer_less_or_none", names=_names(cards)), basis)] if cards else []


def _being_studied(brief: Brief, facts: Facts, words: Words) -> list[Statement]:
    return [
        {**one, "say": words.sentence("answer_caution", names=_capital(one.get("kind", "")), say=one["say"])}
        for one in brief["being_studied"]
    ]


# `tests` and `road` stand with what would settle the question; `reasons` adds facts.
SHOWS: dict[model.Shown, Callable[[Brief, Facts, Words], list[Statement]]] = {
    "your_words": _your_words,
    "supported": _standing("supported", "answer_supported"),
    "depends": _standing("depends", "answer_depends"),
    "notes": _notes,
    "unsafe": _unsafe,
    "beside": _beside,
    "health": _health,
    "cautions": _cautions,
    "figures": _figures,
    "matters": _matters,
    "felt": _felt,
    "places": _places,
    "treatments": _treatments,
    "less_or_none": _less_or_none,
    "being_studied": _being_studied,
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """A label inside a list: a small first letter, unless it is an abbreviation or a gene."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
