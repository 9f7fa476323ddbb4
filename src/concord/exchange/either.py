"""A situation file or a FHIR bundle: whichever a person has."""

from __future__ import annotations

from collections.abc import Callable

from concord.knowledge.load import Knowledge
from concord.reading import Document
from concord.situation.model import Situation
from concord.situation.read import from_document


def is_fhir(document: Document) -> bool:
    return isinstance(document.data, dict) and "resourceType" in document.data


def situation_in(document: Document, knowledge: Callable[[], Knowledge]) -> Situation:
    """The situation. The knowledge is asked for only where the codes of a bundle need it. Errors: InputError."""
    if is_fhir(document):
        from concord.exchange.fhir import read_bundle

        return read_bundle(document, knowledge())
    return from_document(document)
