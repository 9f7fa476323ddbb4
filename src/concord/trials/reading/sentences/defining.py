"""What tells of receptors and genes beside the demand itself: limits, definitions, names before a colon.

"HER2-negative. TNBC is defined as: ER below 1 %. PR below 1 %.", "BRCA mutation: a pathogenic variant of BRCA1".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from concord.criteria.terms import terms_of
from concord.trials.reading.build import Read, both, merged, one_of, opposite, says_nothing
from concord.trials.reading.phrases.permissions import KINDS
from concord.trials.reading.phrases.receptors import DEFINING, UNSAID
from concord.trials.reading.phrases.tested import cut_off, sign_of
from concord.trials.reading.sentences.whole import whole
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written

HORMONES = frozenset(("er", "pr", "hr"))
COVERED = {"her2": frozenset(("her2",)), "er": frozenset(("er",)), "pr": frozenset(("pr",)), "hr": HORMONES}


def with_cut_off(sentences: list[list[Token]]) -> list[list[Token]]:
    """A sentence that says from how many cells on a receptor is positive counts for the other sentences."""
    at = [cut_off(sentence) for sentence in sentences]
    defining = [
        index
        for index, one in enumerate(at)
        if one and one[0] != "?" and any(token.type in ("ISDEFINED", "DEFINED", "NOTE") for token in sentences[index])
    ]
    if len(sentences) < 2 or len(defining) != 1:
        return sentences
    operator, limit = at[defining[0]] or ("", 0.0)
    sign = "positive" if operator[0] == ">" else "negative"
    changed: list[list[Token]] = []
    for index, sentence in enumerate(sentences):
        if index == defining[0]:
            changed.append(sentence)
            continue
        line: list[Token] = []
        receptor = ""
        for token in sentence:
            receptor = str(token.value) if token.type == "REC" else receptor
            if token.type == "TNBC" and sign == "negative":
                line += [
                    token._replace(type="REC", value="hr"),
                    token._replace(type="SIGN", value=f"negative {operator}{limit}"),
                    token._replace(type="COMMA", value=","),
                    token._replace(type="REC", value="her2"),
                    token._replace(type="SIGN", value="negative"),
                    token._replace(type="BREAST", value=None),
                ]
            elif receptor not in ("", "her2") and sign_of(token) == sign:
                line.append(token._replace(type="SIGN", value=f"{sign} {operator}{limit}"))
            else:
                line.append(token)
        changed.append(line)
    return changed


def joined_definitions(sentences: list[list[Token]]) -> list[list[Token]]:
    """A definition that goes on over several sentences is one: "TNBC is defined as: ER-negative. PR-negative."."""
    joined: list[list[Token]] = []
    known: frozenset[str] = frozenset()
    for sentence in sentences:
        if known and _goes_on(sentence, known):
            joined[-1] = [*joined[-1], sentence[0]._replace(type="COMMA", value=","), *sentence]
            continue
        known = _defined(sentence)
        joined.append(sentence)
    return joined


def _defined(sentence: Sequence[Token]) -> frozenset[str]:
    """The receptors that a sentence begins to define; none where it does not."""
    at = next((index for index, token in enumerate(sentence) if token.type == "ISDEFINED"), 0)
    subject = sentence[:at]
    if any(token.type == "TNBC" for token in subject):
        return HORMONES | {"her2"}
    if at + 1 >= len(sentence) or sentence[at + 1].type != "COLON":
        return frozenset()
    return frozenset().union(*(COVERED.get(str(token.value), frozenset()) for token in subject if token.type == "REC"))


def _goes_on(sentence: Sequence[Token], known: frozenset[str]) -> bool:
    """Whether a sentence speaks of these receptors alone, and asks nobody for anything."""
    named = {str(token.value) for token in sentence if token.type == "REC"}
    tests = {token.type for token in sentence} & {"REC", "TISSUE"}
    return (
        bool(tests)
        and named <= known
        and all(token.type in DEFINING | UNSAID and not token.must and not token.who for token in sentence)
    )


# A sentence about a test alone: "(the test may have been done on the primary tumor)".
OF_A_TEST = DEFINING - {"NUM", "SIGN", "PLUS", "MINUS", "TNBC", "CMP", "ALTERED", "NOCURE", "EXTENT", "IF", "NOT"} | {
    *("ALLOWED", "MAY", "PRIOR", "METS", "RELAPSED"),
}


def of_a_test(sentence: Sequence[Token]) -> bool:
    """Whether a sentence only says on what, or how, something may be tested."""
    first = next((token.type for token in sentence if token.type != "LP"), "")
    return first in ("TISSUE", "SAMPLE") and {token.type for token in sentence} <= OF_A_TEST


# "HR-positive cancer, excluding HER2-positive": in a demand, what is left out must not be there.
LEFT_OUT = pattern("EXCEPT(?=(?:FOR|WITH|WHO|DISEASE)*(?:REC|TNBC|SIGN REC|GENE|GERMLINE))")
OF_A_KIND = frozenset(("REC", "TNBC", "BREAST", "DISEASE", "EXTENT"))
LEAVES_OUT = ("exclud", "except", "with the except", "with except", "other than", "apart from")


def without_left_out(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """A kind of cancer that a demand leaves out, as one that it forbids; "unless" is something else."""
    kept = list(tokens)
    for found in LEFT_OUT.finditer(written(tokens)):
        token = kept[found.start()]
        before = {one.type for one in tokens[: found.start()]}
        if not before & OF_A_KIND or before & {"MED", "AID", "LINE", "NOT", "LP"}:
            continue  # of what it is left out is not clear
        if text[token.start : token.end].lower().startswith(LEAVES_OUT):
            kept[found.start()] = token._replace(type="NOT", value=None)
    return kept


# A name before a colon that says of what a demand speaks: "BRCA mutation: ...", "triple-negative: ..."
NAME = pattern(
    "(?:GENE|GERMLINE|SOMATIC|FUSION|ALTERED|STATUS|TISSUE|REC|SIGN|PLUS|MINUS|TNBC|BREAST|DISEASE|LP|RP|SLASH|AND|OR"
    "|COMMA)+(?=COLON)"
)
# Facts that tell of the same thing.
SAME = {
    **dict.fromkeys(("er", "pr", "er_percent", "pr_percent"), "hormone_receptors"),
    "germline": "altered",
}


def named(found: Sequence[Token], reader: Callable[[Sequence[Token], bool], Read | None]) -> Read | None:
    """A demand about receptors or genes with a name before it. What it says again of the same is what counts.

    "HER2-positive tumors: prior A" is asked of these alone.
    """
    name = NAME.match(written(found))
    if name is None or name.end() + 1 >= len(found):
        return None
    rest = reader(found[name.end() + 1 :], False)
    if rest is None or says_nothing(rest.condition):
        return None
    title = whole(found[: name.end()], False)
    if title and title.kinds == ("receptors",) and set(rest.kinds) <= {*KINDS, "progression"} - {"sites"}:
        condition = one_of((opposite(title.condition), rest.condition))  # of others it is not asked
        return Read(condition, merged(title, rest), title.words + rest.words, rest.unread)
    if not {"receptors", "biomarkers"} & set(rest.kinds):
        return None
    if title is None or says_nothing(title.condition) or _about(title) <= _about(rest):
        return rest
    return Read(both((title.condition, rest.condition)), merged(title, rest), title.words + rest.words, rest.unread)


def _about(read: Read) -> set[str]:
    return {SAME.get(term.name, term.name) for term in terms_of(read.condition)}


# "Uncontrolled hypertension, defined as systolic pressure above 160 mmHg"
ILLNESS_EXPLAINED = pattern(
    "{illness:(?:PRIOR|QUAL|quals|DEGREE|WITH)*ILLNESS}COMMA?(?:DEFINED|THATIS|ISDEFINED)"
    "(?:(?:OR|AND|SLASH)+(?=[UNKNOWN LAB FOR]*(?:CMP|NUM))"  # "or diastolic > 100", but not "or epilepsy"
    "|[^OR AND SLASH ILLNESS MED AID SITE EXCEPT NOT ALLOWED MAY LOOSE COLON STOP])+STOP?"
)


def without_meaning(found: Sequence[Token]) -> tuple[Sequence[Token], bool]:
    """One illness without the words that say which of it is meant, and whether there were such words."""
    match = ILLNESS_EXPLAINED.fullmatch(written(found))
    return (found[: match.end("illness")], True) if match else (found, False)
