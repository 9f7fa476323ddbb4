"""The templates: Jinja2, as the documents use it, so that one macro can serve both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined


def environment(**options: Any) -> Environment:
    """An environment that knows the site's templates and those of the documents."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["loader"] = ChoiceLoader([FileSystemLoader(Path(__file__).parents[1]), PackageLoader("concord.documents")])
    made = Environment(**options)  # noqa: S701  (Django's backend turns autoescape on)
    made.globals.update({"static": static, "address": lambda name, *arguments: reverse(name, args=arguments)})
    return made
