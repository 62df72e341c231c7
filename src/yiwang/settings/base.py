"""Settings that every installation shares; each secret and address comes from the environment."""

import os
from pathlib import Path

import dj_database_url

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("YIWANG_DATA", Path.cwd() / "var"))

SECRET_KEY = os.environ.get("YIWANG_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("YIWANG_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "yiwang.org",
    "yiwang.worktime",
    "yiwang.search",
    "yiwang.dials",
    "yiwang.knowledge",
    "yiwang.fieldwork.grids",
    "yiwang.fieldwork.patrols",
    "yiwang.fieldwork.terminals",
    "yiwang.fieldwork.parts",
    "yiwang.fieldwork.people",
    "yiwang.fieldwork.uploads",
    "yiwang.cases",
    "yiwang.hub.catalogue",
    "yiwang.hub.feeds",
    "yiwang.hub.receipts",
    "yiwang.hub.pushes",
    "yiwang.hub.masking",
    "yiwang.hub.reminders",
    "yiwang.hub.bases",
    "yiwang.hub.quality",
    "yiwang.insight",
    "yiwang.insight.replies",
    "yiwang.insight.reading",
    "yiwang.insight.topics",
    "yiwang.insight.alike",
    "yiwang.insight.classes",
    "yiwang.analytics",
    "yiwang.analytics.alerts",
    "yiwang.analytics.asking",
    "yiwang.analytics.frozen",
    "yiwang.analytics.reports",
    "yiwang.analytics.scores",
    "yiwang.history",
    "yiwang.budget.audits",
    "yiwang.budget.disclosures",
    "yiwang.budget.register",
    "yiwang.budget.targets",
    "yiwang.connect.city_platform",
    "yiwang.connect.webhooks",
    "yiwang.connect.model",
    "yiwang.jobs",
    "yiwang.web",
    "yiwang.demo",
    "yiwang.startup",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "yiwang.web.sessions.WorkerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yiwang.web.security.ContentSecurityMiddleware",
    "yiwang.web.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

ROOT_URLCONF = "yiwang.web.urls"
WSGI_APPLICATION = "yiwang.startup.wsgi.application"
AUTH_USER_MODEL = "org.Person"
CSRF_FAILURE_VIEW = "yiwang.web.home.forbidden"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "yiwang.web.ui.tags",
                "yiwang.web.ui.numbers",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "yiwang.web.ui.context.layout",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
    ),
}
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("YIWANG_DATABASE_URL", f"sqlite:///{DATA_DIR / 'yiwang.sqlite3'}"),
        conn_max_age=600,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale", *sorted((PACKAGE / "procedures").glob("*/locale"))]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# A language model may propose how a question is read; without an address there is none.
MODEL_URL = os.environ.get("YIWANG_MODEL_URL", "")
MODEL_KEY = os.environ.get("YIWANG_MODEL_KEY", "")
MODEL_NAME = os.environ.get("YIWANG_MODEL_NAME", "default")
MODEL_SECONDS = float(os.environ.get("YIWANG_MODEL_SECONDS", "20"))
# By birth numbers and names are hidden before a text of a citizen is sent to the model.
MODEL_SEES_UNMASKED = os.environ.get("YIWANG_MODEL_SEES_UNMASKED") == "1"
PRIVATE_ADDRESSES = os.environ.get("YIWANG_PRIVATE_ADDRESSES") == "1"
CITY_PLATFORM_URL = os.environ.get("YIWANG_CITY_PLATFORM_URL", "")
CITY_PLATFORM_SECRET = os.environ.get("YIWANG_CITY_PLATFORM_SECRET", "")
# The segments of a grid code: district, street, community, sequence.
GRID_CODE = tuple(int(part) for part in os.environ.get("YIWANG_GRID_CODE", "6,3,3,3").split(","))
# How many days tracks of people on the street are kept.
TRACK_DAYS = int(os.environ.get("YIWANG_TRACK_DAYS", "30"))
# The segments of a part code: district, class, kind, sequence.
PART_CODE = tuple(int(part) for part in os.environ.get("YIWANG_PART_CODE", "6,2,2,6").split(","))
TILES = os.environ.get("YIWANG_TILES", "")
TILES_CREDIT = os.environ.get("YIWANG_TILES_CREDIT", "")
DEMO = os.environ.get("YIWANG_DEMO") == "1"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "attachments"
FACTS_ROOT = DATA_DIR / "facts"
MODELS_ROOT = DATA_DIR / "models"
# Files of disclosures that were audited on the page.
AUDITED_ROOT = DATA_DIR / "audited"
# The tables of the hub, what was put into quarantine, what is being brought in.
LAKE_ROOT = DATA_DIR / "lake"
# Passwords of feeds, a file each; where other programs leave files for feeds.
SECRETS_ROOT = Path(os.environ.get("YIWANG_SECRETS", DATA_DIR / "secrets"))
INBOX_ROOT = Path(os.environ.get("YIWANG_INBOX", DATA_DIR / "inbox"))
DELIVERY_MAX_BYTES = int(os.environ.get("YIWANG_DELIVERY_MB", "4096")) * 1024 * 1024
# Seconds that one run of a feed may take.
FEED_SECONDS = int(os.environ.get("YIWANG_FEED_SECONDS", "14400"))
# The hub's own key, which signs receipts; the folder is for the server alone.
KEYS_ROOT = DATA_DIR / "keys"
# What the hub is called in receipts.
HUB_CODE = os.environ.get("YIWANG_HUB_CODE", "hub")
# sha256, or sm3 where OpenSSL has it.
RECEIPT_DIGEST = os.environ.get("YIWANG_RECEIPT_DIGEST", "sha256")
# Transfers stop when no receipt could be issued for so long.
RECEIPT_FAILURE_SECONDS = int(os.environ.get("YIWANG_RECEIPT_FAILURE_SECONDS", "14400"))
# The city's exchange platform: where tables and the catalogue are pushed to.
CITY_DATA_URL = os.environ.get("YIWANG_CITY_DATA_URL", "")
CITY_DATA_SECRET = os.environ.get("YIWANG_CITY_DATA_SECRET", "")
CITY_DATA_CODE = os.environ.get("YIWANG_CITY_DATA_CODE", "city")
# The city's public keys, a file as `yiwang receipt keys` writes it.
CITY_DATA_KEYS = os.environ.get("YIWANG_CITY_DATA_KEYS", "")
# Resources whose tables are pushed, by their keys, separated by commas.
CITY_DATA_RESOURCES = os.environ.get("YIWANG_CITY_DATA_RESOURCES", "")
# The key of pseudonyms; empty: made once and kept beside the secret key.
MASKING_KEY = os.environ.get("YIWANG_MASKING_KEY", "")

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "yiwang.web.home.locked_out"

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("YIWANG_LOG_LEVEL", "WARNING")},
}
