"""What the books add up to; every figure of a document comes from here or from a line itself."""

from collections.abc import Iterable

from yiwang.disclosure.writing.book import Book, Spending
from yiwang.disclosure.writing.sources import GRANTS, Source
from yiwang.kernel.money import Money, total

ALL = tuple(Source)


def income(book: Book, sources: Iterable[Source] = ALL, code: str = "", member: str = "") -> Money:
    """Money of the year out of these sources, below a functional code, of one member."""
    wanted = tuple(sources)
    return total(
        one.amount
        for one in book.income
        if one.source in wanted and one.code.startswith(code) and _belongs(book, one.member, member)
    )


def started(book: Book, sources: Iterable[Source] = ALL, code: str = "", member: str = "") -> Money:
    """What was carried over from the year before (上年结转, 年初结转和结余)."""
    wanted = tuple(sources)
    return total(
        one.start
        for one in book.carried
        if one.source in wanted and one.code.startswith(code) and _belongs(book, one.member, member)
    )


def left(book: Book, sources: Iterable[Source] = ALL, code: str = "") -> Money:
    """What is left at the year's end (年末结转和结余, 年终结转结余)."""
    wanted = tuple(sources)
    return total(
        one.end for one in book.carried if one.source in wanted and one.code.startswith(code)
    )


def spending(book: Book, sources: Iterable[Source] = ALL, code: str = "") -> Spending:
    """All spending out of these sources below a functional code, as one line."""
    wanted = tuple(sources)
    lines = [one for one in book.spending if one.source in wanted and one.code.startswith(code)]
    return Spending(
        code,
        wanted[0],
        personnel=total(one.personnel for one in lines),
        public=total(one.public for one in lines),
        project=total(one.project for one in lines),
        upward=total(one.upward for one in lines),
        operating=total(one.operating for one in lines),
        downward=total(one.downward for one in lines),
        opening=total(one.opening for one in lines),
        purpose="；".join(one.purpose for one in lines if one.purpose),
    )


def grand_total(book: Book) -> Money:
    """收入总计: the year's income, what was carried over, surplus used."""
    return income(book) + started(book) + book.used_surplus


def grand_spending(book: Book) -> Money:
    """支出总计: the year's spending, what was distributed, what is left."""
    return spending(book).amount + book.distributed + left(book)


def grants_total(book: Book) -> Money:
    """财政拨款收入总计: grants of the year and what was carried over of grants."""
    return income(book, GRANTS) + started(book, GRANTS)


def economic(book: Book, code: str = "", personal: bool | None = None) -> Money:
    """Basic spending of the general budget below an economic code, personnel or public."""
    return total(
        one.amount
        for one in book.economic
        if one.code.startswith(code) and personal in (None, one.personal)
    )


def codes(lines: Iterable[str], length: int) -> tuple[str, ...]:
    """The codes of a length above those lines, in order, each once."""
    return tuple(sorted({one[:length] for one in lines}))


def _belongs(book: Book, member: str, wanted: str) -> bool:
    return not wanted or (member or book.unit.members[0].code) == wanted
