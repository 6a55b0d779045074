"""Every setting of the product; what an operator can change is read from the environment.

`docs/configuration.md` describes the variables, and a test holds the two together.
"""

import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.urls import reverse_lazy

from crm_readiness import environment as env
from crm_readiness.logs.configuration import configuration as logging_configuration
from crm_readiness.mail_server import mail_server
from crm_readiness.production import refuse_what_is_weak

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
BACKUP_DIR = env.folder("BACKUP_DIR", DATA_DIR / "backups")

# --- Mode ---------------------------------------------------------------------------------

PRODUCTION = env.flag("PRODUCTION", default=False)
DEBUG = env.flag("DEBUG", default=False)


def _local_secret() -> str:
    """Return this installation's own secret, made on first use and kept beside the data."""
    path = DATA_DIR / "secret_key"
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY and not PRODUCTION:
    SECRET_KEY = _local_secret()
# Keys of before: what they signed still counts, and nothing new is signed with them.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", () if PRODUCTION else LOCAL_HOSTS)
if PRODUCTION:
    refuse_what_is_weak(
        secret_keys=(SECRET_KEY, *SECRET_KEY_FALLBACKS),
        debug=DEBUG,
        hosts=ALLOWED_HOSTS,
        server_urls={
            "DATABASE_URL": env.text("DATABASE_URL"),
            "REDIS_URL": env.text("REDIS_URL"),
            "EMAIL_URL": env.text("EMAIL_URL"),
        },
    )
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
# The address printed on links and QR codes; empty: the address of the request that asks.
PUBLIC_URL = env.text("PUBLIC_URL").rstrip("/")
# Where a rehearsal's simulated phones reach the web server; never taken from a request.
REHEARSAL_URL = (
    env.text("REHEARSAL_URL") or PUBLIC_URL or f"http://127.0.0.1:{env.number('PORT', 8000)}"
).rstrip("/")
# Whether a proxy of our own says who asks and how (X-Forwarded-For, X-Forwarded-Proto).
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)

# --- Applications -------------------------------------------------------------------------

INSTALLED_APPS = [
    "accounts",
    "assessments",
    "reports",
    "backups",
    "crm_readiness",  # for its command; it has no tables
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "bootstrap",
    "django_htmx",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its widgets, for FORM_RENDERER
]

MIDDLEWARE = [
    "crm_readiness.headers.Headers",
    "crm_readiness.middleware.PolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "crm_readiness.visitors_language.VisitorsLanguage",
    "crm_readiness.bodies.BodyBounds",
    "crm_readiness.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "crm_readiness.middleware.AuthenticationMiddleware",
    "crm_readiness.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "crm_readiness.middleware.ConfirmationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "crm_readiness.middleware.MistypedMiddleware",
]

ROOT_URLCONF = "crm_readiness.urls"
WSGI_APPLICATION = "crm_readiness.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- Database -----------------------------------------------------------------------------

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'crm-readiness.sqlite3'}",
        conn_max_age=600,
    )
}
# A server may have gone away between two requests, a file has not.
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
DATABASES["default"]["CONN_HEALTH_CHECKS"] = not IS_SQLITE
if IS_SQLITE:
    # Measured: Django's defaults fail most of 300 concurrent writers, these fail none.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
        ),
    }

# --- Queue and cache ----------------------------------------------------------------------

REDIS_URL = env.text("REDIS_URL")
if REDIS_URL:
    CACHES: dict[str, dict[str, Any]] = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    }
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "visibility_timeout": 3600,  # above the longest task, or Redis hands it out twice
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
    }
else:
    # Web processes must agree on which one-time codes were used; see decision 14.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "accounts_cacheentry",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }
    _broker = DATA_DIR / "broker"
    for _folder in (_broker / "queue", _broker / "control"):
        _folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost/"
    CELERY_BROKER_TRANSPORT = "crm_readiness.folder_queue:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "control_folder": str(_broker / "control"),
        "polling_interval": 0.1,  # how long a task waits to be noticed
    }

# The broker is a hint, the job row is the truth (docs/architecture.md), so no results are kept
# and a publisher gives up quickly instead of holding a request.
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 100
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_SOFT_TIME_LIMIT = 840
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.2}
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep-reports": {"task": "reports.sweep", "schedule": 5.0, "options": {"expires": 5.0}},
    "forget-attempts": {
        "task": "accounts.forget_attempts",
        "schedule": 300.0,
        "options": {"expires": 300.0},
    },
    # A day that was missed is made up for when a worker starts.
    "apply-retention": {"task": "reports.retention", "schedule": crontab(hour="3", minute="40")},
}
# A worker that says nothing for this long is taken for dead and its report is built again.
REPORT_LEASE_SECONDS = env.number("REPORT_LEASE_SECONDS", 30, least=2)

# --- People -------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS.append(
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
)
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("home")
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = reverse_lazy("account_login")
# Passwords are counted by accounts/services/throttling.py; what is left here are codes.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/5m/key"}
PASSWORD_RESET_TIMEOUT = 24 * 3600
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "accounts.forms.second_factor.CodeAppForm",
    "add_webauthn": "accounts.forms.second_factor.PasskeyForm",
    "authenticate": "accounts.forms.second_factor.CodeForm",
    "authenticate_webauthn": "accounts.forms.second_factor.PasskeyStepForm",
    "login_webauthn": "accounts.forms.second_factor.PasskeyAloneForm",
    "reauthenticate": "accounts.forms.second_factor.ConfirmCodeForm",
    "reauthenticate_webauthn": "accounts.forms.second_factor.ConfirmPasskeyForm",
}
# Addresses are given by invitation or by the operator; nobody signs up and has to prove one.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "CRM Readiness"
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds: clocks of phones differ
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # localhost while trying out

# --- Mail ---------------------------------------------------------------------------------

EMAIL_URL = env.text("EMAIL_URL")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "crm-readiness@localhost")
if EMAIL_URL:
    _mail = mail_server(EMAIL_URL)
    EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.is_encrypted, _mail.is_upgraded
    EMAIL_TIMEOUT = 20
elif not PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
# Mail and notes that must not tell by their time who is known are made in a thread.
WORK_OFF_REQUEST = True
# In production without a server nothing is sent, and the pages say whom to ask.
CAN_SEND_MAIL = bool(EMAIL_URL) or not PRODUCTION

# --- Language and time --------------------------------------------------------------------

# Consultants' pages speak the first language; participants and reports all of them.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]  # each by its own name
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 180 * 24 * 3600
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "crm_readiness.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE", "UTC")

# --- Static files -------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "reports.staticfiles.PlotlyFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Headers ------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": PRODUCTION,
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "accounts.views.front_door.page_too_old"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_HANDLERS = ["crm_readiness.bodies.NoFiles"]
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.flag("SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside, without HTTPS
    SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Log ----------------------------------------------------------------------------------

LOGGING = logging_configuration(env.text("LOG_LEVEL", "INFO").upper())
