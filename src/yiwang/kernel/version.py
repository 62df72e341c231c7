"""A declaration as one stable text, so that its version can be told from its content."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any


def digest(declaration: Any) -> str:
    """The hash of a declaration in hexadecimal digits; another one for any change in it."""
    return hashlib.sha256(_written(declaration).encode()).hexdigest()


def _written(value: Any) -> str:
    """A declaration as one stable text."""
    if is_dataclass(value):
        return f"{type(value).__name__}({','.join(_written_fields(value))})"
    if isinstance(value, tuple):
        return f"[{','.join(_written(item) for item in value)}]"
    return repr(str(value) if isinstance(value, StrEnum) else value)


def _written_fields(value: Any) -> Iterator[str]:
    for field in fields(value):
        yield f"{field.name}={_written(getattr(value, field.name))}"
