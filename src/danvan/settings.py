"""One file of settings; nothing is required to start (architecture.md 10)."""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

SOURCE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("DANVAN_HOME", "var")).resolve()
"""Where data, files and the secret key are kept."""


def _kept_secret() -> str:
    """The secret key of this installation, made once and readable by its owner only."""
    HOME.mkdir(parents=True, exist_ok=True)
    file = HOME / "secret_key"
    try:
        with open(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text()


def _database(url: str) -> dict[str, object]:
    """SQLite under HOME unless DANVAN_DATABASE_URL names a PostgreSQL database."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "danvan.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=268435456;"
                "PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _networks(text: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks, apart by commas."""
    try:
        return [ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip()]
    except ValueError as wrong:
        raise ImproperlyConfigured(f"DANVAN_TRUSTED_PROXIES: {wrong}") from wrong


SITE_URL = os.environ.get("DANVAN_SITE_URL", "").rstrip("/")
"""The one switch: set, the site is live (real hosts, secure cookies, no demo sign-in, no demo database)."""
LIVE = bool(SITE_URL)
DEBUG = os.environ.get("DANVAN_DEBUG") == "1"
SECRET_KEY = os.environ.get("DANVAN_SECRET_KEY") or _kept_secret()
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or "", "127.0.0.1", "localhost"] if LIVE else ["*"]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if LIVE else []

TRUSTED_PROXIES = _networks("127.0.0.1,::1," + os.environ.get("DANVAN_TRUSTED_PROXIES", ""))
"""Whose word is taken for where a request came from: the server in front on the same machine, and those named here."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "csp",
    "axes",
    "danvan.ui",
    "danvan.commons.places",
    "danvan.commons.people",
    "danvan.commons.records",
    "danvan.commons.papers",
    "danvan.commons.notices",
    "danvan.commons.search",
    "danvan.commons.jobs",
    "danvan.commons.workflow",
    "danvan.commons",
    "danvan.do.exemplars",
    "danvan.overview.reports",
    "danvan.front",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "danvan.front.language.LanguageMiddleware",
    "danvan.front.bounds.WritingMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "danvan.commons.people.hats.HatMiddleware",
    "danvan.front.first_password.FirstPasswordMiddleware",
    "danvan.front.bounds.BoundsMiddleware",
    "danvan.front.pressed.PressedMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "danvan.urls"
WSGI_APPLICATION = "danvan.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "danvan.front.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "danvan.ui.forms.Renderer"

DATABASES = {"default": _database(os.environ.get("DANVAN_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "front:sign-in"
LOGIN_REDIRECT_URL = "front:desk"
LOGOUT_REDIRECT_URL = "front:home"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LIVE
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = False  # HTTPS ends in front of us (README)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if LIVE else None
SECURE_HSTS_SECONDS = 31536000 if LIVE and SITE_URL.startswith("https") else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "danvan.front.callers.address_of"
AXES_LOCKOUT_TEMPLATE = "ui/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("English"))]
LOCALE_PATHS = [SOURCE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
UPLOAD_MAX_BYTES = 25 * 2**20
"""Largest file taken from a person, in bytes."""

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("DANVAN_SMTP_HOST")
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = os.environ.get("DANVAN_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("DANVAN_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("DANVAN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("DANVAN_SMTP_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_TIMEOUT = 20  # seconds; a silent mail server must not hold the worker
DEFAULT_FROM_EMAIL = os.environ.get("DANVAN_MAIL_FROM", "danvan@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # HTTPS redirect is the front server's
    "security.W005",  # other subdomains are not ours to bind
    "security.W021",
    "axes.W003",
]
