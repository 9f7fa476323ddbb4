"""The brief as a tagged PDF (PDF/UA-1), with fonts that Typst brings along, so that it looks the same everywhere."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import as_file, files
from typing import Any

from concord.choices.shape import Brief
from concord.documents.arrange import arrange


def to_pdf(brief: Brief) -> bytes:
    """The whole brief for the person. The same brief gives the same bytes."""
    return compiled("brief.typ", arrange(brief), brief["as_of"])


def compiled(template: str, content: Any, as_of: str, **inputs: str) -> bytes:
    """A Typst template with its content, dated by the brief and not by the clock."""
    import typst

    made = dt.datetime.fromisoformat(as_of).replace(tzinfo=dt.UTC)
    with as_file(files(__package__) / "templates") as folder:
        pdf: bytes = typst.compile(
            str(folder / template),
            root=str(folder),
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            timestamp=int(made.timestamp()),
            sys_inputs={"content": json.dumps(content, ensure_ascii=False), "as_of": as_of, **inputs},
        )
    return pdf
