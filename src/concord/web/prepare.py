"""What has to be there before the site can start: its folder, its key, its tables."""

from __future__ import annotations

import base64
import os
import secrets

import django
from django.core.management import call_command


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
    for database in settings.DATABASES:
        call_command("migrate", database=database, verbosity=0, interactive=False)
