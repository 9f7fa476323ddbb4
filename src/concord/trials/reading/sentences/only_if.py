"""A demand that is made of some only: "in case of X, Y"; "prior A, if the tumor is X"."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.build import UNREAD, Read, merged, one_of, opposite, says_nothing
from concord.trials.reading.phrases.permissions import KINDS
from concord.trials.reading.sentences.whole import SPOKEN_OF, whole
from concord.trials.reading.words.lexer import Token, span_of


def if_so(tokens: Sequence[Token]) -> Read | None:
    """ "In case of X, Y", "if X: Y": who has no X need nothing."""
    end = next((at for at, token in enumerate(tokens) if token.type in ("COMMA", "COLON")), 0)
    if tokens[0].type != "IF" or not end or {token.type for token in tokens} & {"MAY", "LOOSE", "EXCEPT", "NOT"}:
        return None
    subject = whole(tokens[1:end], False)
    if subject is None or says_nothing(subject.condition) or not set(subject.kinds) <= {*SPOKEN_OF, "receptors"}:
        return None
    asked = whole(tokens[end:], False)
    if "receptors" in subject.kinds and (asked is None or says_nothing(asked.condition)):
        return None  # it may only say how a receptor is tested
    if asked is not None and not says_nothing(asked.condition):
        condition = one_of((opposite(subject.condition), asked.condition))
        return Read(condition, merged(subject, asked), subject.words + asked.words)
    return Read(one_of((opposite(subject.condition), UNREAD)), subject.kinds, subject.words, (span_of(tokens[end:]),))


def asked_if(tokens: Sequence[Token]) -> Read | None:
    """ "Prior A, if the tumor is X": who has no X need not."""
    at = next((at for at in range(len(tokens) - 1, 0, -1) if tokens[at].type == "IF"), 0)
    if not at or {token.type for token in tokens} & {"MAY", "LOOSE", "EXCEPT", "ALLOWED", "FORBIDDEN"}:
        return None
    subject, asked = whole(tokens[at + 1 :], False), whole(tokens[:at], False)
    if subject is None or asked is None or says_nothing(asked.condition):
        return None
    if not set(subject.kinds) <= {"receptors", "biomarkers"} or not set(asked.kinds) <= KINDS or asked.unread:
        return None
    condition = one_of((opposite(subject.condition), asked.condition))
    return Read(condition, merged(subject, asked), subject.words + asked.words)
