"""Stories as they come, over the rows of the database: what was taken back opens nothing, whatever is tried after."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from concord.circle.permissions import Kind, NotPossibleError, Right
from concord.circle.sections import SECTIONS
from concord.web.accounts.models import Person
from concord.web.circle import grants, journal
from concord.web.circle.grants import Known
from concord.web.circle.tests.steps import sharing
from concord.web.keys.holder import Holder

STORIES, STEPS = 12, 8
WEEK = dt.timedelta(days=7)


def _change(dice: random.Random, holder: Holder, one: Known, codes: list[str], ana: Person) -> None:
    rights = {part: dice.choice(list(Right)) for part in SECTIONS}
    try:
        grants.change(holder, one, "Ana", rights, WEEK)
    except NotPossibleError:
        return


def _new_code(dice: random.Random, holder: Holder, one: Known, codes: list[str], ana: Person) -> None:
    if code := grants.new_code(holder, one):
        codes.append(code)


def _keep(dice: random.Random, holder: Holder, one: Known, codes: list[str], ana: Person) -> None:
    known = grants.one_of(holder, one.id)
    assert known
    grants.keep_with(known, ana)


def _wish(dice: random.Random, holder: Holder, one: Known, codes: list[str], ana: Person) -> None:
    grants.wants(holder, one, dice.choice([grants.ASK, grants.NEVER]))


def _withdraw(dice: random.Random, holder: Holder, one: Known, codes: list[str], ana: Person) -> None:
    grants.withdraw(holder, one)


DEEDS: tuple[Callable[..., None], ...] = (_change, _new_code, _keep, _wish, _withdraw)


@pytest.mark.parametrize("seed", range(2))
def test_a_withdrawn_permission_is_never_honored_again(seed: int, browser: Client) -> None:
    dice = random.Random(seed)  # noqa: S311
    holder = sharing(browser)
    ana: Person = get_user_model().objects.create_user("ana")
    after = 0
    for _ in range(STORIES):
        one, code = grants.make(holder, Kind.HELPER, "Ana", "Maria", {"plan": Right.FILL}, WEEK)
        codes, withdrawn = [code], False
        for deed in dice.choices(DEEDS, k=STEPS):
            deed(dice, holder, one, codes, ana)
            withdrawn = withdrawn or deed is _withdraw
            assert (grants.standing(one.id) is None) == withdrawn
            if withdrawn:
                after += 1
                assert not grants.waits(one.id)
                assert grants.opened(one.id, dice.choice(codes)) is None
                assert one.id not in {other.id for other in grants.shared_with(ana)}
                found = grants.one_of(holder, one.id)
                assert found
                assert not any(found.allows(part, right) for part in SECTIONS for right in Right)
        assert not any(grants.opened(one.id, old) for old in codes[:-1]), "only the newest code may open anything"
    assert after > STORIES
    assert journal.read(holder)[1] is None
