"""The rules of the money tables: sums, agreement, units, figures, statements of nothing."""

from yiwang.disclosure.auditing.money.rules import RULES

__all__ = ["RULES"]
