"""The closed vocabulary of the reader: knowledge/criteria_words.yaml, and the medicines of the knowledge base."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from concord.knowledge.load import Knowledge
from concord.knowledge.model import CriteriaWords
from concord.trials.reading.words.interactions import Role, joined
from concord.trials.reading.words.lexer import Node, Token, add, spelled, tokenized

NONE = "none"
FIELD = "radiation of "
OPERATION = "operation "
PART = "part of "
# Classes that are given at a clinic, so that the day of the last one is known; other medicines are taken at home.
GIVEN = ("bone_medicine", "red_cell_growth_factor", "white_cell_growth_factor", "live_vaccine")
# Classes that a medicine shares with others because of how it works beside its purpose.
# What may stand between radiation and the place that it is given to.
TO_A_PLACE = ("to", "of", "on", "in", "at", "over")
INTERACTS = re.compile(r"cyp|inhibitor_of|inducer|_gp_|bcrp|ugt|qt_")


class Kin(NamedTuple):
    """Which medicines a class holds, and which classes it is made up of."""

    members: Mapping[str, frozenset[str]]
    parts: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Kin:
        parts: dict[str, tuple[str, ...]] = {}
        for one in knowledge.medicine_classes.values():
            for parent in one.parents:
                parts[parent] = (*parts.get(parent, ()), one.id)
        return cls(knowledge.vocabulary.members, parts)


NO_KIN = Kin({}, {})


class Medicine(str):
    """A medicine, a class, a field of radiation, or an operation, as a word names it: one id, or several with "or"."""

    kin: Kin

    def __new__(cls, text: str, kin: Kin) -> Medicine:
        self = super().__new__(cls, text)
        self.kin = kin
        return self

    def several(self) -> list[Medicine | None]:
        """Each of them; None for a treatment for which there is no fact."""
        return [None if one == NONE else Medicine(one, self.kin) for one in self.split(" or ")]

    @property
    def members(self) -> frozenset[str]:
        """The ids of all medicines of this class."""
        return self.kin.members.get(self, frozenset())

    @property
    def parts(self) -> list[Medicine]:
        """The classes of which this class is made up, if they hold all of it."""
        found = [Medicine(one, self.kin) for one in self.kin.parts.get(self, ())]
        return found if found and frozenset().union(*(one.members for one in found)) >= self.members else []

    @property
    def given(self) -> bool:
        """Whether it is given at a clinic."""
        return bool(self.members) and any(self.members <= self.kin.members.get(one, frozenset()) for one in GIVEN)

    @property
    def area(self) -> str | None:
        """The field, if this is radiation."""
        return self.removeprefix(FIELD) if self.startswith(FIELD) else None

    @property
    def operation(self) -> str | None:
        """The operation, if this is one."""
        return self.removeprefix(OPERATION).removeprefix(PART) if self.startswith(OPERATION) else None

    @property
    def partly(self) -> bool:
        """Whether the word means only some of these operations: "radical mastectomy"."""
        return self.startswith(OPERATION + PART)

    @property
    def local(self) -> bool:
        """Whether this is radiation or an operation, which is no medicine and counts in no line."""
        return self.area is not None or self.operation is not None


# The section of the file: the type of its tokens. Earlier sections win where a phrase stands twice.
WITH_MEANING = {
    "compare": "CMP",
    "sex": "SEX",
    "menopause": "MENO",
    "setting": "SETTING",
    "extent": "EXTENT",
    "receptor": "REC",
    "sign": "SIGN",
    "gene": "GENE",
    "measures": "LAB",
    "units": "UNIT",
    "facts": "FACT",
    "brain": "BRAIN",
    "brain_word": "BRAINWORD",
    "site": "SITE",
    "conditions": "ILLNESS",
    "classes": "MED",
    "times": "TIME",
    "metastases": "METS",
}
PLAIN = {
    "amenable": "AMENABLE",
    "can_be": "CANBE",
    "cure": "CURE",
    "breast": "BREAST",
    "disease": "DISEASE",
    "triple_negative": "TNBC",
    "altered": "ALTERED",
    "fusion": "FUSION",
    "wild": "WILD",
    "germline": "GERMLINE",
    "tissue_words": "TISSUE",
}
NOUNS = {
    "BREAST",
    "DISEASE",
    "BRAIN",
    "LAB",
    "SITE",
    "ILLNESS",
    "MED",
    "AID",
    "TNBC",
    "ALTERED",
    "FUSION",
    "METS",
    "TISSUE",
    "FACT",
    "MALIGNANCY",
    "SKINCANCER",
    "INSITU",
    "HERS",
}
# Facts whose words take part in patterns of their own.
OWN_TYPE = {
    "leptomeningeal_disease": "LEPTO",
    "pregnancy": "PREG",
    "breastfeeding": "PREG",
    "direct_bilirubin": "DIRECT",
}
# Other words of the list for a medicine where it is the treatment that is meant.
AFTER_A_MEDICINE = (
    "therapy",
    "treatment",
    "agent",
    "dose",
    "combination",
    *("intake", "administration", "exposure", "usage", "use", "antibody"),
    *(f"{how} {what}" for how in ("targeted", "directed", "targeting") for what in ("therapy", "treatment", "agent")),
    *(f"{how} therapy" for how in ("anti tumor", "antitumor", "anti cancer", "anticancer")),
    "based",
    "containing",
    *(
        f"{how} {what}"
        for how in ("based", "containing")
        for what in ("therapy", "treatment", "chemotherapy", "combination")
    ),
)


def plurals(phrase: str) -> Iterator[str]:
    """The phrase and its plural."""
    yield phrase
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        yield phrase[:-1] + "ies"
    elif phrase.endswith("is"):
        yield phrase[:-2] + "es"
    elif not phrase.endswith("s"):
        yield phrase + "s"


def phrases(knowledge: Knowledge) -> Iterator[tuple[str, str, Any]]:
    """Every phrase with its type and meaning."""
    words = knowledge.criteria_words
    kin = Kin.of(knowledge)
    for sort, phrase, meaning in _local(words):
        named = " or ".join(one if one == NONE else sort + one for one in meaning.split(" or "))
        yield phrase, "MED", Medicine(named, kin)
    for name, kind in WITH_MEANING.items():
        for meaning, known in getattr(words, name).items():
            for phrase in known:
                own = _kind(meaning, knowledge) if kind == "MED" else OWN_TYPE.get(meaning, kind)
                value = Medicine(meaning, kin) if kind == "MED" else meaning
                yield phrase, own, None if meaning == NONE else value
    for name, kind in PLAIN.items():
        for phrase in getattr(words, name):
            yield phrase, kind, None
    for phrase, value in words.numbers.items():
        yield phrase, "NUM", float(value)
    for kind, known in words.words.items():
        for phrase in known:
            yield phrase, kind, phrase.split()[-1] if kind == "OR_MORE" else None  # "or better": the other way round
    for first, study, given in product(("", *words.events["first"]), words.events["study"], words.events["given"]):
        yield f"{first} {study} {given}", "EVENT", None
    for one in knowledge.medicines.values():
        for name in (one.id.replace("_", " "), *one.brands, *one.synonyms):
            yield name, _kind(one.id, knowledge), Medicine(one.id, kin)
    for phrase in words.empty:
        yield phrase, "EMPTY", None


def _local(words: CriteriaWords) -> Iterator[tuple[str, str, str]]:
    """Operations and fields of radiation: "radiation of the liver", "liver radiation"."""
    for meaning, places in words.fields.items():
        for place, radiation in product(places, words.radiation_words):
            yield FIELD, f"{place} {radiation}", meaning
            for to in TO_A_PLACE:
                yield FIELD, f"{radiation} {to} {place}", meaning
    for meaning, known in words.radiation.items():
        yield from ((FIELD, phrase, meaning) for phrase in known)
    for meaning, known in words.operations.items():
        yield from ((OPERATION, phrase, meaning) for phrase in known)


def _kind(name: str, knowledge: Knowledge) -> str:
    """MED for what is against the cancer, or rests the ovaries; AID for other medicines: those are taken now or not."""
    first = name.split(" or ")[0]
    if first == NONE:
        return "MED"
    members = knowledge.vocabulary.members.get(first, frozenset())
    cancer = knowledge.vocabulary.members[knowledge.vocabulary.cancer_class]
    rest = knowledge.vocabulary.members[knowledge.vocabulary.roles["ovarian_suppression"]]
    return (
        "MED"
        if members & (cancer | rest)
        and (first in knowledge.medicine_classes or members <= cancer | rest)
        and not INTERACTS.search(first)
        else "AID"
    )


def build(knowledge: Knowledge) -> Node:
    """The tree of all phrases, plurals included."""
    start = _tree(knowledge)
    # what these words mean where they stand alone is known only when all others are there
    roles = [
        (spelled(phrase), Role(part, meaning, tuple((one.type, one.value) for one in tokenized(phrase, start))))
        for part, words in knowledge.criteria_words.interactions.items()
        for meaning, known in words.items()
        for phrase in known
    ]
    for words, role in roles:
        add(start, words, ("ROLE", role), instead=True)
    kin = Kin.of(knowledge)
    join = partial(joined, classes=frozenset(kin.members), named=lambda ids: Medicine(ids, kin))
    start.join = lambda found: without_head(with_shared_noun(with_further_fields(join(found), start), start))
    return start


def with_further_fields(found: list[Token], start: Node) -> list[Token]:
    """ "Radiation of the liver or the spine": what is radiated besides is a field too."""
    kept: list[Token] = []
    at = 0
    while at < len(found):
        before = next((one for one in reversed(kept) if one.type not in PLACE_JOINS), None)
        joined = bool(kept) and kept[-1].type in PLACE_JOINS
        radiated = before is not None and isinstance(before.value, Medicine) and before.value.area is not None
        field, end = _field(found, at, start) if joined and radiated else (None, at)
        if field is None:
            kept.append(found[at])
            at += 1
            continue
        if kept[-1].type == "TO":
            kept.pop()
        kept.append(found[at]._replace(type="MED", value=field, end=found[end - 1].end))
        at = end
    return kept


PLACE_JOINS = ("COMMA", "OR", "AND", "SLASH", "TO")


def _field(found: list[Token], at: int, start: Node) -> tuple[Medicine | None, int]:
    """The longest name of a place here, and where it ends."""
    node: Node | None = start.next["radiation"].next["to"]
    best: tuple[Medicine | None, int] = (None, at)
    while at < len(found) and found[at].type == "UNKNOWN" and node is not None:
        node = node.next.get(str(found[at].value))
        at += 1
        if node is not None and node.meaning is not None and isinstance(node.meaning[1], Medicine):
            best = (node.meaning[1], at)
    return best


HEADS = frozenset(
    (
        *("inhibitor", "inhibitors", "antibody", "antibodies", "blocker", "blockers", "drug", "drugs"),
        *("blocking", "targeting", "directed", "against"),
    )
)


def without_head(found: list[Token]) -> list[Token]:
    """ "Inhibitors of PARP", "antibodies against PD-1": the target alone already names its medicines."""
    kept: list[Token] = []
    for token in found:
        named = isinstance(token.value, Medicine) and len(token.value.members) > 1
        while named and kept and kept[-1].type == "UNKNOWN" and kept[-1].value in HEADS:
            kept.pop()
        kept.append(token)
    return kept


SHARED = ("therapy", "treatment", "agent", "radiation")


def with_shared_noun(found: list[Token], start: Node) -> list[Token]:
    """ "Endocrine or targeted therapy": the noun of the last is that of those before it."""
    kept = list(found)
    for at in range(len(found) - 2, -1, -1):
        here = at + 1
        while here < len(found) and kept[here].type in ("COMMA", "OR", "AND", "SLASH"):
            here += 1
        if kept[at].type != "UNKNOWN" or here == at + 1 or here >= len(found) or kept[here].type not in ("MED", "AID"):
            continue
        word = start.next.get(str(kept[at].value))
        meanings = [word.next[noun].meaning for noun in SHARED if word is not None and noun in word.next]
        meaning = next((one for one in meanings if one is not None and one[0] in ("MED", "AID")), None)
        if meaning is not None:
            kept[at] = kept[at]._replace(type=meaning[0], value=meaning[1])
    return kept


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage meanwhile: a million nodes are made and none is dropped, so that it costs half."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_uncollected()
def _tree(knowledge: Knowledge) -> Node:
    tails = Node({})
    for tail in AFTER_A_MEDICINE:
        add(tails, spelled(tail), ("EMPTY", None))
    start = Node({}, tails=tails)
    for phrase, kind, meaning in phrases(knowledge):
        for form in plurals(phrase) if kind in NOUNS else (phrase,):
            add(start, spelled(form), (kind, meaning))
    return start
