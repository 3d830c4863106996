"""Django's settings, read from `REGISTRY_*` environment variables and `DATABASE_URL`.

Each of them is described in docs/deploying.md. `REGISTRY_DEMO=1` is what `make run` sets: a site on
this machine alone, over plain HTTP. Without it the site refuses to start until it is told its
secret key, its hosts and its contact address, and it insists on HTTPS.
"""

from pathlib import Path
from typing import Any

from registry.environment import Environment
from registry.secret import demo_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
environment = Environment()

IS_DEMO = environment.flag("REGISTRY_DEMO")
DATA_DIR = environment.folder("REGISTRY_DATA_DIR", default=BASE_DIR / "var")

# ---- Who may ask, and how -------------------------------------------------------------------

DEBUG = False

if IS_DEMO:
    SECRET_KEY = environment.text("REGISTRY_SECRET_KEY", default="") or demo_secret_key(DATA_DIR)
    ALLOWED_HOSTS = environment.hosts(
        "REGISTRY_ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"]
    )
    REGISTRY_CONTACT = environment.email("REGISTRY_CONTACT", default="registry@example.org")
else:
    SECRET_KEY = environment.text("REGISTRY_SECRET_KEY")
    ALLOWED_HOSTS = environment.hosts("REGISTRY_ALLOWED_HOSTS")
    REGISTRY_CONTACT = environment.email("REGISTRY_CONTACT")

# The terms under which the open dataset may be used; its owner names them, or nobody does.
REGISTRY_DATA_LICENCE = environment.text("REGISTRY_DATA_LICENCE", default="")
REGISTRY_DATA_LICENCE_URL = environment.address("REGISTRY_DATA_LICENCE_URL")

CSRF_TRUSTED_ORIGINS = environment.origins("REGISTRY_TRUSTED_ORIGINS")
CSRF_FAILURE_VIEW = "registry.errors.csrf_failure"

SECURE_SSL_REDIRECT = not IS_DEMO
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = (
    0 if IS_DEMO else environment.number("REGISTRY_HSTS_SECONDS", default=31_536_000, minimum=1)
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = not IS_DEMO
SECURE_HSTS_PRELOAD = not IS_DEMO
if environment.flag("REGISTRY_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_SECURE = not IS_DEMO
CSRF_COOKIE_SECURE = not IS_DEMO
CSRF_COOKIE_HTTPONLY = True

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    },
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# A source's text is pasted whole: two million characters, of up to four bytes each.
DATA_UPLOAD_MAX_MEMORY_SIZE = 9 * 1024 * 1024

# What is larger is not kept at all; what is larger than a few megabytes goes to a temporary file.
REGISTRY_UPLOAD_MB = environment.number("REGISTRY_UPLOAD_MB", default=64, minimum=1)
FILE_UPLOAD_HANDLERS = [
    "coop.admin.uploading.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ---- What it is made of ---------------------------------------------------------------------

INSTALLED_APPS = [
    "coop",
    # The plain configuration: staff work in `coop.admin`, on a site of its own.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_htmx",
    "reversion",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "registry.middleware.permissions_policy",
    "registry.middleware.head_without_body",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "registry.middleware.language_from_address",
    "registry.middleware.refuse_unreadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "registry.urls"
WSGI_APPLICATION = "registry.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Form controls are drawn from our templates too.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ---- The database ---------------------------------------------------------------------------

DATABASES = {"default": environment.database("DATABASE_URL", default=DATA_DIR / "registry.sqlite3")}
_database = DATABASES["default"]
_options = _database.setdefault("OPTIONS", {})
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # A transaction that begins as a reader cannot always become a writer, and then fails at once
    # instead of waiting: so each one begins as a writer, and waits its turn.
    _options["transaction_mode"] = "IMMEDIATE"
    _options["timeout"] = 20
    _options["init_command"] = "PRAGMA journal_mode=WAL"
    _database["CONN_MAX_AGE"] = 600
    _database["CONN_HEALTH_CHECKS"] = True
else:
    # The pool keeps the connections; Django must not keep them a second time.
    _options["pool"] = {
        "min_size": 1,
        "max_size": environment.number("REGISTRY_DATABASE_POOL", default=4, minimum=1),
        "timeout": 10,
    }
    _database["CONN_MAX_AGE"] = 0

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- Staff ----------------------------------------------------------------------------------

LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Whether those who made or changed a draft have to leave its publication to a colleague.
REGISTRY_FOUR_EYES = environment.flag("REGISTRY_FOUR_EYES", default=not IS_DEMO)

# ---- Mail -----------------------------------------------------------------------------------

# The demo has nobody to write to: what it would send stands where the server prints.
_mail = environment.mail("REGISTRY_MAIL_URL")
EMAIL_BACKEND = (
    "django.core.mail.backends.console.EmailBackend"
    if IS_DEMO and not _mail["HOST"]
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = _mail["HOST"]
EMAIL_PORT = _mail["PORT"]
EMAIL_HOST_USER = _mail["USER"]
EMAIL_HOST_PASSWORD = _mail["PASSWORD"]
EMAIL_USE_TLS = _mail["USE_TLS"]
EMAIL_USE_SSL = _mail["USE_SSL"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.email("REGISTRY_MAIL_FROM", default=REGISTRY_CONTACT)

# ---- Languages and time ---------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ar", "العربية"),
    ("fa", "فارسی"),
    ("ru", "Русский"),
    ("kk", "Қазақша"),
    ("tr", "Türkçe"),
]
LOCALE_PATHS = [BASE_DIR / "coop" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# ---- Static files ---------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = environment.folder("REGISTRY_STATIC_ROOT", default=DATA_DIR / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ---- Log ------------------------------------------------------------------------------------

_log_level = environment.choice(
    "REGISTRY_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO"
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": _log_level},
    "loggers": {"django": {"handlers": ["stderr"], "level": _log_level, "propagate": False}},
}
