"""What the tests of the site share: a browser that is not one."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def browser(db: None) -> Client:
    """A visitor without JavaScript."""
    return Client(enforce_csrf_checks=True)
