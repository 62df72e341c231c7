"""Indicators of every procedure: what the closed loop itself tells."""

from yiwang.measure.language import Indicator
from yiwang.measure.standard.backlog import BACKLOGS
from yiwang.measure.standard.calling import CALLING
from yiwang.measure.standard.checks import DATA_QUALITY
from yiwang.measure.standard.closing import CLOSING
from yiwang.measure.standard.deliveries import DELIVERED
from yiwang.measure.standard.forecasts import FORESEEN
from yiwang.measure.standard.intake import INTAKE
from yiwang.measure.standard.patrols import PATROLLING
from yiwang.measure.standard.quality import QUALITY
from yiwang.measure.standard.spans import SPANS
from yiwang.measure.standard.steps import WAITINGS
from yiwang.measure.standard.units import UNITS

STANDARD: tuple[Indicator, ...] = (
    *INTAKE,
    *CLOSING,
    *QUALITY,
    *CALLING,
    *UNITS,
    *WAITINGS,
    *SPANS,
    *BACKLOGS,
    *FORESEEN,
    *PATROLLING,
    *DELIVERED,
    *DATA_QUALITY,
)
