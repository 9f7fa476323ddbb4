"""What the tests of the site share: a browser that is not one."""

from __future__ import annotations

import base64

import pytest
from django.core.cache import cache
from django.test import Client


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test that has a database has both of them."""
    for one in items:
        if {"db", "browser"} & set(getattr(one, "fixturenames", ())):
            one.add_marker(pytest.mark.django_db(databases="__all__"))


@pytest.fixture(autouse=True)
def _master_key(settings: object) -> None:
    settings.MASTER_KEY = base64.urlsafe_b64encode(b"m" * 32).decode()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    """What counts tries to sign in lives in the cache."""
    cache.clear()


@pytest.fixture
def browser(db: None) -> Client:
    """A visitor without JavaScript."""
    return Client(enforce_csrf_checks=True)
