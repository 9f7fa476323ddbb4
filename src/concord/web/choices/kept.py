"""Findings are computed once for a situation, a day and a version of the knowledge, and kept sealed for half a day.

Three things are kept: the brief, the brief in reading order, and pages drawn from it; of a road ahead its page alone.
Whatever they are made from is in their fingerprint, the code that draws them included, so that nothing old is shown.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import orjson
from django.http import HttpRequest
from django.utils import timezone

from concord import documents
from concord.choices.brief import brief
from concord.choices.shape import Brief, Statement
from concord.choices.words import Language
from concord.documents.arrange import arrange
from concord.reading import Document
from concord.situation.derive import derive
from concord.situation.model import Situation
from concord.situation.read import from_document
from concord.trials.in_brief import in_brief
from concord.trials.person import Person
from concord.web.choices.marks import mark, situation_mark
from concord.web.choices.unasked import without_survival
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.keys.sealing import NotOpenedError, seal, unseal
from concord.web.models import Made
from concord.web.site.pages import knowledge, words_in
from concord.web.trials import kept as trials

LASTS = dt.timedelta(hours=12)
UNASKED = "ask"
"""How much of survival is shown where nobody asked: nothing."""


def today() -> dt.date:
    """The day for which a brief counts."""
    return dt.datetime.now(tz=dt.UTC).date()


@cache
def code() -> str:
    """A hash of what draws a page, so that a page drawn by an older version is not shown."""
    folders = (Path(documents.__file__).parent, Path(__file__).parent)
    read = (one for folder in folders for one in sorted(folder.rglob("*")) if one.suffix in (".py", ".j2", ".typ"))
    return hashlib.sha256(b"".join(one.read_bytes() for one in read)).hexdigest()


@dataclass(frozen=True)
class Asked:
    """What a visitor asks to see: of which answers, in which language, how much of survival, which road ahead."""

    holder: Holder | None
    file: dict[str, Any]
    language: Language
    survival: str = UNASKED
    ahead: tuple[str, ...] = ()

    # -------------------------------------------------------------------------------------------- what is computed
    @cached_property
    def brief(self) -> Brief:
        """The brief of these answers."""
        found: Brief = orjson.loads(self.brief_json)
        return found

    @cached_property
    def brief_json(self) -> bytes:
        return self._make_brief() if self.ahead else self.once("brief", self._make_brief)

    @cached_property
    def document(self) -> dict[str, Any]:
        """The brief in reading order. Nothing of survival stands in it unless it was asked for."""
        found: dict[str, Any] = orjson.loads(self._arrange() if self.ahead else self.once("document", self._arrange))
        return found

    def _make_brief(self) -> bytes:
        situation = from_document(Document(self.file))
        trials = self._trials(situation)
        wanted: dict[str, Any] = {"survival": self.survival, "ahead": self.ahead, "trials": trials}
        return orjson.dumps(brief(situation, knowledge(), today(), language=self.language, **wanted))

    def _trials(self, situation: Situation) -> list[Statement] | None:
        """What the records of this host say, as far as they were read."""
        shelf = trials.trials()
        if shelf is None:
            return None
        person = Person(derive(situation, knowledge().vocabulary, today()), words_in(self.language))
        return in_brief(person, shelf, trials.path())

    def _arrange(self) -> bytes:
        document = arrange(self.brief)
        if self.survival in (UNASKED, "none"):
            unasked = words_in(self.language).site("survival_unasked")
            outcomes = {name for name, one in knowledge().concerns.items() if one.outcome == "living_longer"}
            without_survival(document, outcomes, unasked)
        return orjson.dumps(document)

    # -------------------------------------------------------------------------------------------- what is kept
    def once(self, what: str, make: Callable[[], bytes]) -> bytes:
        """What was made before from the same, or else made now and kept. An answer about survival is never kept."""
        if self.holder is None or self.survival != UNASKED:
            return make()
        made_from = (self.language, self.ahead, knowledge().hash, today().isoformat(), code(), trials.state())
        situation = situation_mark(self.holder, self.file)
        fingerprint = mark(self.holder, what, situation, *made_from)
        found = _fetch(self.holder, fingerprint)
        if found is None:
            found = make()
            _keep(self.holder, situation, fingerprint, found)
        return found


def asked(
    request: HttpRequest,
    answers: store.Answers,
    language: Language,
    survival: str = UNASKED,
    ahead: tuple[str, ...] = (),
) -> Asked:
    """What this visitor asks to see."""
    return Asked(store.holder(request), answers.file, language, survival, ahead)


def _fetch(holder: Holder, fingerprint: str) -> bytes | None:
    row = Made.objects.filter(owner=holder.name, fingerprint=fingerprint, until__gt=timezone.now()).first()
    if row is None:
        return None
    try:
        return zlib.decompress(unseal(holder.key, bytes(row.sealed), _name(holder, fingerprint)))
    except NotOpenedError:
        return None


def _keep(holder: Holder, situation: str, fingerprint: str, content: bytes) -> None:
    """Keeps it. What is past its time goes on the way, and so does what was made from other answers of hers."""
    now = timezone.now()
    Made.objects.filter(until__lte=now).delete()
    Made.objects.filter(owner=holder.name).exclude(situation=situation).delete()
    sealed = seal(holder.key, zlib.compress(content), _name(holder, fingerprint))
    values = {"situation": situation, "sealed": sealed, "until": now + LASTS}
    Made.objects.update_or_create(owner=holder.name, fingerprint=fingerprint, defaults=values)


def _name(holder: Holder, fingerprint: str) -> str:
    return f"made {holder.name} {fingerprint}"
