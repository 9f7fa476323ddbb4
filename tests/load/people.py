"""Fills the databases with people who said yes to both: distinct situations, each sealed under a key of its own.

python -m tests.load.people 50000        into the databases that the environment names
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from typing import Any

import orjson
from hypothesis import HealthCheck, Phase, given, seed, settings

from concord.web.prepare import prepare
from tests.generated import SITUATION

AT_A_TIME = 1000


def situations(count: int) -> Iterator[dict[str, Any]]:
    """Different ones, and each time the same."""
    seen: set[bytes] = set()
    number = 0
    while True:
        for one in _some(number):
            written = orjson.dumps(one, option=orjson.OPT_SORT_KEYS)
            if one and written not in seen:
                seen.add(written)
                yield {"schema": "concord.situation/0", **one}
                if len(seen) == count:
                    return
        number += 1


def _some(number: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    @seed(number)
    @settings(
        max_examples=AT_A_TIME,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(SITUATION)
    def collect(one: dict[str, Any]) -> None:
        found.append(one)

    collect()
    return found


def fill(count: int) -> None:
    prepare()
    from concord.web.site.pages import words_in

    some: list[dict[str, Any]] = []
    for number, one in enumerate(situations(count), 1):
        some.append(one)
        if len(some) == AT_A_TIME or number == count:
            _write(some, number - len(some), words_in("en"))
            some.clear()


def _write(files: list[dict[str, Any]], first: int, words: Any) -> None:
    from concord.web.accounts import consent
    from concord.web.accounts.models import Consent, Person, Vault
    from concord.web.guest.store import Answers, to_bytes
    from concord.web.keys.models import PersonKey
    from concord.web.keys.sealing import new_key, seal
    from concord.web.keys.store import master

    people = [Person(username=f"person-{first + number}") for number in range(len(files))]
    Person.objects.bulk_create(people)
    Consent.objects.bulk_create(
        Consent(
            person=one,
            kind=purpose,
            version=consent.PURPOSES[purpose].version,
            text_hash=consent.text_hash(words, purpose),
            language="en",
        )
        for one in people
        for purpose in (consent.STORING, consent.RECHECK)
    )
    vaults, keys = [], []
    for person, file in zip(people, files, strict=True):
        name, key = secrets.token_hex(32), new_key()
        keys.append(PersonKey(name=name, wrapped=seal(master(), key, name)))
        vaults.append(Vault(person=person, name=name, sealed=seal(key, to_bytes(Answers(file=file)), name)))
    PersonKey.objects.bulk_create(keys)
    Vault.objects.bulk_create(vaults)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
