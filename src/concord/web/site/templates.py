"""The templates: Jinja2, as the documents use it, so that one macro can serve both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

WEB = Path(__file__).parents[1]
FOLDERS = [WEB, WEB / "accounts" / "pages"]


def environment(**options: Any) -> Environment:
    """An environment that knows the site's templates and those of the documents."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["loader"] = ChoiceLoader([FileSystemLoader(FOLDERS), PackageLoader("concord.documents")])
    made = Environment(**options)  # noqa: S701  (Django's backend turns autoescape on)
    made.globals.update({"static": static, "address": lambda name, *arguments: reverse(name, args=arguments)})
    made.globals["reviewed"] = reviewed
    return made


def reviewed() -> bool:
    """Whether a clinician has signed this version of the knowledge, by name."""
    from concord.web.site.pages import knowledge  # not above: the templates stand before anything is read

    meta = knowledge().meta
    return meta.reviewed is not None and meta.reviewed_by is not None
