"""Charts of a document: bars whose lengths come from the same amounts as the text."""

from decimal import ROUND_HALF_UP, Decimal

from yiwang.disclosure.writing.blocks import Bar, Block, Chart
from yiwang.disclosure.writing.book import Book
from yiwang.disclosure.writing.reasons import differences
from yiwang.disclosure.writing.told import share, wan
from yiwang.kernel.money import Money


def two_years(book: Book, title: str, key: str) -> list[Block]:
    """This year beside the one before; no chart without the year before."""
    for one in differences(book):
        if one.key == key:
            years = ((f"{book.year - 1}年度", one.then), (f"{book.year}年度", one.now))
            return [Chart(title, _bars([(label, amount, wan(amount)) for label, amount in years]))]
    return []


def structure(parts: list[tuple[str, Money]]) -> tuple[Bar, ...]:
    """The parts that are there, each with its amount and share of all."""
    whole = Money(sum(amount.fen for _label, amount in parts))
    told = [
        (label, amount, f"{wan(amount)}（{share(amount, whole)}）")
        for label, amount in parts
        if amount
    ]
    return _bars(told)


def _bars(told: list[tuple[str, Money, str]]) -> tuple[Bar, ...]:
    longest = max((abs(amount.fen) for _label, amount, _text in told), default=0)
    return tuple(Bar(label, text, _length(amount, longest)) for label, amount, text in told)


def _length(amount: Money, longest: int) -> Decimal:
    if not longest:
        return Decimal(0)
    exact = Decimal(abs(amount.fen)) * 100 / Decimal(longest)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
