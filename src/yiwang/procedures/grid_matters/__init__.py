"""Grid matters (网格事项): disputes, hidden dangers and services, the community first."""

from yiwang.procedures.grid_matters.indicators import INDICATORS
from yiwang.procedures.grid_matters.procedure import PROCEDURE

__all__ = ["INDICATORS", "PROCEDURE"]
