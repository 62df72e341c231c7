"""Data matters (数据事项): late deliveries, wrong data, corrections asked for, links to be made."""

from yiwang.procedures.data_matters.indicators import INDICATORS
from yiwang.procedures.data_matters.procedure import PROCEDURE

__all__ = ["INDICATORS", "PROCEDURE"]
