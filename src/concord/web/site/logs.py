"""What is written down: one line of JSON for each request and each fault, never what a person wrote, read or is."""

from __future__ import annotations

import json
import logging
import time
import traceback

OURS = ("event", "status", "ms")
"""The only values of a record that are written, and only where our own code set them."""


class KindOnly(logging.Formatter):
    """Time, level, event; of an error its kind and the last place in our code. No message, path, address or value."""

    def format(self, record: logging.LogRecord) -> str:
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        line = {"time": when, "level": record.levelname.lower(), "event": record.name}
        line |= {
            name: getattr(record, name) for name in OURS if hasattr(record, name) and record.name == "concord.request"
        }
        if record.exc_info and record.exc_info[0] is not None:
            places = traceback.extract_tb(record.exc_info[2])
            last = next((one for one in reversed(places) if "concord" in one.filename), places[-1] if places else None)
            where = f"{last.name}:{last.lineno}" if last else "unknown"
            line |= {"event": "error", "kind": f"{record.exc_info[0].__name__} in {where}"}
        return json.dumps(line)
