"""What has to be there before the site can start: its folders, its keys, its tables."""

from __future__ import annotations

import base64
import os
import secrets

import django
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from concord.reading import InputError


def prepare() -> None:
    """Makes what is missing; what is there stays as it is. Only the user who starts the site can read it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.web.settings")
    from concord.web import settings

    for folder in (settings.DATA, settings.DATA / "keys"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not settings.SECRET_FILE.exists():
        settings.SECRET_FILE.touch(mode=0o600)
        settings.SECRET_FILE.write_text(settings.SECRET_KEY)
    os.environ.setdefault("CONCORD_SECRET_KEY", settings.SECRET_FILE.read_text() or secrets.token_urlsafe(64))
    if not settings.MASTER_KEY and not settings.MASTER_FILE.exists():
        settings.MASTER_FILE.touch(mode=0o600)
        settings.MASTER_FILE.write_text(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
    django.setup()
    if same_database():
        raise InputError("is the same database as DATABASE_URL; keys need one of their own", key="CONCORD_KEYS_URL")
    for database in settings.DATABASES:
        if not up_to_date(database):
            call_command("migrate", database=database, verbosity=0, interactive=False)


def up_to_date(alias: str) -> bool:
    """Whether a database has every table of this version."""
    executor = MigrationExecutor(connections[alias])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def same_database() -> bool:
    """Whether the keys would lie beside what they open."""
    from concord.web import settings

    main, keys = ([one.get(part) for part in ("HOST", "PORT", "NAME")] for one in settings.DATABASES.values())
    return main == keys
