"""What matters to a person, row by row: a mark on a scale that is the same for every choice, or the figures themselves.

A mark is given only for how a choice is given, visits, hours, hair and tests. For benefits and side effects there is
none: the cell says the figure beside the other group of its own study, and the row says that the choices were not
compared with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from concord.choices.figures import HarmRow, gate, harm_rows, main_evidence
from concord.choices.shape import ChoiceCard, FitRow, MattersRow, Statement
from concord.choices.statements import benefits, given_in_words, harm_statement, other_group, span, statement
from concord.choices.words import Words
from concord.knowledge import model

Mark = Literal["helps", "works_against", "little_difference", "not_known"]
WEIGHTS = ("a_lot", "some", "little", "not_sure")

# How it is paid for: pills come from a pharmacy, what goes into a vein or a muscle is given in a clinic.
PAID = {"pills": "pharmacy", "injection": "clinic", "drip": "clinic", "procedure": "clinic", "none": "no_medicine"}


def mark(scale: model.Scale, living: model.LivingWith) -> Mark:
    """Where a choice stands on a scale: all its values help, one works against it, or neither."""
    value = measured(scale.measure, living)
    if value is None:
        return "not_known"
    if isinstance(value, tuple):
        low, high = value
        if scale.works_against_from is not None and low >= scale.works_against_from:
            return "works_against"
        if scale.helps_up_to is not None and high <= scale.helps_up_to:
            return "helps"
        return "little_difference" if scale.helps_up_to is not None else "not_known"
    if value & set(scale.works_against):
        return "works_against"
    if scale.helps and value <= set(scale.helps):
        return "helps"
    return "little_difference" if scale.helps else "not_known"


def measured(measure: str, living: model.LivingWith) -> frozenset[str] | tuple[float, float] | None:
    """The value of one measure: words, or the least and the most; None where the record does not say."""
    match measure:
        case "given":
            return frozenset(living.given) or None
        case "paid":
            return frozenset(PAID[one] for one in living.given) or None
        case "hair":
            return None if living.hair == "not_known" else frozenset({living.hair})
        case "visits":
            return living.clinic_visits_per_month
        case "hours":
            return living.visit_hours
        case _:
            return float(len(living.tests)), float(len(living.tests))


def _in_words(measure: str, rules: model.Rules, living: model.LivingWith, words: Words) -> str:
    """The value of one measure as a sentence."""
    match measure:
        case "given":
            return f"{given_in_words(rules, words)}."
        case "paid":
            ways = words.listed(sorted({words.word(f"paid_{PAID[one]}") for one in living.given}))
            return f"{ways[:1].upper()}{ways[1:]}."
        case "hair":
            return words.word(f"hair_{living.hair}")
        case "visits" | "hours":
            return span("visits" if measure == "visits" else "visit_hours", living, words) or ""
        case _:
            names = [words.word(f"test_{name}") for name in living.tests]
            return (
                words.sentence("tests_on_the_way", tests=words.listed(names)) if names else words.sentence("no_tests")
            )


def fit_rows(rules: model.Rules, words: Words) -> dict[str, FitRow]:
    """What the choice says about each thing that can matter, by row."""
    knowledge = words.knowledge
    shown = gate(rules, knowledge).open
    main = main_evidence(rules, knowledge)
    harms = {row.effect: row for row in harm_rows(rules, knowledge)} if shown else {}
    outcomes = {one.get("kind"): one for one in benefits(rules, words, "words")} if main and shown else {}
    return {
        concern.id: _row(concern, rules, words, [harms[one] for one in concern.harms if one in harms], outcomes)
        for concern in knowledge.concerns.values()
    }


def _row(
    concern: model.Concern,
    rules: model.Rules,
    words: Words,
    harms: list[HarmRow],
    outcomes: Mapping[str | None, Statement],
) -> FitRow:
    living = rules.living_with
    found: tuple[str, str, list[str]] = ("not_known", words.sentence("fit_not_known"), [])
    if concern.scale and living and measured(concern.scale.measure, living) is not None:
        say = _in_words(concern.scale.measure, rules, living, words)
        found = (mark(concern.scale, living), say, list(living.basis))
        if found[0] == "not_known":
            found = ("said", *found[1:])
    elif harms:
        told = [harm_statement(one, words) for one in harms]
        others = dict.fromkeys(other_group(one.evidence, words) for one in harms)
        basis = sorted({source for one in told for source in one["basis"]})
        found = ("figure", " ".join([*(one["say"] for one in told), *others]), basis)
    elif concern.outcome and (one := outcomes.get(concern.outcome)):
        found = ("outcome", one["say"], one["basis"])
    return {
        "row": concern.id,
        "name": words.text(concern.name),
        "matters": None,
        "mark": found[0],
        "say": found[1],
        "basis": found[2],
    }


def ordered(rows: Mapping[str, FitRow], matters: Mapping[str, str], first: Iterable[str], words: Words) -> list[FitRow]:
    """The rows in the person's order: what she weighed, the weightiest first; then what her other answers bring.

    A concern of her own has no data here, and says so. Where she weighed nothing, all rows are there, in the published
    order behind those that are brought: an answer about money alone hides no other row.
    """
    own = [name for name in matters if name not in rows]
    ranked = sorted(matters, key=lambda name: WEIGHTS.index(matters[name]))
    brought = [name for name in first if name not in matters]
    chosen = [*ranked, *brought] if ranked else list(dict.fromkeys([*brought, *rows]))
    return [
        {**rows[name], "matters": matters.get(name)}
        if name not in own
        else {
            "row": name,
            "name": name.replace("_", " "),
            "matters": matters[name],
            "mark": "not_known",
            "say": words.sentence("fit_own"),
            "basis": [],
        }
        for name in chosen
    ]


def matters_part(cards: list[ChoiceCard], words: Words) -> list[MattersRow]:
    """The heads of the comparison: what each row is about, and where its cells may not be compared with each other."""
    found: list[MattersRow] = []
    for row in cards[0]["fit"] if cards else []:
        concern = words.knowledge.concerns.get(row["row"])
        apart = concern is not None and (bool(concern.harms) or concern.outcome is not None)
        note = words.sentence("row_not_compared") if apart else ""
        found.append({"row": row["row"], "name": row["name"], "matters": row["matters"], "note": note})
    return found


def trade_offs(cards: list[ChoiceCard], words: Words) -> list[Statement]:
    """What this person's choices really differ in, among what matters to her: some help it, some work against it."""
    found: list[Statement] = []
    open_cards = [card for card in cards if card["standing"] != "not_now"]
    for place, head in enumerate(open_cards[0]["fit"] if open_cards else []):
        if head["matters"] not in ("a_lot", "some"):
            continue
        sides: dict[str, list[ChoiceCard]] = {"helps": [], "works_against": []}
        for card in open_cards:
            sides.get(card["fit"][place]["mark"], []).append(card)
        if all(sides.values()):
            names = {side: words.listed([card["name"] for card in some]) for side, some in sides.items()}
            basis = sorted(
                {source for some in sides.values() for card in some for source in card["fit"][place]["basis"]}
            )
            say = words.sentence("trade_off", matter=head["name"], **names)
            found.append(statement(say, basis, holds=None, id=head["row"], kind="trade_off"))
    return found
