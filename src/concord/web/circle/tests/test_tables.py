"""Every page of the site stands in a part that can be shared, or among those that are hers alone."""

from __future__ import annotations

from django.urls import URLPattern

from concord.circle import sections
from concord.web.urls import pages


def folder(page: URLPattern) -> str:
    return str(page.callback.__module__.split(".")[2])


def test_a_page_of_no_part_is_listed_as_hers_alone_or_as_open_to_all() -> None:
    ours = [one for one in pages if isinstance(one, URLPattern)]
    assert len(ours) > 100
    assert {folder(one) for one in ours} <= set(sections.FOLDERS)
    for one in ours:
        assert sections.place(folder(one), one.name or "") in sections.PLACES


def test_the_tables_name_no_page_that_is_not_there() -> None:
    names = {one.name for one in pages}
    assert set(sections.NAMES) | set(sections.ALSO_NEEDS) | sections.ONLY_LOOKS <= names


def test_no_page_of_an_account_a_consent_a_key_or_the_circle_is_in_a_part() -> None:
    for one in pages:
        if isinstance(one, URLPattern) and folder(one) in ("accounts", "guest", "circle", "host", "notices"):
            assert sections.place(folder(one), one.name or "") not in sections.SECTIONS, one.name
