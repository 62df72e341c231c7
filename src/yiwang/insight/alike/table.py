"""The two great tables of the index, which have no model: counts of words, and where they stand.

Rows are numbers only, so that a million texts need a few hundred megabytes and no memory.
"""

from collections import Counter
from collections.abc import Collection, Iterable

from django.db import connection

_SQLITE = (
    "CREATE TABLE alike_count (word integer PRIMARY KEY, texts integer NOT NULL)",
    'CREATE TABLE alike_posting (word integer NOT NULL, "case" integer NOT NULL,'
    ' PRIMARY KEY (word, "case")) WITHOUT ROWID',
)
_POSTGRESQL = (
    "CREATE TABLE alike_count (word integer PRIMARY KEY, texts integer NOT NULL)",
    'CREATE TABLE alike_posting (word integer NOT NULL, "case" bigint NOT NULL,'
    ' PRIMARY KEY (word, "case"))',
)
_COUNT = (
    "INSERT INTO alike_count (word, texts) VALUES (%s, %s)"
    " ON CONFLICT (word) DO UPDATE SET texts = alike_count.texts + excluded.texts"
)
_POST = 'INSERT INTO alike_posting (word, "case") VALUES (%s, %s) ON CONFLICT DO NOTHING'
_NEWEST = (
    'SELECT word, "case" FROM (SELECT word, "case" FROM alike_posting WHERE word = {word}'
    ' ORDER BY "case" DESC LIMIT {most}) AS w{word}'
)


def statements(vendor: str) -> tuple[str, ...]:
    """What makes the tables."""
    return _SQLITE if vendor == "sqlite" else _POSTGRESQL


def counts(words: Collection[int]) -> dict[int, int]:
    """In how many texts each word stands; one that is not known is left out."""
    if not words:
        return {}
    wanted = ",".join(str(int(word)) for word in words)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT word, texts FROM alike_count WHERE word IN ({wanted})")  # noqa: S608 - numbers
        return dict(cursor.fetchall())


def newest(words: Iterable[int], most: int) -> list[tuple[int, int]]:
    """Of each word, the newest cases in which it stands: (word, case)."""
    parts = [_NEWEST.format(word=int(word), most=int(most)) for word in words]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return [(word, case) for word, case in cursor.fetchall()]


def add_counts(texts: Counter[int]) -> None:
    """So many texts more (or fewer) in which each word stands."""
    rows = sorted((word, many) for word, many in texts.items() if many)
    with connection.cursor() as cursor:
        cursor.executemany(_COUNT, rows)


def post(rows: Iterable[tuple[int, int]]) -> None:
    """Make cases findable: (word, case)."""
    with connection.cursor() as cursor:
        cursor.executemany(_POST, sorted(rows))


def unpost(rows: Iterable[tuple[int, int]]) -> None:
    """Make them findable no more."""
    with connection.cursor() as cursor:
        cursor.executemany('DELETE FROM alike_posting WHERE word = %s AND "case" = %s', list(rows))


def empty() -> None:
    """Begin anew."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM alike_posting")
        cursor.execute("DELETE FROM alike_count")
