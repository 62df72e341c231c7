"""Settings of the test suite: SQLite unless YIWANG_DATABASE_URL names a PostgreSQL."""

import tempfile
from pathlib import Path

from yiwang.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="yiwang-test-"))
AUDITED_ROOT = Path(tempfile.mkdtemp(prefix="yiwang-test-"))
FACTS_ROOT = Path(tempfile.mkdtemp(prefix="yiwang-facts-"))
MODELS_ROOT = Path(tempfile.mkdtemp(prefix="yiwang-models-"))

LAKE_ROOT = Path(tempfile.mkdtemp(prefix="yiwang-lake-"))
INBOX_ROOT = Path(tempfile.mkdtemp(prefix="yiwang-inbox-"))
SECRETS_ROOT = Path(tempfile.mkdtemp(prefix="yiwang-secrets-"))
AXES_ENABLED = False
MASKING_KEY = "only-for-tests-no-real-key"
