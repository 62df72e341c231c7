"""What each report tells: its sections, each a plan over indicators; all of it declared here."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from yiwang.analytics.reports import sentences
from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import Grain, Period
from yiwang.measure.plan import Bound, Compare, Plan, Sign

BOTH = (Compare.BEFORE, Compare.YEAR_BEFORE)
# The least of cases from which one speaks of many at one place, and of a unit's share.
MANY = Decimal(5)


@dataclass(frozen=True)
class Section:
    """One part of a report: what is read, and how it is put into sentences.

    `drawn` is the indicator whose values stand beside the table as bars; empty for none.
    """

    key: str
    label: str
    indicators: tuple[str, ...]
    telling: sentences.Telling
    by: tuple[Dimension, ...] = ()
    compare: tuple[Compare, ...] = ()
    order: str = ""
    top: int = 0
    having: tuple[Bound, ...] = ()
    drawn: str = ""

    def plan(self, period: Period) -> Plan:
        """What it reads of a period."""
        return Plan(
            self.indicators,
            period,
            self.by,
            compare=self.compare,
            order=self.order,
            top=self.top,
            having=self.having,
        )


@dataclass(frozen=True)
class Bulletin:
    """A report that comes again and again; by birth it is due so many days after its period."""

    key: str
    label: str
    grain: Grain
    sections: tuple[Section, ...]
    days: int
    hour: int

    def section(self, key: str) -> Section | None:
        """The section of this key."""
        return next((one for one in self.sections if one.key == key), None)


OVERVIEW = Section(
    "overview",
    _("总体情况"),
    (
        "received",
        "established",
        "closed",
        "closing_rate",
        "on_time_rate",
        "late",
        "backlog",
        "overdue_backlog",
    ),
    sentences.overview,
    compare=BOTH,
)
CATEGORIES = Section(
    "categories",
    _("诉求分类"),
    ("received", "on_time_rate"),
    sentences.most,
    by=(Dimension.CATEGORY,),
    compare=BOTH,
    order="-received",
    top=10,
    drawn="received",
)
RISEN = Section(
    "risen",
    _("上升较多的诉求"),
    ("received",),
    sentences.risen,
    by=(Dimension.CATEGORY_2,),
    compare=BOTH,
    order="-received:before",
    top=10,
    having=(Bound("received", Sign.AT_LEAST, MANY),),
)
STREETS = Section(
    "streets",
    _("各街道"),
    ("received", "closed", "on_time_rate"),
    sentences.most,
    by=(Dimension.STREET,),
    compare=(Compare.BEFORE,),
    order="-received",
    drawn="received",
)
UNITS = Section(
    "units",
    _("承办任务较多的单位"),
    ("shares_sent", "unit_sign_in_time", "unit_handle_in_time", "return_rate"),
    sentences.most,
    by=(Dimension.UNIT,),
    compare=(Compare.BEFORE,),
    order="-shares_sent",
    top=15,
    drawn="shares_sent",
)
BEHIND = Section(
    "behind",
    _("按期处置率较低的单位"),
    ("unit_handle_in_time", "shares_sent"),
    sentences.behind,
    by=(Dimension.UNIT,),
    compare=(Compare.BEFORE,),
    order="unit_handle_in_time",
    top=10,
    having=(
        Bound("shares_sent", Sign.AT_LEAST, MANY),
        Bound("unit_handle_in_time", Sign.BELOW, Decimal(100)),
    ),
)
LATE = Section(
    "late",
    _("超期情况"),
    ("late", "overdue_backlog"),
    sentences.late,
    by=(Dimension.UNIT,),
    compare=(Compare.BEFORE,),
    order="-late",
    top=10,
    drawn="late",
)
REPEATED = Section(
    "repeated",
    _("重复反映和重办"),
    ("merged_rate", "reopened_rate", "rework_rate"),
    sentences.repeated,
    compare=BOTH,
)
TOGETHER = Section(
    "together",
    _("集中反映的地点和问题"),
    ("received", "backlog"),
    sentences.together,
    by=(Dimension.COMMUNITY, Dimension.CATEGORY_2),
    compare=(Compare.BEFORE,),
    order="-received",
    top=15,
    having=(Bound("received", Sign.AT_LEAST, MANY),),
)
CALLED_BACK = Section(
    "called_back",
    _("回访和满意度"),
    ("call_back_rate", "reached_rate", "solved_rate", "satisfied_rate"),
    sentences.called_back,
    compare=BOTH,
)
CHANNELS = Section(
    "channels",
    _("来源渠道"),
    ("received",),
    sentences.most,
    by=(Dimension.CHANNEL,),
    compare=BOTH,
    order="-received",
    top=10,
    drawn="received",
)
_SHORT = (OVERVIEW, CATEGORIES, RISEN, BEHIND, LATE, REPEATED, TOGETHER, CALLED_BACK)
_LONG = (
    OVERVIEW,
    CHANNELS,
    CATEGORIES,
    RISEN,
    STREETS,
    UNITS,
    BEHIND,
    LATE,
    REPEATED,
    TOGETHER,
    CALLED_BACK,
)
WEEKLY = Bulletin("weekly", _("周报"), Grain.WEEK, _SHORT, days=0, hour=8)
MONTHLY = Bulletin("monthly", _("月报"), Grain.MONTH, _LONG, days=2, hour=8)
QUARTERLY = Bulletin("quarterly", _("季报"), Grain.QUARTER, _LONG, days=4, hour=8)
BULLETINS = (WEEKLY, MONTHLY, QUARTERLY)


def bulletin(key: str) -> Bulletin | None:
    """The declared report of this key."""
    return next((one for one in BULLETINS if one.key == key), None)


def indicators() -> Iterator[str]:
    """Every indicator that any report names."""
    for one in BULLETINS:
        for section in one.sections:
            yield from section.indicators
