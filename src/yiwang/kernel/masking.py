"""Hides personal data: whole fields, or what stands inside free text."""

import re
from collections.abc import Iterable

from yiwang.kernel import personal
from yiwang.kernel.personal import Kind, Span

# What the centre and the units see of a case: numbers are hidden, whom to look for is not.
NUMBERS = personal.NUMBERS
# What leaves the house: the names of persons are hidden too. 李女士 or 张某 tells no name.
ALL = NUMBERS | {Kind.NAME}


def name(text: str) -> str:
    """张小明 → 张**."""
    text = text.strip()
    return text[:1] + "*" * max(1, len(text) - 1) if text else ""


def phone(text: str) -> str:
    """13812345678 → 138****5678."""
    if len(text) < 7:
        return "*" * len(text)
    return text[:3] + "*" * (len(text) - 7) + text[-4:]


def identity_card(text: str) -> str:
    """Keeps the division and the last two digits."""
    return text[:6] + "*" * max(0, len(text) - 8) + text[-2:] if len(text) > 8 else "*" * len(text)


def address(text: str) -> str:
    """Keeps what comes before the first house number."""
    found = re.search(r"\d", text)
    return text if found is None else text[: found.start()] + "***"


def free_text(text: str) -> tuple[str, dict[str, int]]:
    """For the public and for files: numbers and names hidden, and how many of each kind."""
    return _hidden(text, ALL, widely=True)


def numbers(text: str) -> str:
    """For those who work on a case: numbers hidden, names not."""
    return _hidden(text, NUMBERS, widely=False)[0]


def _hidden(text: str, kinds: Iterable[Kind], *, widely: bool) -> tuple[str, dict[str, int]]:
    """As long as the text was; linear in its length."""
    counts: dict[str, int] = {}
    parts: list[str] = []
    done = 0
    for span in personal.find(text, kinds=kinds):
        parts += [text[done : span.start], _covered(text, span, widely=widely)]
        done = span.end
        counts[span.kind.value] = counts.get(span.kind.value, 0) + 1
    return "".join([*parts, text[done:]]), counts


def _covered(text: str, span: Span, *, widely: bool) -> str:
    """What is left to be read of one span; the public sees less of an identity card."""
    found = text[span.start : span.end]
    if span.kind is Kind.NAME:
        return found[0] + "*" * (len(found) - 1) if len(found) < 3 else _between(found)
    head, tail = {
        Kind.PHONE: (3, 4),
        Kind.IDENTITY_CARD: (1, 1) if widely else (6, 2),
        Kind.BANK_CARD: (0, 4),
        Kind.PLATE: (2, 1),
    }.get(span.kind, (1, 1))
    return _starred(found, head, tail)


def _between(name: str) -> str:
    """张小明 → 张*明."""
    return name[0] + "*" * (len(name) - 2) + name[-1]


def _starred(found: str, head: int, tail: int) -> str:
    """Letters and digits become stars but for the first and last few; signs between them stay.

    Never more than half plus two are left to be read, so that a short number is hidden too.
    """
    places = [at for at, sign in enumerate(found) if sign.isalnum()]
    if head + tail > len(places) // 2 + 2:
        head, tail = 2, 2
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if at in hidden else sign for at, sign in enumerate(found))
