"""Commands of the program, one after another in one process; and a person with a vault, made, read and deleted."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shlex
import sys

WORDS = "canary words of hers"


def make() -> None:
    from concord.web.accounts import vault
    from concord.web.accounts.models import Person
    from concord.web.keys import store as keys
    from concord.web.keys.holder import Holder

    made = vault.make(Person.objects.create_user("ana"))
    key = keys.fetch(made.name)
    assert key
    vault.write(Holder(made.name, key), WORDS.encode())


def delete() -> None:
    from concord.web.accounts import vault
    from concord.web.accounts.models import Person

    vault.empty(Person.objects.get(username="ana"))
    Person.objects.filter(username="ana").delete()


def read() -> None:
    """Says whether her row is there, whether her key is, and what the key opens."""
    from concord.web.accounts import vault
    from concord.web.accounts.models import Vault
    from concord.web.keys import store as keys
    from concord.web.keys.holder import Holder

    found = Vault.objects.filter(person__username="ana").first()
    key = keys.fetch(found.name) if found else None
    content = vault.read(Holder(found.name, key)) if found and key else None
    print("row" if found else "no row", "key" if key else "no key", (content or b"").decode())


PERSON = {"make": make, "read": read, "delete": delete}


def step(words: str) -> tuple[int, str]:
    """What a command answers: its exit code, and all that it printed."""
    printed, code = io.StringIO(), 0
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        if words in PERSON:
            from concord.web.prepare import prepare

            prepare()
            PERSON[words]()
        else:
            from concord.cli import main

            sys.argv = ["concord", *shlex.split(words)]
            try:
                main()
            except SystemExit as stopped:
                code = int(stopped.code or 0)
    return code, printed.getvalue()


def run(steps: list[str | dict[str, str]]) -> list[tuple[int, str]]:
    found = []
    for one in steps:
        if isinstance(one, dict):
            os.environ.update(one)
        else:
            found.append(step(one))
    return found


if __name__ == "__main__":
    print(json.dumps(run(json.loads(sys.argv[1]))))
