"""What the tests of the site share: a browser that is not one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.web.settings")
os.environ.setdefault("CONCORD_SECRET_KEY", "only-for-tests")

import django

django.setup()

from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: E402


@pytest.fixture(scope="session", autouse=True)
def _site() -> Iterator[None]:
    setup_test_environment()
    yield
    teardown_test_environment()


@pytest.fixture
def browser() -> Client:
    """A visitor without JavaScript."""
    return Client(enforce_csrf_checks=True)
