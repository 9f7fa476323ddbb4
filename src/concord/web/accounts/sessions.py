"""Where sessions are kept: in the database, each knowing whose it is. What it holds says nothing of health."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from concord.web.accounts.models import Session


class SessionStore(DatabaseStore):
    """See Django's "Extending database-backed session engines"."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        made: Session = super().create_model_instance(data)  # type: ignore[assignment]
        made.person_id = data.get("_auth_user_id")
        return made
