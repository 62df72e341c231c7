"""Sums of tables whose rows follow their head: unit, kind of project, projects."""

import re
from collections.abc import Iterator

from yiwang.disclosure.auditing.books import Book
from yiwang.disclosure.auditing.books.book import code, name
from yiwang.disclosure.auditing.identities.coded import summed, total_row
from yiwang.disclosure.auditing.identities.identity import Identity
from yiwang.disclosure.tables import Entry

_PROJECT = re.compile(r"[0-9A-Z]{10,}")


def blocked(book: Book) -> Iterator[Identity]:
    """The sums of a table of projects: each head is the sum of the projects under it.

    Where projects have codes, rows without a code are kinds of projects and are passed over;
    where they have none, every row counts as a project, and what fails is only doubted.
    """
    for panel in book.panels:
        entries = [one for one in book.panel(panel) if one.figures]
        projects = any(_PROJECT.fullmatch(code(one)) for one in entries)
        depths = [_depth(one, tuple(entries), projects) for one in entries]
        for number, entry in enumerate(entries):
            under = _under(entries, depths, number)
            if under:
                reason = f"“{name(entry)}”应等于其下各项之和"
                yield from summed(book, entry, under, reason, projects)


def _depth(entry: Entry, entries: tuple[Entry, ...], projects: bool) -> int:
    """0 for 合计, 1 for a department, 2 for a unit, 3 for a kind, 4 for a project, 5 for none."""
    key = code(entry)
    if total_row(entry, entries):
        return 0
    if _PROJECT.fullmatch(key):
        return 4
    if key.isdigit() and len(key) <= 6:
        return {3: 1, 6: 2}.get(len(key), 3)
    return 5 if projects else 4


def _under(entries: list[Entry], depths: list[int], number: int) -> list[Entry]:
    """The projects under a head, until the next head as high; a total means all of them."""
    own = depths[number]
    if own >= 4:
        return []
    found: list[Entry] = []
    for one in range(len(entries)) if own == 0 else range(number + 1, len(entries)):
        if own and depths[one] <= own:
            break
        found.extend([entries[one]] if depths[one] == 4 else [])
    return found
