"""Permissions beside a demand or an exclusion: "prior A excludes; A in the adjuvant setting is allowed if a year ago".

A permission changes what was read only where it speaks of the same treatment. Of another treatment, or of another
setting, it leaves it as it is; with a condition of its own it adds that who does not meet it is excluded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from concord.criteria.terms import And, Compare, Condition, IsIn, Or
from concord.trials.reading.build import UNREAD, both, compare, one_of, opposite, term
from concord.trials.reading.phrases.frame_pieces import SPAN, START
from concord.trials.reading.phrases.frames import EARLY, Frame, frame, setting_of
from concord.trials.reading.phrases.medicines import DRUG, each
from concord.trials.reading.phrases.recent import since
from concord.trials.reading.phrases.treatment import had
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written
from concord.trials.reading.words.vocabulary import Medicine

KINDS = {"prior_treatment", "lines", "washout", "progression", "disease_free_interval", "cumulative_dose"}
# What may stand before the span in "if the last dose was more than a year before enrolment".
BEFORE_SPAN = (
    "(?:DFI|INTERVAL|WHO|PROGRESSED|RELAPSED|TREATED|COMPLETING|LASTDOSE|UNKNOWN|EVENT|STOPPED|PRIOR|OBTAINED|FOR|WITH|MED|AFTER"
    "|LATEST)*"
)
SINCE = (
    f"(?:(?:BEFORE|TO|FOR)UNKNOWN?RELAPSED|{START}"
    "|(?:BETWEEN|AFTER|COMPLETING|LASTDOSE)(?:BETWEEN|AFTER|COMPLETING|LASTDOSE|FOR|TREATED|SETTING|MED)*)"
)


class Permission(NamedTuple):
    """What a permission does: nothing, one more way to be excluded, or one more demand."""

    excludes: Condition | None = None
    requires: Condition | None = None
    loosens: bool = False  # and what was read may be met in another way

    def beside(self, condition: Condition) -> Condition:
        """What was read, with what the permission adds."""
        if self.requires is not None:
            wanted = both((condition, self.requires))
            return one_of((wanted, UNREAD)) if self.loosens else wanted
        return condition if self.excludes is None else one_of((condition, self.excludes))


def members(tokens: Sequence[Token]) -> set[str]:
    """All medicines that words name."""
    return {
        one
        for token in tokens
        if isinstance(token.value, Medicine)
        for named in token.value.several()
        if named is not None
        for one in named.members
    }


def permission(
    sentence: Sequence[Token], said: Sequence[Token], condition: Condition, excludes: bool
) -> Permission | None:
    """What a permission does beside what was read from other words; None where that is not clear."""
    types = {token.type for token in sentence}
    if "ALLOWED" not in types or "FORBIDDEN" in types:
        return None
    allowed, spoken = members(sentence), members(said)
    if allowed and not spoken and all(token.type != "MED" for token in sentence):
        return Permission()  # medicines that are not against the cancer
    if not allowed and spoken and setting_of(sentence)[1] in EARLY and setting_of(said) == (True, "metastatic"):
        return None if types & {"EXCEPT", "LOOSE", "IF"} or not types & {"TREATED", "EVENT"} else Permission()
    named = [token for token in sentence if token.type in DRUG]
    if "NONCANCER" in types or (named and spoken and all(token.value is None for token in named)):
        return Permission()  # for which there is no fact: it is none of those that were read
    if not allowed:
        return None
    spoken = spoken or allowed  # "no treatment", of any kind
    of, when = parted(sentence)
    found = frame(of, written(of), 0)
    known, setting = found.setting()
    apart = found.listed is not None and known and setting in EARLY and setting_of(said) == (True, "metastatic")
    if not excludes and apart and when and not types & {"EXCEPT"}:
        return Permission(requires=opposite(failing(found, setting, when) or UNREAD))
    if not excludes and when and found.listed is not None and allowed & spoken and "EXCEPT" not in types:
        return Permission(requires=opposite(failing(found, setting if known else None, when) or UNREAD), loosens=True)
    if not excludes and when and found.listed is not None and not allowed & spoken and not types & {"EXCEPT", "LOOSE"}:
        return Permission(requires=opposite(failing(found, setting if known else None, when) or UNREAD))
    if not excludes:
        free = not types & {"EXCEPT", "LOOSE", "IF", "NOT"}
        return Permission() if free and (apart or not allowed & spoken or demands_only(condition)) else None
    if not allowed & spoken:
        return Permission()
    if not apart:
        return None
    return Permission(failing(found, setting, when)) if when else Permission()


def forbidden_again(sentence: Sequence[Token], said: Sequence[Token]) -> bool:
    """Whether a sentence only says that what was read is not allowed: "nasal vaccines are live and not allowed"."""
    types = {token.type for token in sentence}
    if "FORBIDDEN" not in types or types & {"ALLOWED", "EXCEPT", "IF", "TIME", "WHO", "ILLNESS", "PRIOR"}:
        return False
    named = members(sentence)
    return bool(named) and named <= members(said)


def demands_only(condition: Condition) -> bool:
    """Whether it asks for what was given, so that more treatment can only help."""
    match condition:
        case And(parts) | Or(parts):
            return all(demands_only(part) for part in parts)
        case IsIn():
            return True
        case Compare(_, operator, _):
            return operator[0] == ">"
        case _:
            return condition == UNREAD


def parted(sentence: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """What is allowed, and on which condition."""
    end = next((at for at, token in enumerate(sentence) if token.type in ("IF", "LOOSE")), len(sentence))
    of = [token for token in sentence[:end] if token.type not in ("ALLOWED", "NOTE", "COLON")]
    listed = range(1, len(of) - 1)  # a comma parts nothing but the things of a list
    around = {at: {of[at - 1].type, of[at + 1].type} for at in listed if of[at].type == "COMMA"}
    kept = [
        token
        for at, token in enumerate(of)
        if token.type != "COMMA" or (at in around and around[at] <= {*DRUG, "OR", "AND", "UNKNOWN", "PRIOR"})
    ]
    return kept, sentence[end + 1 :]


def failing(found: Frame, setting: str | None, when: Sequence[Token]) -> Condition | None:
    """Who had what is allowed, but does not meet its condition."""
    if found.listed is None:
        return None
    met = interval(found, setting, when)
    if met is not None:
        return opposite(met)
    given = each(found.listed, lambda one: had(one, setting), False)
    return both((given or UNREAD, UNREAD))


def interval(found: Frame, setting: str | None, when: Sequence[Token]) -> Condition | None:
    """ "More than a year before enrolment", "... before the first recurrence"."""
    types = written(when)
    match = pattern(f"{BEFORE_SPAN}({SPAN})({SINCE}?)(?:STOP|COMMA|RP)*$").match(types)
    if match is None or found.listed is None:
        return None
    span = Frame(span=[*when[match.start(1) : match.end(2)]])
    operator, amount = span.since() or span.duration() or (None, 0.0)
    if operator is None or operator[0] != ">" or not (match[2] or any(token.type == "DFI" for token in when)):
        return None
    relapse = any(token.type in ("RELAPSED", "PROGRESSED", "DFI") for token in when)
    return each(
        found.listed,
        lambda one: (
            compare(term("months_to_relapse", one.name, setting or "early"), operator, amount)
            if relapse
            else since(one, setting, operator, amount)
        ),
        False,
        every=True,
    )


def allowed_after(sentence: Sequence[Token]) -> Condition | None:
    """A permission that is a demand: "prior A is allowed if it ended a year ago" holds for all who never had it."""
    if not any(token.type == "ALLOWED" for token in sentence):
        return None
    of, when = parted(sentence)
    found = frame(of, written(of), 0)
    known, setting = found.setting()
    if (
        found.listed is None
        or found.end != len(of)
        or not known
        or found.relation != "had"
        or found.span
        or found.count
    ):
        return None
    return interval(found, setting, when)


__all__ = ["KINDS", "Permission", "allowed_after", "forbidden_again", "permission"]
