"""Models as files in a folder of their own, named by their digest; read once a process."""

import hashlib
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from yiwang.insight.classes.learned import Learned, from_bytes
from yiwang.kernel.refusals import NotFound


def keep(found: Learned) -> tuple[str, int]:
    """Write a model under its digest, whole or not at all; its digest and size in bytes."""
    content = found.to_bytes()
    digest = hashlib.sha256(content).hexdigest()
    folder = Path(settings.MODELS_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=folder, suffix=".part")
    with os.fdopen(number, "wb") as file:
        file.write(content)
    Path(name).replace(_path(digest))
    return digest, len(content)


@lru_cache(maxsize=4)
def read(digest: str) -> Learned:
    """The model of a digest. Raises `NotFound` where its file is gone, `Invalid` when altered."""
    try:
        content = _path(digest).read_bytes()
    except OSError:
        raise NotFound(
            "模型文件{digest}不见了，请重新学习或从备份恢复", digest=digest[:12]
        ) from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise NotFound("模型文件{digest}被改动过，不能使用", digest=digest[:12])
    return from_bytes(content)


def _path(digest: str) -> Path:
    return Path(settings.MODELS_ROOT) / f"{digest}.npz"
