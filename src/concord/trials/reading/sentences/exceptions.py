"""Exceptions: "A, except B", and what is left of cancer in the brain when stable metastases are excepted."""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import Condition, Or, terms_of
from concord.trials.reading.build import UNREAD, Read, both, is_in, one_of, opposite, says_nothing, yes
from concord.trials.reading.phrases.counting import only_early_left_out
from concord.trials.reading.phrases.permissions import KINDS
from concord.trials.reading.sentences.whole import qualified, whole
from concord.trials.reading.words.lexer import Token, span_of

STABLE_BRAIN = both((is_in("brain", "treated_stable"), UNREAD))
ACTIVE_BRAIN = is_in("brain", "active")


SOME_ACTIVE = both((ACTIVE_BRAIN, UNREAD))
SPREAD_TO_BRAIN = yes("site", "brain")


def or_after_exception(read: Read, rest: Sequence[Token]) -> Read:
    """ "A, except for class I, or B": what is no list of exceptions may go on with something else that excludes."""
    at = next((at for at in range(1, len(rest) - 1) if (rest[at].type, rest[at + 1].type) == ("COMMA", "OR")), 0)
    if not at or read.kinds != ("comorbidity",) or any(token.type in ("ILLNESS", "COMMA") for token in rest[:at]):
        return read
    other = whole(rest[at + 2 :], True)
    if other is None or says_nothing(other.condition):
        return read
    return read._replace(condition=one_of((read.condition, both((other.condition, UNREAD)))))


def except_for(main: Read, rest: Sequence[Token], excludes: bool, *, open_rest: bool = True) -> Read:
    """ "X unless Y": Y is read where it is whole; otherwise X is left open.

    Brain metastases "unless treated and stable" leave the active ones. `open_rest`: what stands beside them may be
    excepted too.
    """
    if not rest:
        return main
    if "lines" in main.kinds and only_early_left_out([Token("EXCEPT", None, 0, 0), *rest]):
        return main
    if (
        excludes
        and any(token.type in ("STABLEQ", "CURED") for token in rest)
        and not any(token.type in ("EXCEPT", "ALLOWED", "LOOSE") for token in rest)
        and (found := but_stable(main.condition, open_rest=open_rest))
    ):
        return Read(found, main.kinds, main.words, (*main.unread, span_of(rest)))
    if not excludes and leaves_out_lesions(main, rest):
        return qualified(main, rest, excludes, False)
    exception = whole(rest, excludes)
    if excludes and exception is not None and main.kinds == exception.kinds == ("comorbidity",):
        exception = None  # who has what is excepted may have another illness of that kind too
    if not excludes and any(token.type == "INTOLERANT" for token in rest):
        exception = None  # "prior A, unless intolerant of it": who may not take it at all is meant too
    # who had both what excludes and what does not, "any treatment except A", may be excluded
    counted = exception is not None and "lines" in (*exception.kinds, *main.kinds)  # one of the lines may be another
    of_treatment = exception is not None and KINDS & set(main.kinds) and KINDS & set(exception.kinds)
    if of_treatment and exception is not None and not excludes and not counted:
        # "three weeks since prior therapy, except two since A": of what else was given that says nothing
        return main._replace(condition=one_of((main.condition, both((exception.condition, UNREAD)))))
    single = exception is not None and not says_nothing(exception.condition) and len(exception.kinds) == 1
    if exception is not None and single and not (of_treatment or counted):
        condition = (
            both((main.condition, opposite(exception.condition)))
            if excludes
            else one_of((main.condition, exception.condition))
        )
        return Read(condition, main.kinds, main.words + exception.words, main.unread)
    return qualified(main, rest, excludes, True)


# Of what the name of a lesion's place may consist.
PLACE = frozenset(
    ("SITE", "METS", "DISEASE", "FOR", "BRAIN", "BRAINWORD", "UNKNOWN", "CODE", "AND", "OR", "COMMA", "WITH")
)

ONLY_THERE = frozenset(("only", "solely", "alone", "limited", "confined", "exclusively"))


def leaves_out_lesions(main: Read, rest: Sequence[Token]) -> bool:
    """ "A measurable lesion other than in the bone": not every lesion will do, which asks for more."""
    measurable = {term.name for term in terms_of(main.condition)} == {"measurable_disease"}
    of_people = any(token.who or token.value in ONLY_THERE for token in rest)  # "unless it is in the bone only"
    return measurable and not of_people and {token.type for token in rest} <= PLACE


def but_stable(condition: Condition, *, open_rest: bool) -> Condition | None:
    """An exclusion for cancer in the brain, with what is treated and stable left open; None for another exclusion."""
    several = condition.parts if isinstance(condition, Or) else (condition,)
    if not {SPREAD_TO_BRAIN, ACTIVE_BRAIN} & set(several):
        if SOME_ACTIVE not in several:
            return None
        if not open_rest:
            return condition
    kept: list[Condition] = []
    for part in several:
        if part in (SPREAD_TO_BRAIN, ACTIVE_BRAIN):
            kept += [ACTIVE_BRAIN, STABLE_BRAIN]
        elif part == SOME_ACTIVE:
            kept += [SOME_ACTIVE, STABLE_BRAIN]
        else:
            kept.append(both((part, UNREAD)) if open_rest else part)
    return one_of(kept)
