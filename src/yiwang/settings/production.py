"""Production: PostgreSQL behind TLS; refuses to start without its secrets."""

import os

from django.core.exceptions import ImproperlyConfigured

from yiwang.settings.base import *  # noqa: F403
from yiwang.settings.base import SECRET_KEY

if not SECRET_KEY:
    raise ImproperlyConfigured("Set YIWANG_SECRET_KEY.")
if "YIWANG_DATABASE_URL" not in os.environ:
    raise ImproperlyConfigured("Set YIWANG_DATABASE_URL to the PostgreSQL database.")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("YIWANG_ORIGINS", "").split(",") if o]
