"""Sums of tables without codes: 收支总表, whose rows are numbered 一、（一）1. and end in 总计."""

from collections.abc import Iterator

from yiwang.disclosure.auditing.books import Book, labels
from yiwang.disclosure.auditing.books.book import label
from yiwang.disclosure.auditing.identities.coded import summed
from yiwang.disclosure.auditing.identities.identity import Identity
from yiwang.disclosure.tables import Entry


def outlined(book: Book) -> Iterator[Identity]:
    """The sums of each half of a summary, its numbered levels, its year and its grand total."""
    for panel in book.panels:
        entries = [one for one in book.panel(panel) if label(one) or one.figures]
        entries = [one for one in entries if not labels.PART.match(label(one))]
        yield from _levels(book, entries)
        yield from _totals(book, entries)


def balance(book: Book) -> Iterator[tuple[Entry, Entry]]:
    """The rows 总计 of income and spending that must be equal."""
    halves = [[e for e in book.panel(one) if labels.grand_total(label(e))] for one in book.panels]
    if len(halves) == 2 and all(len(one) == 1 for one in halves):
        yield halves[0][0], halves[1][0]


def _levels(book: Book, entries: list[Entry]) -> Iterator[Identity]:
    for number, parent in enumerate(entries):
        children = _under(entries, number)
        if any(one.figures for one in children):
            reason = f"“{label(parent)}”应等于其下各项之和"
            yield from summed(book, parent, children, reason)


def _under(entries: list[Entry], number: int) -> list[Entry]:
    """The rows right under a row: of the next level, until one as high or a total."""
    parent = entries[number]
    own = labels.level(label(parent))
    if own is None:
        return _of_carried(entries, number) if labels.carried(label(parent)) else []
    found: list[Entry] = []
    deeper: int | None = None
    for one in entries[number + 1 :]:
        depth = labels.level(label(one))
        if depth is None and not label(one):
            continue
        if depth is None or depth <= own:
            break
        deeper = depth if deeper is None else deeper
        found.extend([one] if depth == deeper else [])
    return found


def _of_carried(entries: list[Entry], number: int) -> list[Entry]:
    """Under 年初财政拨款结转和结余 stand the three funds, numbered or not."""
    found = []
    for one in entries[number + 1 :]:
        if labels.fund(label(one)) is None or labels.total(label(one)):
            break
        found.append(one)
    return found


def _totals(book: Book, entries: list[Entry]) -> Iterator[Identity]:
    year = next((n for n, one in enumerate(entries) if labels.year_total(label(one))), None)
    grand = next((n for n, one in enumerate(entries) if labels.grand_total(label(one))), None)
    if year is not None:
        rows = _top(entries[:year])
        if rows:
            yield from summed(book, entries[year], rows, "本年合计应等于以上各项之和")
    if grand is None:
        return
    after = entries[year + 1 : grand] if year is not None else entries[:grand]
    carried = _apart(after) if year is not None else _top(after)
    first = [entries[year]] if year is not None else []
    if first or carried:
        rows = _fitting(book, entries[grand], first, carried)
        yield from summed(book, entries[grand], rows, "总计应等于各项之和")


def _fitting(book: Book, grand: Entry, first: list[Entry], carried: list[Entry]) -> list[Entry]:
    """What 总计 adds up: all carried rows, or, where that fails and it holds so, the first alone.

    Some forms print below 上年结转 what it consists of without saying 其中.
    """
    shorter = [*first, *carried[:1]]
    sums = list(summed(book, grand, shorter, ""))
    if len(carried) > 1 and sums and all(abs(one.off) <= one.slack for one in sums):
        return shorter
    return [*first, *carried]


def _top(entries: list[Entry]) -> list[Entry]:
    """The rows of the highest numbered level; rows that are carried over count beside them."""
    depths = [depth for one in entries if (depth := labels.level(label(one))) is not None]
    if not depths:
        return []
    top = min(depths)
    return [
        one
        for one in entries
        if labels.level(label(one)) == top
        or (labels.level(label(one)) is None and labels.carried(label(one)))
    ]


def _apart(entries: list[Entry]) -> list[Entry]:
    """Of the rows between the two totals those that are not a part of the one above."""
    inside = {
        id(part)
        for number in range(len(entries))
        for part in _of_carried(entries, number)
        if labels.carried(label(entries[number]))
    }
    return [
        one
        for one in entries
        if id(one) not in inside and label(one) and not labels.total(label(one))
    ]
