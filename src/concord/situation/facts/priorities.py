"""What the person wants and what her life is like. These facts order and add; no rule of a treatment uses them."""

from __future__ import annotations

from concord.possible import YES_OR_NO, Names, yes_no
from concord.situation.declare import CONCERN, Answer, Because, Facts, fact

APPROACHES = frozenset({"push_hard", "balanced", "gentle_on_life"})
TRIALS = frozenset({"yes", "no", "maybe"})
COVER = frozenset({"medicare", "medicaid", "private", "public", "none", "other"})
HELP = frozenset({"none", "some", "plenty"})
ROLES = frozenset({"i_decide", "decide_together", "my_doctor_decides"})
VOICES = frozenset({"direct", "gentle"})
WEIGHTS = frozenset({"a_lot", "some", "little"})


def _stated(facts: Facts, key: str, domain: Names) -> Answer:
    """As stated; "not sure" and no answer leave everything possible."""
    given = getattr(facts.situation.priorities, key)
    return (frozenset({given}), (Because(f"priorities.{key}"),)) if given in domain else (domain, ())


def _yes_no(facts: Facts, key: str) -> Answer:
    given = getattr(facts.situation.priorities, key)
    return (yes_no(given), (Because(f"priorities.{key}"),)) if given is not None else (YES_OR_NO, ())


@fact(APPROACHES, source="situation")
def approach(facts: Facts) -> Answer:
    """How strongly the person wants the cancer treated."""
    return _stated(facts, "approach", APPROACHES)


@fact(YES_OR_NO, source="situation")
def pain_first(facts: Facts) -> Answer:
    """Whether the person wants pain eased before anything else."""
    return _yes_no(facts, "pain_first")


@fact(TRIALS, source="situation")
def open_to_trials(facts: Facts) -> Answer:
    """Whether the person wants to hear of clinical trials."""
    return _stated(facts, "trials", TRIALS)


@fact(COVER, source="situation")
def insurance(facts: Facts) -> Answer:
    """Who pays for care. A kind of cover that is not on the list is `other`."""
    given = facts.situation.priorities.insurance
    if given is None:
        return COVER, ()
    return frozenset({given if given in COVER else "other"}), (Because("priorities.insurance"),)


@fact(YES_OR_NO, source="situation")
def cost_is_a_concern(facts: Facts) -> Answer:
    """Whether the cost of care weighs on the person."""
    return _yes_no(facts, "cost_is_a_concern")


@fact(HELP, source="situation")
def help_at_home(facts: Facts) -> Answer:
    """How much help the person has at home."""
    return _stated(facts, "help_at_home", HELP)


@fact(ROLES, source="situation")
def decision_role(facts: Facts) -> Answer:
    """Who is to decide."""
    return _stated(facts, "role", ROLES)


@fact(VOICES, source="situation")
def voice(facts: Facts) -> Answer:
    """How the person wants to be spoken to."""
    return _stated(facts, "talk", VOICES)


@fact(WEIGHTS, CONCERN, source="situation")
def concern_matters(facts: Facts, concern: str) -> Answer:
    """How much this thing matters to the person.

    As stated; "not sure" and a concern that she did not weigh leave everything possible.
    """
    given = facts.situation.priorities.matters.get(concern)
    return (frozenset({given}), (Because(f"priorities.matters.{concern}"),)) if given in WEIGHTS else (WEIGHTS, ())


PRIORITIES = frozenset(
    {
        "concern_matters",
        "approach",
        "pain_first",
        "open_to_trials",
        "insurance",
        "cost_is_a_concern",
        "help_at_home",
        "decision_role",
        "voice",
    }
)
