"""The month before as a released report, and the week before waiting for its review."""

from django.utils import timezone

from yiwang.analytics.reports import actions
from yiwang.demo.district import Made
from yiwang.measure.period import Grain, around


def fill(made: Made) -> int:
    """Through the same hands as in a real centre; how many reports."""
    month = around(Grain.MONTH, timezone.localdate()).before()
    week = around(Grain.WEEK, timezone.localdate()).before()
    assessor, supervisor = made.workers["assessor"], made.workers["supervisor"]
    monthly = actions.make(key="monthly", period=month.key, by=assessor)
    actions.review(number=monthly.pk, opinion="数字属实，同意上报。", by=supervisor)
    actions.release(number=monthly.pk, by=made.workers["leader"])
    actions.make(key="weekly", period=week.key, by=assessor)
    return 2
