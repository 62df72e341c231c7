"""The key of pseudonyms of this installation: from the environment, or made once and kept.

Another key gives other pseudonyms: copies made before and after it cannot be joined with each
other, so every copy is made anew, and what analysts kept of the old ones loses its meaning.
"""

import os
import secrets
from pathlib import Path

from django.conf import settings

from yiwang.lake import operations

_NAME_SIGNS = 16


def secret() -> "operations.Secret":
    """The key. Raises `Invalid` where the one that was set is too short."""
    given = str(settings.MASKING_KEY) or _kept(Path(settings.DATA_DIR) / "masking_key")
    return operations.Secret(given.encode())


def name_of(key: "operations.Secret") -> str:
    """What tells this key from others, and nothing else of it."""
    return key.token("name of the key", "sha256")[:_NAME_SIGNS]


def _kept(path: Path) -> str:
    """The key in this file; made, for its owner alone, by whoever comes first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(file, "w") as out:
        out.write(made := secrets.token_urlsafe(48))
    return made
