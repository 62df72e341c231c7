"""The embedded default: SQLite and files under one folder, nothing else to install."""

import secrets

from yiwang.settings.base import *  # noqa: F403
from yiwang.settings.base import DATA_DIR, SECRET_KEY

if not SECRET_KEY:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    _key_file = DATA_DIR / "secret_key"
    if not _key_file.exists():
        _key_file.write_text(secrets.token_urlsafe(48))
        _key_file.chmod(0o600)
    SECRET_KEY = _key_file.read_text().strip()
