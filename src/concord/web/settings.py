"""Every setting of the site, from top to bottom. What a host may choose comes from the environment."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from platformdirs import user_data_path

# ------------------------------------------------------------------------------------------------ who may come
DEBUG = False
ALLOWED_HOSTS = os.environ.get("CONCORD_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ON_LOCALHOST = set(ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]", "testserver"}


DATA = Path(os.environ.get("CONCORD_DATA", user_data_path("concord")))  # made by `concord serve`, not by reading this
SECRET_FILE = DATA / "secret_key"


def _secret() -> str:
    """The key for signing: from the environment or its file; without either, one that lasts as long as this process."""
    if given := os.environ.get("CONCORD_SECRET_KEY"):
        return given
    return SECRET_FILE.read_text() if SECRET_FILE.exists() else secrets.token_urlsafe(64)


SECRET_KEY = _secret()

# ------------------------------------------------------------------------------------------------ the parts
INSTALLED_APPS = ["django.contrib.staticfiles", "csp", "concord.web"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "concord.web.site.middleware.quiet",
]
ROOT_URLCONF = "concord.web.urls"
WSGI_APPLICATION = "concord.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent],
        "OPTIONS": {"environment": "concord.web.site.templates.environment"},
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, dict[str, object]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "concord.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        },
    }
}

# ------------------------------------------------------------------------------------------------ what is sent
STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).parents[1] / "documents" / "static", Path(__file__).parent / "static"]
WHITENOISE_USE_FINDERS = True  # from the package as it is; there is no folder to collect them into
WHITENOISE_MAX_AGE = 3600

# ------------------------------------------------------------------------------------------------ safety
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"  # nobody else learns it; with "no-referrer" a browser sends forms without origin
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = not ON_LOCALHOST
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("CONCORD_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 0 if ON_LOCALHOST else 31_536_000
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_SECURE = not ON_LOCALHOST
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
GUEST_COOKIE = "guest"  # holds the only key to a guest's answers
GUEST_COOKIE_SECURE = not ON_LOCALHOST
CSRF_FAILURE_VIEW = "concord.web.site.views.refused"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # never to the disk

# ------------------------------------------------------------------------------------------------ the rest
LANGUAGE_CODE = "en"
USE_I18N = False  # every text stands in knowledge/, in both languages
USE_TZ = True
TIME_ZONE = "UTC"
# No request, path or address is logged: an error is told by its kind and place in the code alone.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"kind": {"()": "concord.web.site.logs.KindOnly"}},
    "handlers": {
        "errors": {"class": "logging.StreamHandler", "formatter": "kind"},
        "none": {"class": "logging.NullHandler"},
    },
    "loggers": {
        "django": {"handlers": ["none"], "level": "INFO", "propagate": False},
        "django.request": {"handlers": ["errors"], "level": "ERROR", "propagate": False},
    },
}
