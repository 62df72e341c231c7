"""Every write of the alerts: rules are published, crossings raised and cleared."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from yiwang.analytics import queries as figures
from yiwang.analytics import store
from yiwang.analytics.alerts import queries
from yiwang.analytics.alerts.judging import Line, Verdict, before, judge, period_of
from yiwang.analytics.alerts.models import AlertRule, Crossing
from yiwang.cases import outbox
from yiwang.engine.duties import OUTSIDE, Duty
from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.measure import register
from yiwang.measure.dimensions import TIMES, Dimension
from yiwang.measure.plan import Plan, read
from yiwang.measure.reading import Reading, Scale
from yiwang.org.actors import Worker

MOST_OPEN = 500
# Who publishes rules.
KEEPERS = (Duty.SUPERVISOR, Duty.ASSESSOR, Duty.ADMINISTRATOR)


@transaction.atomic
def publish(
    *, rule: dict[str, Any], basis: str, by: Worker, replaces: int | None = None
) -> AlertRule:
    """Publish a rule, or a new edition of one. Raises `Invalid` with the fields that are wrong."""
    root = queries.rule(replaces) if replaces is not None else None
    edition = AlertRule(
        **rule,
        root_id=root.number if root else None,
        basis=basis.strip()[:200],
        published_by=by.person_name,
        published_at=timezone.now(),
    )
    check_rule(edition)
    edition.save()
    return edition


def tried(rule: dict[str, Any]) -> AlertRule:
    """A rule that nobody published, to see what it would find. Raises `Invalid`."""
    edition = AlertRule(**rule, basis="-", published_at=timezone.now())
    check_rule(edition)
    return edition


def check_rule(rule: AlertRule) -> None:
    """Raises `Invalid` with the fields of a rule that are wrong; also before it is published."""
    faults = dict(_faults(rule))
    if faults:
        raise Invalid(next(iter(faults.values())), fields=faults)
    figures.check(plan_of(rule, timezone.localdate()))


def _faults(rule: AlertRule) -> Iterator[tuple[str, str]]:
    if not rule.name.strip():
        yield "name", _("请填写预警的名称")
    if not rule.basis:
        yield "basis", _("请填写依据")
    if not rule.duties or not set(rule.duties) <= {d.value for d in Duty if d not in OUTSIDE}:
        yield "duties", _("请选择提醒哪些岗位")
    for field in ("span", "kind", "direction"):
        if getattr(rule, field) not in dict(AlertRule._meta.get_field(field).choices):
            yield field, _("请从列表中选择")
    if rule.by and (rule.by not in set(Dimension) or Dimension(rule.by) in TIMES):
        yield "by", _("预警不能按时间划分")
    yield from _forecast_faults(rule)


def _forecast_faults(rule: AlertRule) -> Iterator[tuple[str, str]]:
    if rule.kind != AlertRule.Kind.FORECAST:
        return
    if rule.span not in (AlertRule.Span.WEEK, AlertRule.Span.MONTH):
        yield "span", _("预计期末只能用于本周或本月")
    if register.indicator(rule.indicator).scale is not Scale.COUNT:
        yield "indicator", _("只有件数类指标可以预计期末")


@transaction.atomic
def retire(*, number: int, basis: str, by: Worker) -> None:
    """Put a rule out of use; what it raised is cleared. Raises `NotFound`."""
    last = queries.rule(number)
    if last.retired:
        return
    kept = {f.name: getattr(last, f.name) for f in AlertRule._meta.fields}
    kept |= {"id": None, "root": last.root or last, "retired": True, "published_by": by.person_name}
    kept |= {"published_at": timezone.now(), "basis": basis.strip()[:200] or last.basis}
    AlertRule.objects.create(**kept)
    Crossing.objects.filter(number=number, cleared_at=None).update(cleared_at=timezone.now())


def plan_of(rule: AlertRule, today: date) -> Plan:
    """The figure that a rule looks at. Raises `Invalid` where it cannot be asked."""
    period = period_of(rule.span, today)
    written = {"indicator": [rule.indicator], "by": [rule.by], "period": [period.key]}
    return read(rule.narrowed | written)


def judged(rule: AlertRule, today: date) -> Iterator[tuple[str, Reading, Verdict]]:
    """What a rule finds now, for each key of its division; also before it is published."""
    plan, cursor = plan_of(rule, today), store.reading()
    line = Line(
        rule.kind, rule.direction == AlertRule.Direction.UP, Fraction(rule.level), rule.least
    )
    earlier = plan.of(before(rule.span, today))
    former = dict(_readings(earlier, cursor))
    nothing = Reading(register.indicator(rule.indicator).scale, None, None, None)
    for key, reading in _readings(plan, cursor):
        verdict = judge(line, rule.span, today, reading, former.get(key, nothing))
        if verdict is not None:
            yield key, reading, verdict


def _readings(plan: Plan, cursor: Any) -> Iterator[tuple[str, Reading]]:
    found = figures.table_of(plan, cursor, weights=figures.weights_for(plan))
    for row in found.rows if plan.by else (found.total,):
        yield "".join(row.keys), row.readings[plan.indicators[0]]


def check(now: datetime | None = None) -> int:
    """Look at every rule; how many crossings were raised. Each is raised once until it clears."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    return sum(_check_rule(rule, today, now) for rule in queries.rules() if not rule.retired)


def _check_rule(rule: AlertRule, today: date, now: datetime) -> int:
    try:
        found = {key: (reading, verdict) for key, reading, verdict in judged(rule, today)}
    except Refusal:
        # No facts yet, or a rule whose figure is gone: there is nothing to say.
        return 0
    crossed = {key for key, (_, verdict) in found.items() if verdict.crossed}
    with transaction.atomic():
        open_ones = {row.key: row for row in queries.open_of(rule.number)}
        for key in open_ones.keys() - crossed:
            _clear(open_ones[key], now)
        fresh = sorted(crossed - open_ones.keys())[:MOST_OPEN]
        for key in fresh:
            _raise(rule, key, *found[key], today, now)
    return len(fresh)


def _raise(
    rule: AlertRule, key: str, reading: Reading, verdict: Verdict, today: date, now: datetime
) -> None:
    crossing = Crossing.objects.create(
        rule=rule,
        number=rule.number,
        key=key,
        period=period_of(rule.span, today).key,
        shown=verdict.shown,
        against=verdict.against,
        part=reading.part,
        whole=reading.whole,
        raised_at=now,
    )
    outbox.put(destination="", kind=queries.RAISED, payload=_payload(crossing))


def _clear(crossing: Crossing, now: datetime) -> None:
    """Come back behind its line, or gone from the table altogether."""
    crossing.cleared_at = now
    crossing.save(update_fields=["cleared_at"])
    outbox.put(destination="", kind=queries.CLEARED, payload=_payload(crossing))


def _payload(crossing: Crossing) -> dict[str, Any]:
    rule = crossing.rule
    return {
        "number": f"alert-{rule.number}",
        "seq": f"{crossing.pk}-{'cleared' if crossing.cleared_at else 'raised'}",
        "rule": rule.name,
        "indicator": rule.indicator,
        "period": crossing.period,
        "by": rule.by,
        "key": crossing.key,
        "shown": crossing.shown,
        "level": str(Decimal(rule.level)),
        "raised_at": crossing.raised_at.isoformat(),
    }
