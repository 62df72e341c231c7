"""Text as words: folded in width and case, cut into words; the same for learning and for asking."""

import re
import unicodedata

from yiwang.kernel.loading import library

rjieba = library("rjieba")
_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text without blanks, in half width and lower case (NFKC)."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).lower()


def cut(text: str) -> list[str]:
    """The words of a text that `plain` has folded, in their order, signs included."""
    return rjieba.cut(text)
