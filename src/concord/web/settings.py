"""Every setting of the site, from top to bottom. What a host may choose comes from the environment."""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from platformdirs import user_data_path

# ------------------------------------------------------------------------------------------------ who may come
DEBUG = False
ALLOWED_HOSTS = os.environ.get("CONCORD_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ON_LOCALHOST = set(ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]", "testserver"}
PROXY = os.environ.get("CONCORD_BEHIND_PROXY", "")  # its address, as this server sees it: 127.0.0.1
OPEN_TO_OTHERS = not ON_LOCALHOST or bool(PROXY)
AUDIENCE = os.environ.get("CONCORD_AUDIENCE", "")  # only_me | patients_after_release | clinicians
REGION = os.environ.get("CONCORD_REGION", "")  # US | EU | GB | other


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
    "concord.web.circle",
    "concord.web.feedback",
    "concord.web.keys",
    "concord.web.host",
    "concord.web.notices",
    "concord.web.plan",
    "concord.web.recheck",
    "concord.web.trials",
    "concord.web.sheets",
]
MIDDLEWARE = [
    "concord.web.host.middleware.logged",
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
    "concord.web.accounts.idle.Idle",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "concord.web.site.middleware.quiet",
    "concord.web.circle.acting.Circle",  # whose answers a page may open
    "concord.web.host.middleware.Gate",
    "concord.web.circle.logged.Logged",  # what was opened or changed, once every gate has let it through
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "concord.web.urls"
WSGI_APPLICATION = "concord.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent, Path(__file__).parent / "accounts" / "pages"],
        "OPTIONS": {
            "environment": "concord.web.site.templates.environment",
            "context_processors": [
                "concord.web.accounts.frame.frame_of_a_library",
                "concord.web.circle.frame.forms_say_for_whom",
            ],
        },
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
SESSION_ENGINE = "concord.web.accounts.sessions"  # knows whose a session is, so that all of hers can be ended
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not ON_LOCALHOST
LANGUAGE_COOKIE_NAME = "language"
IDLE_MINUTES = int(os.environ.get("CONCORD_IDLE_MINUTES", "30"))  # signed out after as long without a page
KEY_BACKUP_DAYS = 30  # how long a backup of the keys is kept; what was deleted can be opened by nobody after that
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_here"
MAIL = os.environ.get(
    "CONCORD_EMAIL_URL", ""
)  # smtp://name:password@host:587 (STARTTLS), or smtps:// (TLS from the start)
EMAIL_HOST, EMAIL_PORT = urlsplit(MAIL).hostname or "", urlsplit(MAIL).port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(urlsplit(MAIL).username or ""), unquote(urlsplit(MAIL).password or "")
EMAIL_USE_SSL = MAIL.startswith("smtps")
EMAIL_USE_TLS = not EMAIL_USE_SSL and EMAIL_HOST not in {"localhost", "127.0.0.1"}
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = os.environ.get("CONCORD_EMAIL_FROM", "concord@localhost")
ACCOUNT_ADAPTER = "concord.web.accounts.library.Accounts"
ACCOUNT_TEMPLATE_EXTENSION = "html.j2"
ACCOUNT_LOGIN_METHODS = {"username", "email"} if MAIL else {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", *(["email*"] if MAIL else []), "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL else "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_USERNAME_VALIDATORS = "concord.web.accounts.names.VALIDATORS"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,6/15m/key"}  # codes; passwords are counted by axes
MFA_ADAPTER = "concord.web.accounts.library.Factors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "login_webauthn": "concord.web.accounts.passkey_forms.SignIn",
    "authenticate_webauthn": "concord.web.accounts.passkey_forms.SecondStep",
    "reauthenticate_webauthn": "concord.web.accounts.passkey_forms.Again",
    "add_webauthn": "concord.web.accounts.passkey_forms.Add",
}
MFA_TOTP_ISSUER = "Concord"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ON_LOCALHOST
AXES_HANDLER = "concord.web.accounts.attempts.Handler"
AXES_USERNAME_CALLABLE = "concord.web.accounts.attempts.hidden_name"
AXES_LOCKOUT_CALLABLE = "concord.web.accounts.attempts.wait_a_little"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_ENABLE_ADMIN = False

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
SECURE_REDIRECT_EXEMPT = [r"^health(/ready)?$"]  # asked from inside, by whoever watches the server
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY else None
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
LOG_LEVEL = os.environ.get("CONCORD_LOG_LEVEL", "INFO").upper()  # WARNING: faults only
BACKUPS = Path(os.environ.get("CONCORD_BACKUPS", DATA / "backups"))
KEYS_BACKUPS = Path(
    os.environ.get("CONCORD_KEYS_BACKUPS", DATA / "keys-backups")
)  # better on another disk than BACKUPS
# One line of JSON for each request and each fault. No path, address or value is logged: an error is told by its kind
# and place in the code alone, and so is whatever a library has to say.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"kind": {"()": "concord.web.site.logs.KindOnly"}},
    "handlers": {
        "errors": {"class": "logging.StreamHandler", "formatter": "kind"},
        "none": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["errors"], "level": "WARNING"},
    "loggers": {
        "concord.request": {"handlers": ["errors"], "level": LOG_LEVEL, "propagate": False},
        "django": {"handlers": ["none"], "level": "INFO", "propagate": False},
        "django.request": {"handlers": ["errors"], "level": "ERROR", "propagate": False},
        "axes": {"handlers": ["none"], "propagate": False},  # they would write names and addresses
        "allauth": {"handlers": ["none"], "propagate": False},
    },
}
