"""How a process of its own begins. Nothing of Django is imported above: it has to be set up first."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from multiprocessing.connection import wait


def begin() -> None:
    """Sets Django up, reads the knowledge once, and sees to it that a killed run leaves no process behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    import django

    django.setup()
    from concord.web.site.pages import knowledge

    knowledge()
    gc.freeze()  # it stays as long as the process, and is not looked through again and again


def _end_with(parent: int) -> None:
    wait([parent])
    os._exit(1)
