"""Finds objects by words; two Chinese characters are enough."""

from django.db import connection
from django.db.models.expressions import RawSQL

from yiwang.kernel.bigrams import is_character, phrases
from yiwang.search.kinds import KINDS, OVERFLOW, share

LONGEST_QUERY = 400


def matching(kind: str, query: str) -> RawSQL:
    """A subquery of the numbers of all objects that hold every word of `query`.

    For `Model.objects.filter(pk__in=matching("case", text))`; matches nothing without words.
    Only the first 400 characters of a query count.
    """
    wanted = phrases(query[:LONGEST_QUERY])
    if not wanted:
        return RawSQL("SELECT 0 WHERE 1 = 0", [])
    if connection.vendor == "postgresql":
        condition, value = "words @@ %s::tsquery", _tsquery(wanted)
    else:
        condition, value = "search_entry MATCH %s", _match(wanted)
    number, rest = share(), KINDS[kind]
    return RawSQL(  # noqa: S611 - the condition is one of two constants, the words a parameter
        f"SELECT (rowid - {rest}) / {number} FROM search_entry"  # noqa: S608
        f" WHERE {condition} AND rowid %% {number} = {rest}",
        [value],
    )


def _match(wanted: list[list[str]]) -> str:
    return " AND ".join(f'"{" ".join(phrase)}"{_star(phrase)}' for phrase in wanted)


def _tsquery(wanted: list[list[str]]) -> str:
    return " & ".join("(" + " <-> ".join(map(_operand, phrase)) + ")" for phrase in wanted)


def _operand(word: str) -> str:
    if is_character(word):
        return f"'{word}':*"
    return f"('{word}' | '{word}{OVERFLOW}':*)"


def _star(phrase: list[str]) -> str:
    """One Chinese character is found at the beginning of any pair."""
    return "*" if is_character(phrase[0]) else ""
