"""Whether the screen of a visitor is with her doctor."""

from __future__ import annotations

from django.http import HttpRequest

from concord.web.guest import store
from concord.web.plan import kept


def is_with_the_doctor(request: HttpRequest) -> bool:
    """True from when she hands it over until it is given back. Where nothing is told, there is nothing to hide."""
    holder = store.holder(request)
    if holder is None or kept.hand(holder) is None:
        return False
    answers = store.load(request)
    return answers is not None and bool(answers.file or answers.pending)
