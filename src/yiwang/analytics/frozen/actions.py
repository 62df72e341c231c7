"""Every write of frozen figures: freezing, replaying, objecting, deciding."""

from collections import defaultdict
from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from yiwang.analytics import actions as facts
from yiwang.analytics import queries as figures
from yiwang.analytics import store
from yiwang.analytics.cut import facts_as_of
from yiwang.analytics.frozen import queries, reckoning
from yiwang.analytics.frozen.models import CorrectedReading, Freeze, FrozenReading, Objection
from yiwang.cases import queries as cases
from yiwang.dials import weights as dials
from yiwang.engine.duties import UNIT, Duty
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotNow
from yiwang.measure import register
from yiwang.measure.language import Weights
from yiwang.measure.period import Grain, parse
from yiwang.measure.plan import Plan
from yiwang.org.actors import Worker

KEEPERS = (Duty.ASSESSOR, Duty.SUPERVISOR)
GRAINS = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)
# How long units may object; chosen anew at each freezing. No rule of a higher level is known.
OBJECTION_DAYS = 10
MOST_DAYS = 60
CHUNK = 2000


def freeze(
    *,
    period: str,
    basis: str,
    by: Worker,
    weights: Weights | None = None,
    days: int = OBJECTION_DAYS,
) -> Freeze:
    """Publish the figures of a period that is over, once. Raises `NotNow`, `Conflict`."""
    _may_keep(by)
    span = parse(period)
    if span.grain not in GRAINS or span.ends_early or span.key != period:
        raise Invalid("只能冻结整周、整月、整季或整年")
    if span.until > timezone.localdate():
        raise NotNow("{period}还没有结束，结束后才能冻结", period=span.label)
    if not basis.strip() or not 0 <= days <= MOST_DAYS:
        raise Missing("请填写依据，申诉期在0至{most}天之间", most=MOST_DAYS)
    weights = dials.on(span.last) if weights is None else weights
    if not facts.refresh().settled:
        raise NotNow("正有案件记录在写入，请稍候再冻结")
    mark, at, areas = _now()
    with facts_as_of(mark, at, areas) as scratch:
        found = reckoning.all_figures(scratch, span, weights)
    kept = Freeze(
        period=period,
        cut=mark,
        at=at,
        weights=[[whole, part, str(value)] for (whole, part), value in weights.items()],
        areas=areas,
        digest=reckoning.digest(found),
        objections_until=timezone.localdate() + timedelta(days=days),
        frozen_at=timezone.now(),
        frozen_by=by.person_name,
        basis=basis.strip()[:200],
    )
    _keep(kept, found)
    return kept


def _may_keep(by: Worker) -> None:
    if by.duty not in KEEPERS:
        raise NotAllowed("冻结和审定由考核员或督办员办理")


def _now() -> tuple[int, Any, list[list[str]]]:
    cursor = store.reading()
    (mark,) = cursor.execute("SELECT mark FROM meta").fetchone() or (0,)
    areas = cursor.execute("SELECT code, street, community FROM areas ORDER BY code").fetchall()
    return mark, figures.as_of(cursor), [list(area) for area in areas]


def _keep(kept: Freeze, found: list[reckoning.Frozen]) -> None:
    try:
        with transaction.atomic():
            kept.save()
            rows = (_row(kept, one) for one in found)
            FrozenReading.objects.bulk_create(rows, batch_size=CHUNK)
    except IntegrityError:
        raise Conflict("{period}已经冻结过，冻结的数字不再改动", period=kept.span.label) from None


def _row(kept: Freeze, one: reckoning.Frozen) -> FrozenReading:
    return FrozenReading(freeze=kept, version=one.version, **_columns(one))


def _columns(one: reckoning.Frozen) -> dict[str, Any]:
    kept = dict(zip(reckoning.Frozen.__dataclass_fields__, astuple(one), strict=True))
    return {key: value for key, value in kept.items() if key != "version"}


@dataclass(frozen=True)
class Replayed:
    """Whether a freeze came out again, and what did not."""

    freeze: Freeze
    same: bool
    differences: list[str]


def replay(freeze: Freeze) -> Replayed:
    """Compute a freeze again from the log up to its last event, under what held then.

    Later events, limits, calendars, weights and areas change nothing; another formula does, and
    is named.
    """
    with facts_as_of(freeze.cut, freeze.at, freeze.areas) as scratch:
        found = reckoning.all_figures(scratch, freeze.span, queries.weights(freeze))
    if reckoning.digest(found) == freeze.digest:
        return Replayed(freeze, True, [])
    values = [(one.place, one.value) for one in found]
    return Replayed(freeze, False, queries.differing(freeze, values) or ["公式已改版，数值未变"])


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a unit asks for."""

    period: str
    number: str
    indicators: tuple[str, ...]
    reason: str
    evidence: str


def object_to(*, asked: Asked, by: Worker) -> Objection:
    """A unit asks that one of its cases be left out of figures. Raises where it may not."""
    kept = queries.freeze(asked.period)
    if by.duty not in UNIT or by.person_id is None or by.unit_id is None:
        raise NotAllowed("申诉由承办单位的经办人或审核人提出")
    if not kept.open_for_objections:
        raise NotNow("申诉期已于{day}结束", day=kept.objections_until.isoformat())
    if not asked.reason.strip() or not asked.evidence.strip() or not asked.indicators:
        raise Missing("请选择指标，写明理由和证据")
    case = cases.case(by, asked.number)
    _check_counted(kept, case.pk, asked.indicators)
    try:
        with transaction.atomic():
            return Objection.objects.create(
                freeze=kept,
                case_number=case.number,
                case=case.pk,
                indicators=list(asked.indicators),
                reason=asked.reason.strip()[:500],
                evidence=asked.evidence.strip()[:500],
                asked_by=by.person_id,
                asked_name=by.person_name,
                asked_unit=by.unit_id,
                asked_at=timezone.now(),
            )
    except IntegrityError:
        raise Conflict("这个案件已有申诉在审或已剔除") from None


def _check_counted(kept: Freeze, case: int, indicators: tuple[str, ...]) -> None:
    with facts_as_of(kept.cut, kept.at, kept.areas) as scratch:
        for key in indicators:
            if not counted(scratch, kept, case, key):
                label = register.indicator(key).label
                raise Invalid(
                    "这个案件没有计入{period}的“{label}”", period=kept.span.label, label=label
                )


def counted(scratch: Any, kept: Freeze, case: int, key: str) -> bool:
    """Whether a case has a row in a figure of this freeze."""
    plan = Plan((key,), kept.span)
    selections = {term.of for term in register.indicator(key).terms()}
    return any((case,) in figures.rows_from(scratch, plan, one, "id") for one in selections)


def decide(*, number: int, granted: bool, decision: str, by: Worker) -> Objection:
    """Somebody else decides, once; granted, the figures come out again without the case."""
    _may_keep(by)
    if not decision.strip():
        raise Missing("请写明审定意见")
    with transaction.atomic():
        asked = Objection.objects.select_for_update().filter(pk=number).first()
        asked = asked or queries.objection(number)
        if asked.granted is not None:
            raise Conflict("这件申诉已经审定")
        if asked.asked_by == by.person_id or asked.asked_unit == by.unit_id:
            raise NotAllowed("提出申诉的单位不能自己审定")
        asked.granted, asked.decision = granted, decision.strip()[:500]
        asked.decided_by, asked.decided_name = by.person_id, by.person_name
        asked.decided_at = timezone.now()
        asked.save()
        if granted:
            _correct(asked)
    return asked


def _correct(asked: Objection) -> None:
    """Keep every figure that an objection changes, after all that was granted before it."""
    kept = asked.freeze
    left_out: dict[str, set[int]] = defaultdict(set)
    for one in queries.granted(kept):
        for key in one.indicators:
            left_out[key].add(one.case)
    touched = {key: left_out[key] for key in asked.indicators}
    with facts_as_of(kept.cut, kept.at, kept.areas) as scratch:
        found = list(reckoning.without(scratch, kept.span, queries.weights(kept), touched))
    before = queries.values(kept, asked.indicators)
    rows = [
        CorrectedReading(objection=asked, **_columns(one))
        for one in found
        if before.get(one.place) != (one.part, one.whole, one.value)
    ]
    # A division in which nothing is left has no row any more.
    left = {one.place for one in found}
    rows += [
        CorrectedReading(objection=asked, indicator=place[0], by=place[1], key=place[2], whole=0)
        for place in before.keys() - left
    ]
    CorrectedReading.objects.bulk_create(rows, batch_size=CHUNK)
