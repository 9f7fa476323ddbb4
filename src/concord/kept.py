"""What was read slowly and found right is kept as JSON in the cache folder, under the hash of what it was made of."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import orjson
import platformdirs


def kept_path(kind: str, key: str) -> Path:
    """Where something of this kind, made of content with this hash, is kept."""
    return Path(platformdirs.user_cache_dir("concord")) / f"{kind}-{key}.json"


def keep(path: Path, data: Any) -> None:
    """Keeps data as JSON in place of what was kept of its kind before.

    Best effort: a cache that cannot be written costs seconds, not answers.
    """
    kind = path.name.partition("-")[0]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f"{kind}-*.json"):
            old.unlink(missing_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_bytes(orjson.dumps(data))
        temporary.replace(path)
    except OSError:
        pass
