"""Patterns over the types of tokens: regular expressions in which a word in capitals is a token of that type.

    {labs:LAB (?:join LAB)*} {compare:CMP} {number:NUM} {unit:UNIT?}

Each type is one letter of a private alphabet, so that Python's own matcher does the work. A word in small letters is a
pattern of `MACROS`; `{name: ...}` keeps the tokens it matched under that name. Spaces mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from concord.trials.reading.words.lexer import Token


class _Letters(dict[str, str]):
    """A letter of the private alphabet for each type, given out when it is first asked for."""

    def __missing__(self, kind: str) -> str:
        self[kind] = chr(0xE000 + len(self))
        return self[kind]


_LETTERS = _Letters()
_PARTS = re.compile(r"[A-Z][A-Z_]*|\{[a-z_0-9]+:|[a-z_]+|\(\?[:!=<]+|\s+|.")

JOIN = "(?:COMMA|AND|OR|SLASH|NEITHER)+"
MACROS = {
    "join": JOIN,
    # when a test was done, or a day that one counts from: it is left out, because a fact is what is known now
    "visit": (
        "(?:(?:LP|COMMA|OBTAINED|AND)*(?:WITHIN|CMP|FOR|AFTER)*NUM(?:MINUS|TO)?TIME"
        "(?:OBTAINED|BEFORE|AFTER|FOR|WITH|OF|TREATED)*(?:EVENT(?:CODE|MED|FOR)*(?:(?:SLASH|OR)EVENT)?)*RP?"
        "|(?:LP|OBTAINED|FOR|WITH|BEFORE|COMMA|AND|WHILE)*EVENT(?:CODE|MED|FOR(?=CODE|MED))*RP?)"
    ),
    "range": "NUM(?:(?!COMMA?(?:AND)?CMP)(?:MINUS|TO|OR|AND|COMMA|SLASH|CMP)+NUM)*",
    "fill": "(?:WITH|FOR|IF|WHO|EXCEPT|COMMA|PRIOR|LAB|ALLOWED|LOOSE|COLON|LP|RP|SLASH|AND|SEX)*",
    "drug": "(?:MED|AID)",
    "window": (
        "(?:(?:LP|FOR|COMMA)*(?:WITHIN|CMP|WITHIN CMP|FOR NUM TIME)NUM TIME"
        "(?:LP NUM TIME FOR[^LP RP]*RP)?(?:BEFORE|AFTER|WITH|FOR|LP)*(?:EVENT"
        "(?:CODE|MED)*|PRIOR|SLASH EVENT|BEFORE|OR EVENT)*RP?)"
    ),
    "half": (
        "(?:(?:OR|LP|COMMA|AND|WITHIN)+NUM HALF(?:BEFORE|AFTER|EVENT|LP|RP|COMMA|FOR|WITH)*"
        "(?:LONGER|SHORTER)?RP?(?:COMMA(?=BEFORE))?(?:BEFORE|EVENT)*)"
    ),
    "quals": "(?:ACTIVEQ|NEWQ|UNTREATEDQ|SYMPTOMATICQ|STABLEQ)",
}

# "as determined by the local laboratory": how something was found out does not change what it is. An alternative or a
# further demand in it would, so that "and", "or" and commas may stand only between tests, or in brackets.
HOW_WORD = (
    "(?:TISSUE|SOURCE|SAMPLE(?:(?:OR|AND|SLASH)?WITH?(?:METS|SAMPLE))?|EXTENT(?=SAMPLE)|ANYSAMPLE|CENTRAL|DETECTED|FDA|OBTAINED|EVENT|FOR"
    "|WITH(?=EXTENT?SAMPLE|FDA|SOURCE)|OTHER(?=FDA|SOURCE|TISSUE)|COMMA(?=FOR(?:DISEASE|BREAST|SAMPLE))|BETWEEN|DISEASE|BREAST|SLASH|MINUS|NUM"
    "|NUM OR NUM|FOR REC TISSUE|COMMA?REGARDLESS(?:REC(?:AND|OR|SLASH)*)+(?:SIGN|TISSUE)*"
    "|LP OR TISSUE FOR REC RP|MED(?=TISSUE)|(?:AFTER|OBTAINED)RELAPSED|OR TO ALTERED(?=HOW|STOP|$)|HOW"
    "|TISSUE NUM PLUS?(?:(?:OR|COMMA|SLASH|AND|TO|MINUS)+TISSUE*NUM PLUS?)*"
    "|(?:AND|OR|COMMA)+(?=HOW|TISSUE|SOURCE|SAMPLE|CENTRAL|FDA|DETECTED|visit|$)|visit|LP FOREXAMPLE[^LP RP]*RP"
    "|LAB(?:(?:AND|OR|SLASH)+LAB)*(?=STOP|RP|$)"
    "|LP(?!OR)(?:UNKNOWN|CODE|TISSUE|SOURCE|SAMPLE|AND|OR|COMMA|EXTENT|DETECTED|FDA|SLASH|DISEASE|EVENT|NUM|HOW)*RP)"
)
HOW_TAIL = (
    f"(?:COMMA?(?:(?:HOW|DETECTED|JUDGED)(?:{HOW_WORD}|UNKNOWN|CODE)*"
    f"|(?:WITH|FOR|BETWEEN|OBTAINED|AFTER|SOURCE|FDA(?=SOURCE))*(?:SAMPLE(?:(?:OR|AND|SLASH)?WITH?(?:METS|SAMPLE))?|ANYSAMPLE|SOURCE){HOW_WORD}*"
    f"|LP(?:TISSUE|FDA)+RP|LP OR?SOURCE(?:OR|SLASH|FOR|WITH|SOURCE)*RP"
    f"|(?:TISSUE?(?:SOURCE|CENTRAL|FDA)|WITH(?=TISSUE)){HOW_WORD}*))+"
)

# The same before it: "based on the most recent biopsy, ...".
HOW_LEAD = (
    f"(?:COMMA?(?:HOW|DETECTED|OBTAINED){HOW_WORD}*COMMA"
    "|(?:SAMPLE|TISSUE|DISEASE BETWEEN)(?:BETWEEN|OR|SLASH|SAMPLE|AND|EXTENT)*(?:SAMPLE|METS))"
    "(?=TISSUE|REC|SIGN|BREAST|DISEASE|TNBC|EXTENT|GENE|ALTERED|FACT)"
    "|(?:SAMPLE|OBTAINED)*SOURCE+SAMPLE*(?=NOT(?:quals)*BRAIN|REC|TNBC|SIGN REC|GENE|GERMLINE)"
    "|SAMPLE(?=DISEASE(?:REC|SIGN))"
    "|SAMPLE+(?:WHO|WITH)(?=REC|SIGN REC|TNBC)"
)


def letter(kind: str) -> str:
    """The letter of a type."""
    return _LETTERS[kind]


def written(tokens: Sequence[Token]) -> str:
    """The types of tokens as one word."""
    return "".join([_LETTERS[token.type] for token in tokens])


def _translate(pattern: str) -> str:
    parts = []
    for found in _PARTS.finditer(pattern):
        part = found[0]
        if part.isspace():
            continue
        if part[0] == "{":
            parts.append(f"(?P<{part[1:-1]}>")
        elif part == "}":
            parts.append(")")
        elif part[0].isupper():
            parts.append(letter(part))
        elif part[0].isalpha():
            parts.append(f"(?:{_translate(MACROS[part])})")
        else:
            parts.append(part)
    return "".join(parts)


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A pattern, compiled once."""
    return re.compile(_translate(text))


class Found:
    """What a pattern matched: the tokens under each name."""

    __slots__ = ("match", "tokens")

    def __init__(self, match: re.Match[str], tokens: Sequence[Token]) -> None:
        self.match = match
        self.tokens = tokens

    def __getitem__(self, name: str) -> Sequence[Token]:
        if name not in self.match.re.groupindex:
            return ()
        start, end = self.match.span(name)
        return self.tokens[start:end] if start >= 0 else ()

    @property
    def end(self) -> int:
        return self.match.end()

    def values(self, name: str, kind: str) -> list[object]:
        """The values of the tokens of one type under a name."""
        return [token.value for token in self[name] if token.type == kind]

    def has(self, name: str, *kinds: str) -> bool:
        return any(token.type in kinds for token in self[name])
