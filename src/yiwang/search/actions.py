"""Puts texts into the index and takes them out."""

from collections.abc import Iterator
from itertools import accumulate

from django.db import connection

from yiwang.kernel.bigrams import tokens
from yiwang.search.kinds import OVERFLOW, row_number

# A tsvector of PostgreSQL holds 16,383 places, 1 MiB, and 256 places of one word. What of a text
# lies beyond is found on neither database, so that both find the same.
MOST_TOKENS = 16_000
MOST_BYTES = 1_000_000
PLACES_OF_A_WORD = 255
# What a place takes beside the letters, padding included; so few words fit, however long.
_PLACE = 6
_SURELY_FITS = 5_000


def index(*, kind: str, object_id: int, text: str) -> None:
    """Make an object findable by its text; a former text is replaced."""
    with connection.cursor() as cursor:
        cursor.execute(_upsert(), [row_number(kind, object_id), _words(text)])


def entry(kind: str, object_id: int, text: str) -> tuple[int, str]:
    """The row of an object in the index; worked out without the database."""
    return row_number(kind, object_id), _words(text)


def put_rows(rows: list[tuple[int, str]]) -> None:
    """Write rows that `entry` worked out."""
    with connection.cursor() as cursor:
        cursor.executemany(_upsert(), rows)


def remove(*, kind: str, object_id: int) -> None:
    """The object is found no more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_entry WHERE rowid = %s", [row_number(kind, object_id)])


def _words(text: str) -> str:
    found = _cut(tokens(text))
    return " ".join(_placed(found) if connection.vendor == "postgresql" else found)


def _cut(found: list[str]) -> list[str]:
    """As much of a text as both databases can hold; what comes after is not found."""
    if len(found) <= _SURELY_FITS:
        return found
    sizes = accumulate(len(word.encode()) + _PLACE for word in found[:MOST_TOKENS])
    return [word for word, size in zip(found, sizes, strict=False) if size <= MOST_BYTES]


def _placed(found: list[str]) -> Iterator[str]:
    """Words with their places; one that stands too often goes on under a second name."""
    often: dict[str, int] = {}
    for place, word in enumerate(found, start=1):
        before = often.get(word, 0)
        often[word] = before + 1
        more = before // PLACES_OF_A_WORD
        yield f"'{word}{OVERFLOW}{more}':{place}" if more else f"'{word}':{place}"


def _upsert() -> str:
    if connection.vendor == "postgresql":
        return (
            "INSERT INTO search_entry (rowid, words) VALUES (%s, %s::tsvector)"
            " ON CONFLICT (rowid) DO UPDATE SET words = excluded.words"
        )
    return "INSERT OR REPLACE INTO search_entry (rowid, words) VALUES (%s, %s)"
