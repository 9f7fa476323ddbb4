"""Keys live in one database, everything else in the other."""

from __future__ import annotations

from typing import Any

APART = "keys"


class Router:
    """See Django's database routers."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return APART if model._meta.app_label == APART else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == APART) == (app_label == APART)
