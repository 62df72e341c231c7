"""What is measured of urban management only."""

from yiwang.measure.language import Indicator
from yiwang.procedures.urban_management.figures import FIGURES
from yiwang.procedures.urban_management.roles import ROLES

INDICATORS: tuple[Indicator, ...] = (*FIGURES, *ROLES)
