"""The rule on printed formulas: the rows they name must be those that they mean."""

from collections.abc import Iterator

from yiwang.disclosure.auditing.books import Book, Shelf, labels
from yiwang.disclosure.auditing.books.book import label
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.auditing.identities.formulas import Formula, formulas, meant, numbered
from yiwang.disclosure.tables import Entry


def wrong_formulas(audited: Audited) -> Iterator[Finding]:
    """Formulas whose left side is no total, and spans that leave out or add rows."""
    for book in Shelf(audited.document).books:
        rows = numbered(book)
        for formula in formulas(book):
            if formula.of_rows and rows:
                yield from _left(book, formula, rows)
                yield from _span(book, formula, rows)


def _left(book: Book, formula: Formula, rows: dict[int, Entry]) -> Iterator[Finding]:
    right = meant(formula, rows)
    if right is None or right == formula.left:
        return
    told = rows.get(formula.left)
    named = f"是“{label(told)}”，不是合计行" if told and label(told) else "不是合计行"
    yield _finding(
        book,
        formula,
        f"{formula.left}行",
        f"{right}行",
        f"表注公式左边的{formula.left}行{named}；所列各行的合计是{right}行“{label(rows[right])}”",
    )


def _span(book: Book, formula: Formula, rows: dict[int, Entry]) -> Iterator[Finding]:
    """本年合计 is the sum of all rows above it, no more and no fewer."""
    total = meant(formula, rows)
    if total is None or not labels.year_total(label(rows[total])):
        return
    panel = rows[total].panel
    above = {
        number
        for number, one in rows.items()
        if one.panel == panel and number < total and label(one) and labels.level(label(one)) == 0
    }
    named = {number for number, _sign in formula.right}
    # Rows without a name carry nothing: naming them or not is no matter.
    unnamed = {number for number, one in rows.items() if not label(one)}
    if not above or named - unnamed == above:
        return
    first, last = min(above), max(above)
    if labels.level(label(rows[first])) != 0:
        return
    yield _finding(
        book,
        formula,
        formula.text,
        f"{total}行=({first}+…+{last})行",
        f"表注公式“{formula.text}”所列的行与{total}行“{label(rows[total])}”以上的各项"
        f"（{first}行至{last}行）不一致",
    )


def _finding(book: Book, formula: Formula, printed: str, expected: str, reason: str) -> Finding:
    return Finding(
        "table-formulas",
        Severity.ERROR,
        formula.line.place,
        formula.line.text,
        printed,
        expected,
        f"{book.title}：{reason}，请更正表注。",
        book.title,
    )
