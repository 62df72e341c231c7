"""E-mail addresses."""

import re
from collections.abc import Iterator

from yiwang.kernel.personal.spans import Kind, Span

_MAIL = re.compile(
    r"(?<![A-Z0-9._%+-])[A-Z0-9][A-Z0-9._%+-]{0,39}@(?:[A-Z0-9-]{1,30}\.){1,3}[A-Z]{2,10}(?![A-Z])"
)


def find(text: str) -> Iterator[Span]:
    """Every address."""
    for found in _MAIL.finditer(text):
        yield Span(found.start(), found.end(), Kind.EMAIL, "form")
