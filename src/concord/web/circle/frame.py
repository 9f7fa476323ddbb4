"""What a page of the site carries while somebody looks for another: every form says for whom it was opened."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from concord.web.circle.acting import FOR, Acting, acting


def forms_say_for_whom(request: HttpRequest) -> dict[str, Any]:
    """In place of the guard of a form alone: the guard, and for whom the form is."""
    found = acting(request)
    return {} if found is None else {"csrf_input": lazy(_both, SafeString, str)(request, found)}


def _both(request: HttpRequest, found: Acting) -> SafeString:
    return format_html('{}<input type="hidden" name="{}" value="{}">', csrf_input(request), FOR, found.number)
