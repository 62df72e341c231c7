"""Personal data in free text: what stands where, of which kind, and why. Pure, and linear."""

import re
from collections.abc import Iterable

from yiwang.kernel.personal import (
    accounts,
    bank,
    identity,
    mail,
    names,
    phones,
    plates,
    titles,
    travel,
)
from yiwang.kernel.personal.spans import NUMBERS, Kind, Span, fold

__all__ = ["NUMBERS", "Kind", "Span", "find"]

# The earlier keeps what two of them claim.
_NUMBERS = (mail, identity, accounts, bank, travel, phones, plates)
_MAY_BE_NUMBER = re.compile("[0-9@]")


def find(text: str, *, kinds: Iterable[Kind] = frozenset(Kind)) -> list[Span]:
    """What is personal in a text, by its place; no two overlap."""
    wanted = frozenset(kinds)
    folded = fold(text)
    found: list[Span] = []
    taken = bytearray(len(folded))
    # Most titles hold no number at all.
    numbers = _NUMBERS if _MAY_BE_NUMBER.search(folded) else (accounts,)
    recognisers = (*numbers, names, titles) if wanted - NUMBERS else numbers
    for recogniser in recognisers:
        for span in recogniser.find(folded):
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"\x01" * (span.end - span.start)
                found.append(span)
    return sorted((span for span in found if span.kind in wanted), key=lambda span: span.start)
