"""Of when the cockpit tells: from today to this year, each against as much of the one before."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from yiwang.kernel.refusals import Invalid
from yiwang.measure.period import Grain, Period, around


@dataclass(frozen=True)
class Span:
    """A period that runs until today, and what it is set against."""

    key: str
    label: str
    against: str
    grain: Grain

    def period(self, today: date) -> Period:
        """From its first day until today."""
        return around(self.grain, today).up_to(today)


SPANS = (
    Span("day", gettext_noop("今日"), gettext_noop("昨日全天"), Grain.DAY),
    Span("week", gettext_noop("本周"), gettext_noop("上周同期"), Grain.WEEK),
    Span("month", gettext_noop("本月"), gettext_noop("上月同期"), Grain.MONTH),
    Span("quarter", gettext_noop("本季"), gettext_noop("上季同期"), Grain.QUARTER),
    Span("year", gettext_noop("今年"), gettext_noop("去年同期"), Grain.YEAR),
)


def span(key: str) -> Span:
    """The span of a key, today without one. Raises `Invalid`."""
    for one in SPANS:
        if one.key == (key or SPANS[0].key):
            return one
    raise Invalid("看不懂的期间“{text}”：可写2026-06、2026-Q2或2026", text=key[:20])
