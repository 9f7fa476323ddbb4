"""The application that a web server runs."""

from __future__ import annotations

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

# Neither a file that comes in nor a page that goes out is ever written to the disk on its way.
MOST_IN, MOST_OUT = 6_000_000, 64_000_000
WAITRESS: dict[str, Any] = {
    "threads": 8,
    "connection_limit": 2_000,  # a browser holds several connections open; the server would stop listening at a hundred
    "channel_timeout": 30,
    "asyncore_use_poll": True,  # the older call cannot watch more than a thousand
    "ident": "concord",
    "clear_untrusted_proxy_headers": True,
    "max_request_body_size": MOST_IN,
    "inbuf_overflow": MOST_IN + 1,
    "outbuf_overflow": MOST_OUT,
}
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.web.settings")
application = get_wsgi_application()
