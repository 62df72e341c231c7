"""Everything that is read of the alerts."""

from datetime import timedelta

from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.analytics.alerts.models import AlertRule, Crossing
from yiwang.engine.duties import UNIT
from yiwang.kernel.refusals import NotFound
from yiwang.measure.dimensions import Dimension
from yiwang.org import queries as org
from yiwang.org.actors import Worker

RAISED = "figures.crossed"
CLEARED = "figures.cleared"
# What other systems may subscribe to, with the words for it.
KINDS = ((RAISED, gettext_noop("指标越线")), (CLEARED, gettext_noop("越线解除")))
SPANS = AlertRule.Span.choices
WAYS = AlertRule.Kind.choices
DIRECTIONS = AlertRule.Direction.choices
LASTS = timedelta(days=14)
MOST = 200


def rules() -> list[AlertRule]:
    """The last edition of every rule, those in use first."""
    newest = AlertRule.objects.values(number_of=Coalesce("root_id", "id")).annotate(last=Max("id"))
    rows = AlertRule.objects.filter(pk__in=newest.values("last"))
    return list(rows.order_by("retired", "name", "id"))


def rule(number: int) -> AlertRule:
    """The last edition of one rule. Raises `NotFound`."""
    found = editions(number)
    if not found:
        raise NotFound("没有这条预警规则")
    return found[0]


def editions(number: int) -> list[AlertRule]:
    """All editions of a rule, the newest first."""
    mine = Q(pk=number, root=None) | Q(root_id=number)
    return list(AlertRule.objects.filter(mine).select_related("root").order_by("-id"))


def open_of(number: int) -> list[Crossing]:
    """What a rule has raised and not cleared."""
    return list(Crossing.objects.filter(number=number, cleared_at=None).select_related("rule"))


def crossings(number: int) -> list[Crossing]:
    """What a rule raised, the newest first."""
    rows = Crossing.objects.filter(number=number).select_related("rule")
    return list(rows.order_by("-raised_at", "-id")[:MOST])


def open_counts() -> dict[int, int]:
    """How many crossings of each rule are open, by its number."""
    rows = Crossing.objects.filter(cleared_at=None).values_list("number", flat=True)
    found: dict[int, int] = {}
    for number in rows:
        found[number] = found.get(number, 0) + 1
    return found


def told(worker: Worker) -> list[Crossing]:
    """What this worker is told of: all that is open, and what was raised in the last two weeks.

    By duty at the centre; a unit hears of itself and of the units below it, where the rule says so.
    """
    recent = Q(cleared_at=None) | Q(raised_at__gte=timezone.now() - LASTS)
    rows = Crossing.objects.filter(recent).select_related("rule").order_by("-raised_at", "-id")
    if worker.duty not in UNIT:
        return [row for row in rows[:MOST] if worker.duty.value in row.rule.duties]
    about_units = rows.filter(rule__by=Dimension.UNIT.value, rule__tells_unit=True)
    # Nothing more is read while no unit is told of anything.
    found = list(about_units[:MOST])
    below = {str(u.pk) for u in org.units() if u.path.startswith(worker.unit_path)} if found else ()
    return [row for row in found if row.key in below]
