"""What is searched: each kind of object has its share of the row numbers of one table."""

KINDS = {"case": 0, "knowledge": 1, "resource": 2}
# More than there are kinds, so that another one does not number all rows anew.
_SHARE = 8
OVERFLOW = "~"
"""Stands in no word: marks the further places of a word on PostgreSQL."""


def row_number(kind: str, object_id: int) -> int:
    """The row of an object in the index."""
    return object_id * _SHARE + KINDS[kind]


def share() -> int:
    """How many kinds share the numbers."""
    return _SHARE
