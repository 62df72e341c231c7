"""Citizens' appeals (群众诉求): received by any channel, handled by a unit, checked by another."""

from yiwang.procedures.appeals.indicators import INDICATORS
from yiwang.procedures.appeals.procedure import PROCEDURE

__all__ = ["INDICATORS", "PROCEDURE"]
