"""In which forms rows leave as files, and where those files wait until they were read."""

import time
from enum import StrEnum
from pathlib import Path

from yiwang.hub import places
from yiwang.kernel.refusals import Invalid

LEFT_BEHIND = 3600.0


class Form(StrEnum):
    """In which form the rows leave."""

    CSV = "csv"
    BOOK = "xlsx"
    PARQUET = "parquet"


def form_of(text: str) -> Form:
    """The form of this name. Raises `Invalid`."""
    try:
        return Form(text)
    except ValueError:
        raise Invalid("可以下载csv、xlsx、parquet三种文件") from None


def folder() -> Path:
    """Where files wait; made where it is missing."""
    path = places.root() / "leaving"
    path.mkdir(exist_ok=True)
    return path


def forget_left() -> int:
    """Remove files that nobody read to their end. What the clock asks for."""
    found = [
        path for path in folder().glob("*.*") if time.time() - path.stat().st_mtime > LEFT_BEHIND
    ]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)
