"""Arithmetic on printed figures: what their digits allow, and findings that tell both."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from yiwang.disclosure.auditing.finding import Finding, Severity
from yiwang.disclosure.statement import Statement
from yiwang.disclosure.tables import Cell

FACTORS = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "元": Decimal(1)}


def amount(statement: Statement) -> Decimal:
    """The money of a statement in yuan, or its number where it counts something else."""
    value = statement.figure.value if statement.figure else Decimal(0)
    return value * FACTORS.get(statement.unit, Decimal(1))


def half(statements: Iterable[Statement]) -> Decimal:
    """Half of the last digit of the finest of these figures: the others dropped their zeros.

    What is counted is exact.
    """
    steps = [
        one.figure.last_digit * FACTORS.get(one.unit, Decimal(0))
        for one in statements
        if one.figure is not None
    ]
    return min(steps, default=Decimal(0)) / 2


def sum_verdict(difference: Decimal, addends: int, half_digit: Decimal) -> Severity | None:
    """Nothing where it adds up; rounding while half a digit for each figure explains it."""
    if not difference:
        return None
    return Severity.ROUNDING if abs(difference) <= addends * half_digit else Severity.ERROR


def percent_verdict(printed: Statement, exact: Decimal, spread: Decimal) -> Severity | None:
    """Whether a printed per cent figure is what it should be, as far as its digits tell.

    `spread` is by how much the figures it comes from could shift it. What was cut off instead of
    rounded counts as rounding.
    """
    figure = printed.figure
    if figure is None:
        return None
    difference, digit = abs(figure.value - exact), figure.last_digit
    if difference <= digit / 2:
        return None
    close = difference < digit or difference <= digit / 2 + spread
    return Severity.ROUNDING if close else Severity.ERROR


def ratio(part: Decimal, whole: Decimal, half_digit: Decimal) -> tuple[Decimal, Decimal]:
    """Part of the whole in per cent, and by how much the digits of both could shift it."""
    share = part / whole * 100
    spread = (half_digit + abs(part / whole) * half_digit) / abs(whole) * 100
    return share, spread


def percent(value: Decimal, like: Statement) -> str:
    """A per cent figure with as many places as the printed one, but two at least."""
    places = max(like.figure.places if like.figure else 0, 2)
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}%"


def money(yuan: Decimal, like: Statement) -> str:
    """An amount in the unit of the printed one."""
    factor = FACTORS.get(like.unit)
    if factor is None:
        return f"{yuan.normalize():f}{like.unit}"
    places = max(like.figure.places if like.figure else 0, 2)
    return f"{(yuan / factor).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}{like.unit}"


def printed(statement: Statement) -> str:
    """The figure as its digits and unit."""
    return f"{statement.figure.value}{statement.unit}" if statement.figure else statement.quote


def found(
    rule: str,
    severity: Severity,
    statement: Statement,
    expected: str,
    message: str,
    cells: tuple[Cell, ...] = (),
) -> Finding:
    """A finding at the words of a statement."""
    return Finding(
        rule=rule,
        severity=severity,
        place=statement.place,
        quote=statement.quote,
        printed=printed(statement),
        expected=expected,
        message=message,
        where=" / ".join(one for one in (statement.section, statement.subject) if one),
        cells=cells,
    )
