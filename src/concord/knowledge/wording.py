"""The words that have no place in texts for people, in each language, and what a translation has to keep.

Illness is no war and nobody fails; nothing ranks or urges; a word of chance never stands in place of a figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)(?:\.([a-z]+))?\}")
BRACES = re.compile(r"\{[^{}]*\}")
NAME_WITH_DIGIT = re.compile(r"[A-Z]")
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")


def _words(listed: str) -> str:
    return "|".join(word.strip() for word in " ".join(listed.split()).split(" | "))


def _any(listed: str) -> re.Pattern[str]:
    """One of the listed words, anywhere. Words are parted by " | "."""
    return re.compile(rf"\b({_words(listed)})\b", re.IGNORECASE)


def _beginning(listed: str) -> re.Pattern[str]:
    """One of the listed words at the beginning of a sentence."""
    return re.compile(rf"(?:^|[.!?:;]\s+)({_words(listed)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is looked for in one language. `allowed` and `no_chance` are taken out before looking."""

    unwanted: re.Pattern[str]
    superlative: re.Pattern[str]
    allowed: re.Pattern[str]
    urging: re.Pattern[str]
    imperative: re.Pattern[str]
    chance: re.Pattern[str]
    no_chance: re.Pattern[str]


RULES = {
    "en": Rules(
        unwanted=_any(
            r"""battle | fight\w* | warrior | failed | failure | victim | brave | breakthrough | miracle | promising
            | your (?:own )?fault | gave up | giving up"""
        ),
        superlative=_any(
            r"""best | safest | strongest | greatest | most (?:effective|powerful|successful|important) | superior
            | ideal | optimal | excellent | perfect | gold standard | cutting[- ]edge | number one"""
        ),
        allowed=_any(
            r"""(?:heart|kidney|liver|organ) failure | fight\w* infections?
            | (?:not|no sign of|mean that you are) giving\s+up | no fault of yours"""
        ),
        urging=_any(r"best | better than | superior | ideal | should | must | recommend\w* | need to | have to"),
        imperative=_beginning(
            """take | stop | start | avoid | call | tell | ask | use | choose | pick | try | do not | don't | never
            | drink | eat | talk | report | keep | watch | make sure | check | consider | get | see your | let your
            | bring | seek | contact your | remember | wait"""
        ),
        chance=_any(r"rare(?:r|st|ly)? | (?:un)?common(?:ly|er)? | (?:un)?likely | (?:in)?frequent(?:ly)?"),
        no_chance=_any("common (?:bile duct|cold)"),
    ),
    "es": Rules(
        unwanted=_any(
            r"""luch(?:a|as|ar|ando|ó|amos) | batall\w* | guerrer\w* | guerra | derrot\w* | fracas\w* | v[ií]ctimas?
            | valiente\w* | milagr\w* | revolucionari\w* | prometedor\w* | drogas? | intoxicad\w* | constipad\w*
            | sever[oa]s? | (?:es )?(?:su culpa|culpa suya) | se rindió | rendirse"""
        ),
        superlative=_any(
            r"""(?:el|la|los|las|lo) mejor(?:es)? | (?:el|la|los|las) más (?:eficaz|eficaces|segur[oa]s?|potentes?)
            | (?:el|la|los|las) más fuertes? | óptim[oa]s? | excelentes?
            | perfect[oa]s? | superior(?:es)? | ideal(?:es)? | de última generación"""
        ),
        allowed=_any(
            r"""luchar contra (?:una |la )?infecci(?:ón|ones) | límite superior | no (?:es|son|fue) culpa suya
            | si es culpa suya | no son rendirse | ni señal de rendirse"""
        ),
        urging=_any(
            r"""debe | deben | deber[ií]an? | tiene que | tienen que | hay que | recomend\w* | recomiend\w* | lo mejor
            | la mejor | el mejor | las mejores | los mejores | ideal | mejor que"""
        ),
        imperative=_beginning(
            """tome | deje de | empiece | comience | evite | llame | diga | pregunte | elija | escoja | pruebe | no tome
            | no deje | beba | coma | informe a | mantenga | vigile | asegúrese | revise | considere | consiga | pida
            | lleve | busque | recuerde | espere"""
        ),
        chance=_any(
            """rar[oa]s? | raramente | rara vez | (?:poco )?comunes? | común | comúnmente | (?:poco )?frecuentes?
            | frecuentemente | con frecuencia | (?:im|poco )?probables? | probablemente"""
        ),
        no_chance=_any("lugar(?:es)? común(?:es)? | resfriado común | conducto (?:biliar )?común | en común"),
    ),
}


def chance_without_figure(text: str, language: str) -> str | None:
    """The first word of chance before which its own sentence points to no figure."""
    rules = RULES[language]
    for sentence in SENTENCE_ENDS.split(rules.no_chance.sub("", text)):
        for found in rules.chance.finditer(sentence):
            if not PLACEHOLDER.search(sentence, 0, found.start()):
                return found.group(0)
    return None


def unwanted_words(text: str, language: str) -> Iterator[str]:
    """War, blame and superlatives, which stand in no text at all."""
    rules = RULES[language]
    bare = rules.allowed.sub("", BRACES.sub("", text))
    if found := rules.unwanted.search(bare):
        yield f"'{found.group(0)}' frames illness as war or blames; say it another way"
    if found := rules.superlative.search(bare):
        yield f"'{found.group(0)}' is a superlative; say what is so instead"


def text_faults(
    text: str, figures: set[str], *, about_choices: bool, may_direct: bool = False, language: str = "en"
) -> Iterator[str]:
    """What is wrong with one text for people."""
    rules = RULES[language]
    for match in PLACEHOLDER.finditer(text):
        if match.group(0)[1:-1] not in figures:
            yield f"'{match.group(0)}' points to no figure"
        if match.group(1).startswith("survival"):
            yield f"'{match.group(0)}': survival figures are shown only to those who ask, never inside another text"
    bare = PLACEHOLDER.sub("", text)
    if "{" in bare or "}" in bare:
        yield "a placeholder is written {name} or {name.arm}"
    for word in bare.split():
        if any(letter.isdigit() for letter in word) and not NAME_WITH_DIGIT.search(word):
            bare_word = word.strip(".,;:()")
            yield f"'{bare_word}': figures stand in evidence/ and are pointed to; a text holds no digit"
    yield from unwanted_words(bare, language)
    if about_choices and (chance := chance_without_figure(text, language)):
        yield f"'{chance}' stands in place of a figure; point to the figure before it, or say what can happen"
    if about_choices and not may_direct and (found := rules.urging.search(bare)):
        yield f"'{found.group(0)}' ranks or urges; say it another way"
    if about_choices and not may_direct and (found := rules.imperative.search(bare)):
        yield f"'{found.group(1)}' tells the person what to do; say what is so instead"


# ------------------------------------------------------------------------------------------------ two voices
# Words that claim something about time, chance or benefit. "No longer" is none of them.
CLAIMS = {
    "en": {
        "time": _any(
            r"""months? | years? | weeks? | days? | hours? | soon(?:er)? | later | time | (?<!no )longer | early
            | earlier | quick\w* | fast\w* | always | a while"""
        ),
        "chance": _any(
            r"""(?:un)?likely | chances? | often | rare\w* | (?:un)?common\w* | probab\w* | certain\w* | sure\w*
            | hope\w* | mostly | usually | harmless"""
        ),
        "benefit": _any(
            r"""help\w* | better | cur(?:e|es|ed|able) | heal\w* | control\w* | h(?:old|olds|eld) | eas(?:e|es|ed|ing)
            | relie\w* | improv\w* | safe\w* | protect\w* | gain\w* | benefit\w* | works?"""
        ),
    },
    "es": {
        "time": _any(
            r"""mes(?:es)? | años? | semanas? | días? | horas? | pronto | luego | tiempo | tempran\w* | rápid\w*
            | siempre"""
        ),
        "chance": _any(
            r"""probabl\w* | posibilidad\w* | a menudo | frecuen\w* | rar[oa]s? | com[uú]n\w* | seguramente
            | esperanza\w* | suele\w* | inofensiv\w*"""
        ),
        "benefit": _any(
            r"""ayud\w* | mejor\w* | cur(?:a|ar|able) | san(?:a|ar) | control\w* | fren\w* | alivi\w* | segur[oa]s?
            | proteg\w* | ganancia\w* | benefici\w* | funcion\w*"""
        ),
    },
}


def claims_added(direct: str, gentle: str, language: str) -> Iterator[str]:
    """Words of time, chance or benefit in the gentle text for which the direct one has none of the same kind."""
    for kind, words in CLAIMS[language].items():
        if not words.search(direct) and (found := words.search(gentle)):
            yield f"the gentle text adds '{found.group(0)}', a word of {kind}, where the direct one has none"


# ------------------------------------------------------------------------------------------------ translations
ENGLISH_WORDS = _any(
    """the | and | with | your | you | was | were | this | that | from | have | people | of | for | not | is | are | can
    | will | which | than | their | they | when | what"""
)
# Looks like an English word and means another thing, or is a word of another region.
FALSE_FRIENDS = _any(
    r"intoxicad\w* | constipad\w* | eventualmente | severamente | drogas? | vosotros | vuestr\w* | tú | tus?"
)
# A translation that says none of these where the English text does has lost a "not" ("not long ago" is none).
NEGATIONS = {
    "en": re.compile(
        r"\b(?:no|not(?! long ago)|never|none|nobody|nothing|without|cannot|neither|nor)\b|n't\b", re.IGNORECASE
    ),
    "es": re.compile(r"\b(?:no|nunca|ning[uú]n\w*|nadie|nada|sin|ni|tampoco|jamás)\b", re.IGNORECASE),
}


# English words beside which Spanish may say "no": only, few, unlike, less, missing, non-steroidal, {control_not}.
NEARLY_NOT = re.compile(
    r"""\b(?:only|few|little|hardly|unless|un\w+|non[-\w]+|free|less|missing|lack\w*|stop\w*|rather|instead|either|until|out
    |off|alone|open|ended)\b|_not\}""",
    re.IGNORECASE | re.VERBOSE,
)
SAYS_NO = re.compile(r"\b(?:no|nunca|nadie|nada|ningun[oa]?|ningún|tampoco)\b", re.IGNORECASE)

# What only may be so is not said to be so in the translation ("May" is a month).
MAY = {
    "en": re.compile(r"\b(?:may|might)\b"),
    "es": re.compile(r"\b(?:pued\w+|pud[oi]\w*|podr\w+|poder|tal vez|quizás?|posible\w*)\b", re.IGNORECASE),
}


def translation_faults(english: str, spanish: str) -> Iterator[str]:
    """What a Spanish text lost or added against its English one."""
    if Counter(BRACES.findall(english)) != Counter(BRACES.findall(spanish)):
        yield "the Spanish text has other placeholders than the English one"
    if len(ENGLISH_WORDS.findall(BRACES.sub("", spanish))) > 1:
        yield f"English words are left in the Spanish text: {', '.join(ENGLISH_WORDS.findall(spanish)[:3])}"
    if found := FALSE_FRIENDS.search(BRACES.sub("", spanish)):
        yield f"'{found.group(0)}' is not a word for this Spanish text"
    if NEGATIONS["en"].search(english) and not NEGATIONS["es"].search(spanish):
        yield "the Spanish text has no negation where the English one has"
    if SAYS_NO.search(spanish) and not (NEGATIONS["en"].search(english) or NEARLY_NOT.search(english)):
        yield "the Spanish text has a negation where the English one has none"
    if MAY["en"].search(english) and not MAY["es"].search(spanish):
        yield "the Spanish text says that it is so where the English one says that it may be so"
