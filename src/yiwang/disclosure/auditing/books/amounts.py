"""Amounts of tables as exact yuan, with what their last printed digit leaves open."""

from dataclasses import dataclass
from decimal import Decimal

from yiwang.disclosure.tables import Cell
from yiwang.kernel.money import MoneyUnit

_FEN = Decimal("0.01")
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Amount:
    """What one cell says in yuan; `slack` is half of its last digit, nothing for whole fen.

    A rounded figure may be off by `slack`; figures printed to the fen are exact.
    """

    cell: Cell
    value: Decimal
    slack: Decimal


def amount(cell: Cell, unit: MoneyUnit, places: int) -> Amount | None:
    """The amount of a cell in a table that rounds to `places`; None for words and per cent."""
    figure = cell.figure
    if figure is None or figure.percent:
        return None
    factor = Decimal(unit.value) / 100
    digit = Decimal(1).scaleb(-max(places, figure.places)) * factor
    slack = Decimal(0) if digit <= _FEN else digit * _HALF
    return Amount(cell, figure.value * factor, slack)


def told(value: Decimal, unit: MoneyUnit) -> str:
    """Yuan in the unit of a table, with at least two places and no rounding away of a fen."""
    shown = value * 100 / unit.value
    places = max(2, -int(shown.normalize().as_tuple().exponent))
    return f"{shown:,.{min(places, 6)}f}"
