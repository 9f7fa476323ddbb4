"""A page that shows knowledge can be had as JSON too: with .json at its end, or by asking for it."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

KINDS = ("text/html", "application/json")
AN_HOUR = 3600


def wanted(request: HttpRequest) -> bool:
    """Whether the address ends in .json, or whoever asks would rather have JSON than a page."""
    return request.path.endswith(".json") or request.get_preferred_type(list(KINDS)) == KINDS[1]


def answered(data: dict[str, Any]) -> HttpResponse:
    """The same for everybody, so it may be kept for a while; the same address has a page too."""
    response = HttpResponse(orjson.dumps(data, option=orjson.OPT_INDENT_2), content_type=KINDS[1])
    response.headers["Cache-Control"] = f"public, max-age={AN_HOUR}"
    return also_a_page(response)


def also_a_page(response: HttpResponse) -> HttpResponse:
    """Says that what stands here depends on which of the two was asked for."""
    patch_vary_headers(response, ("Accept",))
    return response
