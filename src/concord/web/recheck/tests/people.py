"""People with an account whose answers are kept, made without a page; and versions of the knowledge that differ."""

from __future__ import annotations

import dataclasses
from typing import Any

import orjson

from concord.knowledge import model
from concord.knowledge.load import Knowledge
from concord.situation.read import as_data, read_situation
from concord.web.accounts import consent, vault
from concord.web.accounts.models import Person
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.site.pages import knowledge, words_in

TOLD = "capivasertib-fulvestrant"
"""A choice that is open to the person of the worked example."""


def example() -> dict[str, Any]:
    """The answers of the worked example."""
    return as_data(read_situation(knowledge().root / "examples" / "worked-example.yaml"))


def somebody(name: str, file: dict[str, Any] | None = None, *, yes: bool = True) -> Holder:
    """Her answers are kept; with `yes`, new knowledge may be run over them."""
    person = Person.objects.create_user(name)
    consent.give(person, words_in("en"))
    if yes:
        consent.give(person, words_in("en"), consent.RECHECK)
    holder = vault.of(person)
    assert holder
    save(holder, example() if file is None else file)
    return holder


def save(holder: Holder, file: dict[str, Any]) -> None:
    vault.write(holder, store.to_bytes(store.Answers(file=orjson.loads(orjson.dumps(file)))))


def changed(old: Knowledge, hash_: str, **choices: model.Choice | None) -> Knowledge:
    """The same knowledge with other choices: replaced, added, or with None taken out."""
    names = {name.replace("_", "-"): one for name, one in choices.items()}
    kept = {name: one for name, one in (old.choices | names).items() if one is not None}
    return dataclasses.replace(old, hash=hash_.ljust(64, "0"), choices=kept)


def without(old: Knowledge, choice: str, hash_: str = "b") -> Knowledge:
    return changed(old, hash_, **{choice: None})


def with_new_label(old: Knowledge, choice: str, day: str, hash_: str = "c") -> Knowledge:
    """A label of another day stands beside the others, for the same people as the first of them."""
    record = old.choices[choice]
    first = next(one for one in record.supports if one.label and one.label.country == "US")
    assert first.label
    new = first.model_copy(update={"label": first.label.model_copy(update={"date": day, "withdrawn": None})})
    return changed(old, hash_, **{choice: record.model_copy(update={"supports": (*record.supports, new)})})
