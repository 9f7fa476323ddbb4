"""The language of a page, which stands first in its address."""

from __future__ import annotations

from django.http import HttpRequest

from concord.choices.asking import OTHER
from concord.choices.words import Language

LANGUAGES: tuple[Language, ...] = ("en", "es")


class LanguageConverter:
    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def preferred(request: HttpRequest) -> Language:
    """The first language that the browser asks for and that is written here."""
    for one in request.headers.get("Accept-Language", "").split(","):
        for language in LANGUAGES:
            if one.strip().lower().startswith(language):
                return language
    return "en"


def in_address(path: str) -> Language:
    """The language of an address; English where it has none."""
    first = path.strip("/").partition("/")[0]
    return next((one for one in LANGUAGES if one == first), "en")


def other_address(path: str) -> str:
    """The same page in the other language."""
    language = in_address(path)
    rest = path.removeprefix(f"/{language}")
    return f"/{OTHER[language]}{rest if rest.startswith('/') else '/'}"
