"""The knowledge base, loaded and checked: records, their conditions as parsed, and the vocabulary they make.

Reading some hundred YAML files takes seconds, so what was read and found right is kept as JSON in the user's cache
folder under the hash of the files; a changed file is read anew.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from pydantic import TypeAdapter

from concord.criteria import terms
from concord.criteria.signature import Signature
from concord.criteria.store import dump, restore
from concord.criteria.terms import Condition
from concord.kept import keep, kept_path
from concord.knowledge import model
from concord.knowledge.articles import texts
from concord.knowledge.read import FOLDERS, LISTS, SINGLE, SINGLE_FILES, Files, read_files
from concord.reading import InputError, parse_yaml, read_bytes
from concord.situation.declare import signature
from concord.situation.notes import pattern
from concord.situation.vocabulary import MarkerRule, Vocabulary


class KnowledgeError(Exception):
    """The knowledge base has faults; each says file, line and what was expected."""

    def __init__(self, errors: list[InputError]) -> None:
        super().__init__(f"the knowledge base has {len(errors)} fault(s); the first: {errors[0]}")
        self.errors = errors


def folder() -> Path:
    """Where the knowledge lies: in the package when installed, beside src/ in a checkout, or in CONCORD_KNOWLEDGE.

    CONCORD_KNOWLEDGE may also name a file that `concord knowledge compile` has written.
    """
    if chosen := os.environ.get("CONCORD_KNOWLEDGE"):
        return Path(chosen)
    here = Path(__file__).resolve()
    packed = here.parents[1] / "_knowledge"
    return packed if packed.exists() else here.parents[3] / "knowledge"


@dataclass(frozen=True, repr=False)
class Knowledge:
    """Everything under knowledge/, by kind and id."""

    root: Path
    hash: str
    meta: model.Meta
    sources: dict[str, model.Source]
    definitions: dict[str, model.Definition]
    exclusions: dict[str, model.Exclusion]
    checks: dict[str, model.Check]
    effects: dict[str, model.Effect]
    groups: dict[str, model.Group]
    medicine_classes: dict[str, model.MedicineClass]
    medicines: dict[str, model.Medicine]
    markers: dict[str, model.Marker]
    asks: dict[str, model.Ask]
    questions: dict[str, model.Question]
    checkin_items: dict[str, model.CheckinItem]
    concerns: dict[str, model.Concern]
    considerations: dict[str, model.Consideration]
    help_kinds: dict[str, model.HelpKind]
    help: dict[str, model.Help]
    articles: dict[str, model.Article]
    ipdas: dict[str, model.IpdasItem]
    survival_scenarios: dict[str, model.SurvivalScenarios]
    notes: dict[str, model.Note]
    common_questions: dict[str, model.CommonQuestion]
    monitoring: dict[str, model.Monitoring]
    glossary: dict[str, model.GlossaryTerm]
    trial_demands: dict[str, model.TrialDemand]
    trial_questions: dict[str, model.TrialQuestion]
    urgent: dict[str, model.Urgent]
    urgent_phrases: dict[str, model.SignPhrases]
    emergency_numbers: dict[str, model.EmergencyNumber]
    choices: dict[str, model.Choice]
    evidence: dict[str, model.Evidence]
    tests: dict[str, model.Test]
    lists: model.Lists
    phrases: model.Phrases
    natural_course: model.NaturalCourse
    criteria_words: model.CriteriaWords
    site: dict[str, model.Site]
    _parsed: dict[str, Condition] = field(default_factory=dict)
    _used: dict[int, Any] = field(default_factory=dict)  # by identity: the records live as long as the knowledge

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that situations and conditions may use."""
        classes_of = {one.id: frozenset(self._ancestors(one.classes)) for one in self.medicines.values()}
        synonyms: dict[str, str] = {}
        for one in self.medicines.values():
            for word in (*one.brands, *one.synonyms):
                synonyms.setdefault(word.strip().lower().replace("-", "_").replace(" ", "_"), one.id)
        return Vocabulary(
            classes_of=classes_of,
            synonyms=synonyms,
            line_classes=frozenset(self.lists.line_classes),
            cancer_class=self.lists.roles["cancer"],
            markers={
                one.id: MarkerRule(frozenset(one.rules_out), one.can_appear_later) for one in self.markers.values()
            },
            conditions=frozenset(one.id for one in self.lists.conditions),
            areas={part: frozenset[str]() for area in self.lists.areas.values() for part in area.includes}
            | {name: frozenset(area.includes) for name, area in self.lists.areas.items()},
            procedures=frozenset(self.lists.procedures),
            concerns=frozenset(self.concerns),
            roles=dict(self.lists.roles),
        )

    def _ancestors(self, classes: tuple[str, ...]) -> set[str]:
        found: set[str] = set()
        waiting = list(classes)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                known = self.medicine_classes.get(name)
                waiting += known.parents if known else ()
        return found

    @cached_property
    def hard_names(self) -> frozenset[str]:
        """Names of medicines and genes, and single words that the glossary explains: a page about them has to use them,
        so its level is given without them too."""
        from concord.knowledge.check import spoken

        names = {word for one in self.medicines.values() for word in (one.id.replace("_", " "), *one.brands)}
        names |= {one.text for record in self.medicines.values() if record.name for one in spoken(record.name)}
        parts = {part.lower() for name in names for part in name.split()}
        explained = {form for one in self.glossary.values() for forms in one.forms.values() for form in forms}
        whole = {word.lower() for word in (*self.markers, *explained) if " " not in word}
        return frozenset({part for part in parts if len(part) > 5} | whole)

    @cached_property
    def site_texts(self) -> dict[str, model.Say]:
        """Every text of the site by its name."""
        return {name: say for one in self.site.values() for name, say in one.texts.items()}

    @cached_property
    def phrases_of_signs(self) -> dict[str, list[re.Pattern[str]]]:
        """The phrases for each urgent sign, in both languages: people mix them."""
        return {one.sign: [pattern(phrase) for phrase in (*one.en, *one.es)] for one in self.urgent_phrases.values()}

    @cached_property
    def signature(self) -> Signature:
        return signature(self.vocabulary)

    @cached_property
    def named(self) -> dict[str, Condition]:
        """The conditions of definitions.yaml; each may use the ones above it."""
        from concord.criteria.parse import parse

        named: dict[str, Condition] = {}
        for one in self.definitions.values():
            named[one.id] = parse(one.is_, self.signature, named)
        return named

    def condition(self, text: str) -> Condition:
        """A condition of a record, parsed once."""
        found = self._parsed.get(text)
        if found is None:
            from concord.criteria.parse import parse

            found = self._parsed[text] = parse(text, self.signature, self.named)
        return found

    def conditions(self) -> Iterator[tuple[str, str, str]]:
        """Every condition with the kind and id of its record."""
        for kind in ("definitions", "exclusions", "checks"):
            for record in getattr(self, kind).values():
                yield kind, record.id, record.is_
        for test in self.tests.values():
            if test.good_care_when:
                yield "tests", test.id, test.good_care_when
        for question in self.questions.values():
            if question.when:
                yield "questions", question.id, question.when
        for note in self.notes.values():
            yield "notes", note.id, note.when
        for asked in self.common_questions.values():
            told: tuple[model.About | model.Told, ...] = (*asked.about, *asked.guidelines, *asked.not_known)
            conditions = (one.when for one in told)
            yield from (("common_questions", asked.id, when) for when in conditions if when)
        for consideration in self.considerations.values():
            for answer in consideration.answers:
                yield "considerations", consideration.id, answer.when
        for one in self.help.values():
            if one.when:
                yield "help", one.id, one.when
        for evidence in self.evidence.values():
            for line in evidence.included:
                yield "evidence", evidence.id, line.is_
        for ask in self.asks.values():
            if ask.instead:
                yield "asks", ask.fact, ask.instead.when
        for choice in self.choices.values():
            if choice.being_studied and choice.being_studied.when:
                yield "choices", choice.id, choice.being_studied.when
            for rules in (choice, *choice.variants):
                for text in conditions_of(rules):
                    yield "choices", choice.id, text

    def exclusion(self, use: model.Exclusion | model.UseExclusion) -> model.Exclusion:
        """An exclusion as it holds for a choice: the shared rule with this choice's own sources."""
        if isinstance(use, model.Exclusion):
            return use
        if id(use) not in self._used:
            self._used[id(use)] = self.exclusions[use.exclusion].model_copy(update={"basis": use.basis})
        found: model.Exclusion = self._used[id(use)]
        return found

    def check(self, use: model.Check | model.UseCheck) -> model.Check:
        if isinstance(use, model.Check):
            return use
        if id(use) not in self._used:
            self._used[id(use)] = self.checks[use.check].model_copy(update={"basis": use.basis})
        found: model.Check = self._used[id(use)]
        return found


def conditions_of(rules: model.Rules) -> Iterator[str]:
    """Every condition that a choice or variant states itself."""
    for support in rules.supports:
        for line in support.when:
            yield line.is_
    for exclusion in rules.not_now_when:
        if isinstance(exclusion, model.Exclusion):
            yield exclusion.is_
    for check in rules.check_first:
        if isinstance(check, model.Check):
            yield check.is_
    for companion in rules.companions:
        yield companion.when


def load(root: Path | None = None, *, checked: bool = False) -> Knowledge:
    """The knowledge base. Faults of shape or language raise KnowledgeError; `checked` asks for all other checks too."""
    root = root or folder()
    if root.is_file():
        return load_compiled(root)
    content = _hash(root)
    if not checked and (kept := _kept(root, content)):
        return kept
    return read(root, content)


def read(root: Path, content: str = "") -> Knowledge:
    """The knowledge base read from its files and checked."""
    from concord.knowledge.check import faults

    files = read_files(root)
    single: dict[str, Any] = {}
    for name, shape in SINGLE.items():
        path = root / f"{SINGLE_FILES[name]}.yaml"
        try:
            document = parse_yaml(read_bytes(path), str(path.relative_to(root.parent)))
            single[name] = _one(shape, document)
        except InputError as error:
            files.errors.append(error)
    if files.errors:
        raise KnowledgeError(files.errors)
    parts: dict[str, Any] = {**single, **files.records}
    parts["articles"] = {
        name: one.model_copy(update={"text": texts(root, name)}) for name, one in parts["articles"].items()
    }
    knowledge = Knowledge(root=root, hash=content or _hash(root), **parts)
    _check_conditions(knowledge, files)
    if not files.errors:
        faults(knowledge, files)
    if files.errors:
        raise KnowledgeError(files.errors)
    keep(_cache_path(knowledge.hash), compiled(knowledge))
    return knowledge


def _one(shape: type[model.Record], document: Any) -> Any:
    from pydantic import ValidationError

    from concord.reading import first_error

    try:
        return TypeAdapter(shape).validate_python(document.data)
    except ValidationError as error:
        raise first_error(document, error) from None


OF_TRIALS = "'not_read' is for sentences of trial records; a rule says what it means"


def _check_conditions(knowledge: Knowledge, files: Files) -> None:
    from concord.criteria.parse import ConditionError, parse

    named: dict[str, Condition] = {}
    for one in knowledge.definitions.values():
        try:
            named[one.id] = parse(one.is_, knowledge.signature, named)
        except ConditionError as error:
            files.error("definitions", one.id, str(error), "is")
    if files.errors:
        return
    for kind, key, text in knowledge.conditions():
        try:
            knowledge.condition(text)
            fault = OF_TRIALS if "not_read" in re.findall(r"\w+", text) else ""
        except ConditionError as error:
            fault = str(error)
        if fault:
            document, where = files.places[kind, key]
            line = next((at for at, value in _texts(document.data, ()) if value == text), where)
            files.errors.append(document.error(line, fault))


def _texts(data: Any, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, str):
        yield where, data.strip()
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*where, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*where, index))


# ------------------------------------------------------------------------------------------------ the cache
def _hash(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted((*root.rglob("*.yaml"), *root.glob("articles/*/*.md"))):
        if "examples" not in path.parts:
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _cache_path(content: str) -> Path:
    code = [Path(model.__file__), *sorted(Path(terms.__file__).parent.iterdir())]  # other shapes are not ours
    shapes = hashlib.sha256(b"".join(one.read_bytes() for one in code if one.is_file())).hexdigest()
    return kept_path("knowledge", f"{content[:24]}-{shapes[:8]}")


def load_compiled(path: Path) -> Knowledge:
    """The knowledge base from one compiled file, without reading any YAML. Faults raise KnowledgeError."""
    found = _restored(path, path)
    if found is None:
        raise KnowledgeError([InputError("this is not compiled knowledge of this version of Concord", file=str(path))])
    return found


def _kept(root: Path, content: str) -> Knowledge | None:
    return _restored(_cache_path(content), root, content)


def _restored(path: Path, root: Path, content: str = "") -> Knowledge | None:
    try:
        raw = orjson.loads(path.read_bytes())
        records: dict[str, Any] = {
            name: TypeAdapter(dict[str, shape]).validate_python(raw[name])  # type: ignore[valid-type]
            for name, shape in {**LISTS, **FOLDERS}.items()
        }
        parsed = {text: restore(condition) for text, condition in raw["conditions"].items()}
        single: dict[str, Any] = {name: TypeAdapter(shape).validate_python(raw[name]) for name, shape in SINGLE.items()}
    except (OSError, ValueError, KeyError):
        return None
    return Knowledge(root=root, hash=content or str(raw["hash"]), _parsed=parsed, **single, **records)


def compiled(knowledge: Knowledge) -> dict[str, Any]:
    """The knowledge base as plain data: every record, and every condition as it was parsed."""
    raw: dict[str, Any] = {
        name: {
            key: one.model_dump(mode="json", by_alias=True, exclude_none=True)
            for key, one in getattr(knowledge, name).items()
        }
        for name in {**LISTS, **FOLDERS}
    }
    raw |= {name: getattr(knowledge, name).model_dump(mode="json", by_alias=True, exclude_none=True) for name in SINGLE}
    raw["conditions"] = {text: dump(knowledge.condition(text)) for _, _, text in knowledge.conditions()}
    raw["hash"] = knowledge.hash
    return raw
