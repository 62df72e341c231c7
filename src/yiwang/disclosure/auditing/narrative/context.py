"""What stands beside a statement: amounts of its paragraph, its year, what it is compared with."""

from yiwang.disclosure.document import Document, Kind
from yiwang.disclosure.statement import Measure, Says, Statement


def measure_of(document: Document, statement: Statement) -> Measure | None:
    """The measure printed with an amount, or the one that such a document speaks of."""
    if statement.measure is not None:
        return statement.measure
    return {Kind.BUDGET: Measure.BUDGET, Kind.FINAL: Measure.ACCOUNT}.get(document.kind)


def year_of(document: Document, statement: Statement) -> int | None:
    """The year printed with an amount, or that of the document."""
    return statement.year or document.year


def paragraph(document: Document, statement: Statement, *kinds: Says) -> list[Statement]:
    """The statements of these kinds in the same paragraph, in their order."""
    return [
        one
        for one in document.statements
        if one.paragraph == statement.paragraph and one.kind in kinds
    ]


def before(document: Document, statement: Statement) -> Statement | None:
    """The amount that a change or rate is measured against, where the paragraph prints it.

    Of the same subject; of the year that the base names, or the budget where it names the budget.
    """
    own = statement.about
    if own is None or not statement.base:
        return None
    for one in reversed(paragraph(document, statement, Says.AMOUNT)):
        if one is own or one.start > statement.start or one.subject != own.subject:
            continue
        if statement.base_year is not None and one.year == statement.base_year:
            return one
        if statement.base_year is None and budgeted(statement) and one.measure is Measure.BUDGET:
            return one
    return None


def budgeted(statement: Statement) -> bool:
    """Whether it is measured against the budget of the same year: 比年初预算."""
    return "预算" in statement.base and "执行" not in statement.base


def change_of(document: Document, rate: Statement) -> Statement | None:
    """The change in money that a rate belongs to: told just before, of the same amount."""
    changes = [
        one
        for one in paragraph(document, rate, Says.CHANGE)
        if one.start < rate.start and one.about is rate.about and one.unit.endswith("元")
    ]
    return changes[-1] if changes and rate.about is not None else None
