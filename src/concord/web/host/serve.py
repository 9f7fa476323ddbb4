"""The server: it listens first, so that a port in use is said at once; then it reads the knowledge; then it answers."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from concord.reading import InputError
from concord.web.host.policy import LOOPBACK, Policy


def named(url: str) -> None:
    """Takes the public address of the site over into the settings. To be called before they are read."""
    host = urlsplit(url if "://" in url else f"https://{url}").hostname
    if not host:
        raise InputError(f"'{url}' is not an address; such as https://concord.example.org was expected", key="--url")
    os.environ["CONCORD_HOSTS"] = host if host in LOOPBACK else f"{host},localhost,127.0.0.1"


def may_open(listen: str) -> None:
    """Refuses to let anybody else in before the host has said for whom the site is, and where. Errors: InputError."""
    from django.conf import settings

    settings.OPEN_TO_OTHERS = settings.OPEN_TO_OTHERS or listen not in LOOPBACK
    if faults := Policy(settings.AUDIENCE, settings.REGION, settings.OPEN_TO_OTHERS).faults():
        lines = "".join(f"\n  {one}" for one in faults)
        raise InputError(
            "The site would be open to others than you. Please choose first for whom it is, and where."
            f"{lines}\ndocs/hosting.md says what each means. Without --host and --url it is open to you alone."
        )


def serve(listen: str, port: int, say: Callable[[str], None]) -> None:
    """Prepares, listens and answers until it is stopped. A stop from outside lets the answers on their way go out."""
    from waitress import create_server

    from concord.web.prepare import prepare

    prepare()
    may_open(listen)
    from django.conf import settings

    from concord.web.site.pages import knowledge
    from concord.web.wsgi import WAITRESS, application

    try:
        server = create_server(application, host=listen, port=port, **WAITRESS, **_behind(settings.PROXY))
    except OSError as error:
        raise InputError(_not_listening(listen, port, error)) from None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    say("Reading the knowledge base ...")
    knowledge()
    say(f"Concord is open at http://localhost:{port}/ (stop it with Ctrl-C)")
    server.run()


def _behind(proxy: str) -> dict[str, Any]:
    """Only the proxy that the host names may say from where a request came, and that it came by https."""
    if not proxy:
        return {}
    address = "127.0.0.1" if proxy.lower() in {"1", "yes", "true"} else proxy
    return {"trusted_proxy": address, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}


def _not_listening(listen: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use on this computer, perhaps by another Concord that is still running. "
            f"Stop that one, or choose another port: concord serve --port {port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"This user may not open port {port}. Choose one above 1023: concord serve --port 8000"
    return f"Cannot listen on {listen}, port {port} ({error.strerror})."
