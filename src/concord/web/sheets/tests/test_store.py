"""Sheets are sealed for their holder, their shelf and their name; a shelf moves whole or not at all."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from concord.web.keys.holder import Holder
from concord.web.keys.sealing import new_key
from concord.web.sheets import store
from concord.web.sheets.models import Sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Holder:
    return Holder("ana", new_key())


@pytest.fixture
def eva() -> Holder:
    return Holder("eva", new_key())


def test_what_is_put_comes_back_and_the_row_tells_nothing(ana: Holder) -> None:
    store.put(ana, "visit", b"canary")
    assert store.get(ana, "visit") == b"canary"
    assert b"canary" not in bytes(Sheet.objects.get().sealed)
    store.put(ana, "visit", b"another")
    assert store.get(ana, "visit") == b"another"
    store.forget(ana, "visit")
    assert store.get(ana, "visit") is None


def test_what_is_added_is_never_replaced_and_keeps_its_order(ana: Holder) -> None:
    for name in ("10", "9", "8"):
        store.add(ana, "checkins", name.encode(), name)
    with pytest.raises(IntegrityError), transaction.atomic():
        store.add(ana, "checkins", b"another", "9")
    assert list(store.every(ana, "checkins")) == ["10", "9", "8"]
    assert store.every(ana, "checkins")["9"] == b"9"


@pytest.mark.parametrize("place", ["owner", "shelf", "name"])
def test_a_row_that_was_carried_elsewhere_does_not_open(ana: Holder, place: str) -> None:
    store.put(ana, "visit", b"canary", "one")
    Sheet.objects.update(**{place: "other"})
    at = {"owner": "ana", "shelf": "visit", "name": "one"} | {place: "other"}
    assert store.get(Holder(at["owner"], ana.key), at["shelf"], at["name"]) is None


def test_a_shelf_moves_to_another_key_and_never_over_what_lies_there(ana: Holder, eva: Holder) -> None:
    store.put(ana, "visit", b"of ana", "one")
    store.put(ana, "visit", b"of ana too", "two")
    assert store.move(ana, eva, "visit")
    assert store.every(eva, "visit") == {"one": b"of ana", "two": b"of ana too"}
    assert store.every(ana, "visit") == {}
    store.put(ana, "visit", b"newer")
    assert not store.move(ana, eva, "visit")
    assert store.every(ana, "visit") == {"": b"newer"}
    assert store.move(ana, eva, "opinion")


def test_a_shelf_can_be_taken_along(ana: Holder) -> None:
    assert store.everything(ana, "visit") is None
    store.put(ana, "visit", b'{"a": 1}')
    store.put(ana, "visit", b'{"b": 2}', "second")
    assert store.everything(ana, "visit") == {"visit": {"a": 1}, "second": {"b": 2}}
