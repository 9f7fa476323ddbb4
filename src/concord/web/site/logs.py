"""What of an error is written down: its kind and where in the code it arose, never what a person wrote or read."""

from __future__ import annotations

import logging
import traceback


class KindOnly(logging.Formatter):
    """Time, the kind of error, and the last place in our code; no message, path, address or value."""

    def format(self, record: logging.LogRecord) -> str:
        when = self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ")
        if not record.exc_info or record.exc_info[0] is None:
            return f"{when} {record.levelname} {record.name}"
        places = traceback.extract_tb(record.exc_info[2])
        last = next((one for one in reversed(places) if "concord" in one.filename), places[-1] if places else None)
        where = f"{last.name}:{last.lineno}" if last else "unknown"
        return f"{when} {record.levelname} {record.exc_info[0].__name__} in {where}"
