"""Urban management (数字城管): parts and events, seen on the street, checked on the street."""

from yiwang.procedures.urban_management.indicators import INDICATORS
from yiwang.procedures.urban_management.procedure import PROCEDURE

SAID = ("数字城管", "数字城管案件", "城管案件")

__all__ = ["INDICATORS", "PROCEDURE", "SAID"]
