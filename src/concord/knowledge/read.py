"""Reads the files under knowledge/ into records, and says what is wrong in the words of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from concord.knowledge import model
from concord.reading import Document, InputError, first_error, parse_yaml, read_bytes

LISTS: dict[str, type[model.Record]] = {
    "sources": model.Source,
    "definitions": model.Definition,
    "exclusions": model.Exclusion,
    "checks": model.Check,
    "effects": model.Effect,
    "groups": model.Group,
    "medicine_classes": model.MedicineClass,
    "medicines": model.Medicine,
    "markers": model.Marker,
    "asks": model.Ask,
    "questions": model.Question,
    "urgent": model.Urgent,
    "urgent_phrases": model.SignPhrases,
    "emergency_numbers": model.EmergencyNumber,
    "checkin_items": model.CheckinItem,
    "concerns": model.Concern,
    "considerations": model.Consideration,
    "help_kinds": model.HelpKind,
    "help": model.Help,
    "articles": model.Article,
    "ipdas": model.IpdasItem,
    "survival_scenarios": model.SurvivalScenarios,
    "notes": model.Note,
    "common_questions": model.CommonQuestion,
    "monitoring": model.Monitoring,
    "glossary": model.GlossaryTerm,
    "trial_demands": model.TrialDemand,
    "trial_questions": model.TrialQuestion,
}
# Files of one record each, and the names of these files.
SINGLE: dict[str, type[model.Record]] = {
    "meta": model.Meta,
    "lists": model.Lists,
    "phrases": model.Phrases,
    "natural_course": model.NaturalCourse,
    "criteria_words": model.CriteriaWords,
}
SINGLE_FILES = {name: name for name in SINGLE} | {"lists": "vocabulary"}
FOLDERS: dict[str, type[model.Record]] = {
    "choices": model.Choice,
    "evidence": model.Evidence,
    "tests": model.Test,
    "site": model.Site,
}


@dataclass(slots=True)
class Files:
    """Every record by kind and id, with the document it came from."""

    root: Path
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[Document, tuple[str | int, ...]]] = field(default_factory=dict)
    errors: list[InputError] = field(default_factory=list)

    def error(self, kind: str, key: str, message: str, *where: str | int) -> None:
        document, place = self.places[kind, key]
        self.errors.append(document.error((*place, *where), message))


def read_files(root: Path) -> Files:
    """All records under a folder. Errors are collected, so that a clinician sees all of them at once."""
    files = Files(root)
    for name, shape in LISTS.items():
        files.records[name] = {}
        path = root / f"{name}.yaml"
        if path.exists() and (document := _document(files, path)):
            if not isinstance(document.data, list):
                files.errors.append(document.error((), "a list of records was expected"))
                continue
            for index, item in enumerate(document.data):
                _add(files, name, shape, document, item, (index,))
    for name, shape in FOLDERS.items():
        files.records[name] = {}
        for path in sorted((root / name).glob("*.yaml")):
            document = _document(files, path)
            record = _add(files, name, shape, document, document.data, ()) if document else None
            if document and record and record.id != path.stem:
                files.errors.append(document.error(("id",), f"the file is called {path.stem}, the record {record.id}"))
    return files


@lru_cache(maxsize=2000)
def _parsed(content: bytes, file: str) -> Document:
    """A file that was read before, in another version of the knowledge, is not parsed again. Nothing changes it."""
    return parse_yaml(content, file)


def _document(files: Files, path: Path) -> Document | None:
    try:
        return _parsed(read_bytes(path), str(path.relative_to(files.root.parent)))
    except InputError as error:
        files.errors.append(error)
        return None


def _add(
    files: Files, kind: str, shape: type[model.Record], document: Document, item: Any, where: tuple[int, ...]
) -> Any:
    part = Document(
        item,
        document.file,
        {key[len(where) :]: line for key, line in document.lines.items() if key[: len(where)] == where}
        if where
        else document.lines,
    )
    try:
        record: Any = TypeAdapter(shape).validate_python(item)
    except ValidationError as error:
        files.errors.append(first_error(part, error))
        return None
    key = next(value for name in ("id", "fact", "sign", "country") if (value := getattr(record, name, None)))
    if key in files.records[kind]:
        files.errors.append(document.error(where, f"'{key}' stands twice"))
        return None
    files.records[kind][key] = record
    files.places[kind, key] = (document, where)
    return record
