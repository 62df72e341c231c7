"""Chinese text as pairs of neighbouring characters, so that two-character words are found."""

import re
import unicodedata
from collections.abc import Iterator

# 々 and 〇, all ideographs up to the newest extensions, and the private areas, in which systems
# keep the rare characters of names that had no number yet.
_HAN = (
    "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\ufaff\U00020000-\U0003ffff\U000f0000-\U0010fffd"
)
_RUN = re.compile(f"([{_HAN}]+)|([^\\W_{_HAN}]+)")
# Which form of a character is meant, where a line may break: no part of a word.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
LONGEST_WORD = 40
"""Longer words of letters and digits are cut into pieces of this length."""


def tokens(text: str) -> list[str]:
    """The tokens of a text: bigrams of Chinese runs, whole words of letters and digits.

    A run of one character stands for itself. Width and case are folded (NFKC, casefold);
    traditional and simplified characters stay different.
    """
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[str]:
    for han, word in _runs(text):
        if han:
            yield from (han[i : i + 2] for i in range(len(han) - 1))
            # The last character alone, so that one-character queries find it by its beginning.
            yield han[-1]
        else:
            yield from _pieces(word)


def phrases(query: str) -> list[list[str]]:
    """What a text must hold to match: each run of the query as a phrase of tokens."""
    return [_pairs(han) if han else _pieces(word) for han, word in _runs(query)]


def is_character(token: str) -> bool:
    """Whether a token is one Chinese character: the beginning of any pair that it begins."""
    return len(token) == 1 and _RUN.fullmatch(token).lastindex == 1  # type: ignore[union-attr]


def _runs(text: str) -> list[tuple[str, str]]:
    """Each run as (Chinese, "") or ("", letters and digits)."""
    return _RUN.findall(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold())


def _pairs(han: str) -> list[str]:
    return [han] if len(han) == 1 else [han[i : i + 2] for i in range(len(han) - 1)]


def _pieces(word: str) -> list[str]:
    if len(word) <= LONGEST_WORD:
        return [word]
    return [word[i : i + LONGEST_WORD] for i in range(0, len(word), LONGEST_WORD)]
