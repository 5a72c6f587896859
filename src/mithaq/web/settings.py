"""What Django has to know of the workbench; what differs between installations comes from the environment.

``MITHAQ_RECORD`` names the record, in whose database the accounts lie, too. ``MITHAQ_HOSTS`` names the hosts
under which the workbench is reached, with commas between them; ``MITHAQ_HTTPS=1`` says that a server in front
of it speaks TLS. ``MITHAQ_FILES`` is the folder of attachments and of the secret that signs cookies.
"""

from __future__ import annotations

import os
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from csp.constants import NONE, SELF

from mithaq.ledger.database import read_address
from mithaq.ledger.keeping import find_folder
from mithaq.reports.outlines.land import FOLDER as OUTLINES
from mithaq.web.secret import read_secret

_HERE = Path(__file__).parent
_PACKAGES = {"leaflet": "static/leaflet", "django_htmx": "static/django_htmx", "ninja": "static/ninja"}


def _find_static(package: str, folder: str) -> Path:
    """Return a folder of a package that need not be a Django application here."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(f"the package {package} is not installed")
    return Path(spec.submodule_search_locations[0]) / folder


RECORD: Final = os.environ.get("MITHAQ_RECORD", "mithaq.db")
FILES: Final = find_folder(RECORD)
SECRET_KEY: Final = read_secret(FILES)
DEBUG: Final = False
VERSION: Final = version("mithaq")

_HTTPS: Final = os.environ.get("MITHAQ_HTTPS") == "1"
_HOSTS: Final = [host for host in os.environ.get("MITHAQ_HOSTS", "").split(",") if host]
ALLOWED_HOSTS: Final = ["localhost", "127.0.0.1", "[::1]", *_HOSTS]
CSRF_TRUSTED_ORIGINS: Final = [f"https://{host}" for host in _HOSTS] if _HTTPS else []

# Each family of pages is an application: its templates, its tables and its pages lie in one folder.
FAMILIES: Final = (
    "mithaq.web.accounts",
    "mithaq.web.cases",
    "mithaq.web.review",
    "mithaq.web.explore",
    "mithaq.web.overview",
    "mithaq.web.api",
    "mithaq.web.packs",
    "mithaq.web.field",
    "mithaq.web.watch",
    "mithaq.web.briefs",
    "mithaq.web.exports",
    "mithaq.web.ceasefire",
    "mithaq.web.roadmap",
    "mithaq.web.dates",
)  # fmt: skip
INSTALLED_APPS: Final = [
    "mithaq.ledger",
    *FAMILIES,
    "mithaq.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE: Final = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mithaq.web.display.choose_display",
    "mithaq.web.refusal.tell_refusals",
]
ROOT_URLCONF: Final = "mithaq.web.urls"
WSGI_APPLICATION: Final = "mithaq.web.wsgi.application"
TEMPLATES: Final[list[dict[str, Any]]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mithaq.web.frame.describe_frame",
            ],
            "builtins": ["mithaq.web.templatetags.mithaq"],
        },
    }
]
DATABASES: Final = {"default": {**read_address(RECORD), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD: Final = "django.db.models.BigAutoField"
USE_TZ: Final = True
TIME_ZONE: Final = "UTC"
LANGUAGE_CODE: Final = "ar"
LANGUAGES: Final = [("ar", "العربية"), ("en", "English")]
LANGUAGE_COOKIE_NAME: Final = "mithaq_lang"
# Throttling must count what all processes see.
CACHES: Final = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}
}

AUTH_USER_MODEL: Final = "accounts.Account"
AUTHENTICATION_BACKENDS: Final = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: Final = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL: Final = "account_login"
LOGIN_REDIRECT_URL: Final = "/"
ACCOUNT_ADAPTER: Final = "mithaq.web.accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS: Final = {"username"}
ACCOUNT_SIGNUP_FIELDS: Final = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION: Final = "none"
ACCOUNT_SESSION_REMEMBER: Final = None
ACCOUNT_RATE_LIMITS: Final = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_FORMS: Final = {
    "login": "mithaq.web.accounts.entering.EntryForm",
    "change_password": "mithaq.web.accounts.entering.NewPasswordForm",
    "reauthenticate": "mithaq.web.accounts.entering.AgainForm",
}
MFA_SUPPORTED_TYPES: Final = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER: Final = "Mithaq"

SESSION_COOKIE_HTTPONLY: Final = True
SESSION_COOKIE_SAMESITE: Final = "Lax"
SESSION_COOKIE_SECURE: Final = _HTTPS
CSRF_COOKIE_SECURE: Final = _HTTPS
CSRF_COOKIE_SAMESITE: Final = "Lax"
CSRF_FAILURE_VIEW: Final = "mithaq.web.refusal.refuse_forgery"
SECURE_CONTENT_TYPE_NOSNIFF: Final = True
SECURE_REFERRER_POLICY: Final = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY: Final = "same-origin"
SECURE_HSTS_SECONDS: Final = 31_536_000 if _HTTPS else 0
SECURE_SSL_REDIRECT: Final = _HTTPS
SECURE_PROXY_SSL_HEADER: Final = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
X_FRAME_OPTIONS: Final = "DENY"
# No inline script or style, and no address but our own.
CONTENT_SECURITY_POLICY: Final = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE: Final = 2_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE: Final = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS: Final = 500

STATIC_URL: Final = "/static/"
# The outlines of the maps are served from where reports have them, too.
STATICFILES_DIRS: Final = [
    *((name, _find_static(name, folder)) for name, folder in _PACKAGES.items()),
    ("mithaq", OUTLINES),
]
STATICFILES_FINDERS: Final = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
# Files are served from where they are installed: nothing has to be collected first.
WHITENOISE_USE_FINDERS: Final = True
WHITENOISE_MAX_AGE: Final = 86_400
SERVED_BY: Final = "mithaq.web"

EMAIL_HOST: Final = os.environ.get("MITHAQ_MAIL_HOST", "")
EMAIL_PORT: Final = int(os.environ.get("MITHAQ_MAIL_PORT", "25"))
EMAIL_HOST_USER: Final = os.environ.get("MITHAQ_MAIL_USER", "")
EMAIL_HOST_PASSWORD: Final = os.environ.get("MITHAQ_MAIL_PASSWORD", "")
EMAIL_USE_TLS: Final = os.environ.get("MITHAQ_MAIL_TLS") == "1"
EMAIL_TIMEOUT: Final = 20
DEFAULT_FROM_EMAIL: Final = os.environ.get("MITHAQ_MAIL_FROM", "mithaq@localhost")
EMAIL_BACKEND: Final = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"

LOGGING: Final = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"errors": {"class": "logging.StreamHandler", "level": "ERROR"}},
    "loggers": {"django": {"handlers": ["errors"], "level": "ERROR", "propagate": False}},
}
