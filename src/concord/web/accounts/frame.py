"""Our frame around the pages of the sign-in library, and who is signed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from concord.web.site.language import in_address
from concord.web.site.pages import frame


def frame_of_a_library(request: HttpRequest) -> dict[str, Any]:
    """For views that are not ours, and so do not draw their pages with `page`."""
    found = request.resolver_match
    if found is None or "language" in found.kwargs or not (found.url_name or "").startswith(("account_", "mfa_")):
        return {}
    return {**frame(request, in_address(request.path), here=request.path), "mail": bool(settings.MAIL)}
