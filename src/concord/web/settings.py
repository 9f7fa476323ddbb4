"""Every setting of the site, from top to bottom. What a host may choose comes from the environment."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import dj_database_url
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
MASTER_KEY = os.environ.get("CONCORD_MASTER_KEY", "")  # wraps the keys of persons; kept outside every database
MASTER_FILE = DATA / "master_key"

# ------------------------------------------------------------------------------------------------ the parts
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "concord.web",
    "concord.web.accounts",
    "concord.web.feedback",
    "concord.web.keys",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, so that a length tells nothing of what is inside
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "concord.web.site.middleware.quiet",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "concord.web.urls"
WSGI_APPLICATION = "concord.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent, Path(__file__).parent / "accounts" / "pages"],
        "OPTIONS": {"environment": "concord.web.site.templates.environment"},
    },
    {  # the admin's own pages
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _database(variable: str, file: Path) -> dict[str, object]:
    """The database that the environment names; without one, a file of our own that serves many readers at once."""
    if address := os.environ.get(variable):
        return {**dj_database_url.parse(address, conn_max_age=60, conn_health_checks=True)}
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": options}


DATABASES = {
    "default": _database("DATABASE_URL", DATA / "concord.sqlite3"),
    "keys": _database("CONCORD_KEYS_URL", DATA / "keys" / "keys.sqlite3"),
}
DATABASE_ROUTERS = ["concord.web.keys.router.Router"]

# ------------------------------------------------------------------------------------------------ accounts
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", **more}
    for name, more in (
        ("MinimumLengthValidator", {"OPTIONS": {"min_length": 12}}),
        ("CommonPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {}),
    )
]
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not ON_LOCALHOST
LANGUAGE_COOKIE_NAME = "language"
ACCOUNT_TEMPLATE_EXTENSION = "html.j2"

# ------------------------------------------------------------------------------------------------ what is sent
STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).parents[1] / "documents" / "static", Path(__file__).parent / "static"]
WHITENOISE_USE_FINDERS = True  # from the package as it is; there is no folder to collect them into
WHITENOISE_MAX_AGE = 3600

# ------------------------------------------------------------------------------------------------ safety
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "connect-src": [SELF],
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
LANGUAGES = [("en", "English"), ("es", "Español")]
USE_I18N = True  # our texts stand in knowledge/; this is for what a library says of a wrong password and the like
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
