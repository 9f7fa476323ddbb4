"""The brief as documents: a web page, a tagged PDF, Markdown, one page for the clinician, one sheet for the visit.

What draws them (Jinja2, Typst) is imported only when a document is asked for.
"""

from __future__ import annotations

from collections.abc import Callable

from concord.choices.shape import Brief


def for_person(brief: Brief, form: str) -> str | bytes:
    """The whole brief for the person, as `html`, `pdf` or `md`."""
    if form == "html":
        from concord.documents.html import to_html

        return to_html(brief)
    if form == "pdf":
        from concord.documents.pdf import to_pdf

        return to_pdf(brief)
    if form == "md":
        from concord.documents.markdown import to_markdown

        return to_markdown(brief)
    raise ValueError(f"the brief for a person is made as html, pdf or md, not as '{form}'")


def for_visit(brief: Brief, form: str) -> str | bytes:
    """The questions in two languages side by side, with room for the answers, as `html`, `pdf` or `md`."""
    from concord.documents.visit import visit_html, visit_markdown, visit_pdf

    makers: dict[str, Callable[[Brief], str | bytes]] = {"html": visit_html, "pdf": visit_pdf, "md": visit_markdown}
    if form not in makers:
        raise ValueError(f"the questions for a visit are made as html, pdf or md, not as '{form}'")
    return makers[form](brief)


def for_clinician(brief: Brief, form: str, paper: str = "a4") -> str | bytes:
    """One page for the clinician, as `html`, `pdf`, `md`, or as `txt` to paste into a chart."""
    from concord.documents.clinician import (
        clinician_html,
        clinician_markdown,
        clinician_pdf,
        paste_text,
    )

    if form == "pdf":
        return clinician_pdf(brief, paper)
    makers = {"html": clinician_html, "md": clinician_markdown, "txt": paste_text}
    if form not in makers:
        raise ValueError(f"the clinician's page is made as html, pdf, md or txt, not as '{form}'")
    return makers[form](brief)
