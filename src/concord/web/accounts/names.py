"""What a name to sign in with may look like."""

from __future__ import annotations

import re

from allauth.core import context
from django.core.exceptions import ValidationError

from concord.web.site.language import in_address
from concord.web.site.pages import words_in

SHORTEST = 3


def plain(name: str) -> None:
    """Letters, digits, dots, hyphens and underscores: no space, and no @, which stands in addresses alone."""
    if len(name) < SHORTEST or not re.fullmatch(r"[\w.-]+", name):
        raise ValidationError(words_in(in_address(context.request.path)).site("wrong_name_letters"))


VALIDATORS = [plain]
