"""How often somebody tried to sign in: as little as slows down a guesser, and forgotten after a quarter of an hour."""

from __future__ import annotations

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from concord.web.site.language import in_address
from concord.web.site.pages import page, words_in

LEFT_OUT = ("get_data", "post_data", "http_accept", "path_info")


class Handler(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts as axes does, but writes down neither the browser nor the page nor what was sent."""

    def user_login_failed(self, sender: Any, credentials: Any, request: Any = None, **more: Any) -> None:
        if request is not None:
            request.axes_user_agent = ""
        super().user_login_failed(sender, credentials, request, **more)


def strip(sender: type[AccessAttempt], instance: AccessAttempt, **more: Any) -> None:
    """Before an attempt is written down: nothing of the request stays but the address it came from."""
    for name in LEFT_OUT:
        setattr(instance, name, "")


def hidden_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The name that was tried, as a keyed hash: it can be counted, but not read."""
    given = credentials or {}
    name = given.get("username") or given.get("email") or request.POST.get("login") or request.POST.get("username")
    return salted_hmac("concord attempts", str(name or "").strip().lower()).hexdigest()


def forget(*names: str) -> None:
    """Deletes what was counted for these names."""
    AccessAttempt.objects.filter(username__in=[hidden_name(HttpRequest(), {"username": one}) for one in names]).delete()


def wait_a_little(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """After too many tries: kindly, for how long, and what can still be done meanwhile."""
    language = in_address(request.path)
    words = words_in(language)
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return page(
        request, language, "accounts/wait.html.j2", words.site("account_wait_title"), status=429, minutes=minutes
    )
