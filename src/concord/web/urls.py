"""Every address. The language stands first, so that a page can be read in the other one without losing one's place."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, register_converter

from concord.web.site.language import LanguageConverter

register_converter(LanguageConverter, "language")

from concord.web.accounts import urls as accounts  # noqa: E402
from concord.web.bring import urls as bring  # noqa: E402
from concord.web.checkins import urls as checkins  # noqa: E402
from concord.web.choices import urls as choices  # noqa: E402
from concord.web.circle import urls as circle  # noqa: E402
from concord.web.feedback import urls as feedback  # noqa: E402
from concord.web.feedback.desk import desk  # noqa: E402
from concord.web.guest import urls as guest  # noqa: E402
from concord.web.home import urls as home  # noqa: E402
from concord.web.home.views import start  # noqa: E402
from concord.web.host import urls as host  # noqa: E402
from concord.web.matters import urls as matters  # noqa: E402
from concord.web.notices import urls as notices  # noqa: E402
from concord.web.opinion import urls as opinion  # noqa: E402
from concord.web.plan import urls as plan  # noqa: E402
from concord.web.reading import urls as reading  # noqa: E402
from concord.web.site import views as site  # noqa: E402
from concord.web.treatments import urls as treatments  # noqa: E402
from concord.web.trials import urls as trials  # noqa: E402
from concord.web.visit import urls as visit  # noqa: E402
from concord.web.way import urls as way  # noqa: E402
from concord.web.whole import urls as whole  # noqa: E402

FEATURES = (
    *(home, reading, way, bring, guest, choices, accounts, feedback, host, treatments, matters, whole),
    *(plan, opinion, notices, visit, checkins, circle, trials),
)
pages = [one for feature in FEATURES for one in feature.pages]

urlpatterns = [
    path("", start, name="start"),
    path("<language:language>/", include(pages)),
    path("admin/", desk.urls),
    path("health", site.health, name="health"),
    *i18n_patterns(path("account/", include(accounts.library))),
    *host.whole,
    path("robots.txt", site.robots, name="robots"),
]

handler404 = "concord.web.site.views.not_found"
handler429 = "concord.web.accounts.attempts.wait_a_little"
handler500 = "concord.web.site.views.error"
