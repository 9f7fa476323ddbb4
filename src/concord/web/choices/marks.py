"""Hashes under a visitor's own key: they tell nothing to whoever lacks it."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

import orjson

from concord.web.keys.holder import Holder
from concord.web.models import Made


def mark(holder: Holder, *made_from: Any) -> str:
    """A fingerprint of values that JSON can say."""
    said = orjson.dumps(made_from, option=orjson.OPT_SORT_KEYS)
    return hmac.new(holder.key, b"concord made" + said, hashlib.sha256).hexdigest()


def situation_mark(holder: Holder, file: dict[str, Any]) -> str:
    """A fingerprint of the answers. The order of what matters decides the order of rows, so it counts too."""
    order = list(file.get("priorities", {}).get("matters", {}))
    return mark(holder, "situation", file, order)


def forget_others(holder: Holder, file: dict[str, Any]) -> None:
    """Deletes what was made from other answers than these."""
    Made.objects.filter(owner=holder.name).exclude(situation=situation_mark(holder, file)).delete()
