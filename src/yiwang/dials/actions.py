"""Publishes dials; every change is a new row with its basis."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from yiwang.dials import beginning, kept
from yiwang.dials.models import LimitNotice, ReplyTemplate, RoutingRule
from yiwang.engine import register
from yiwang.kernel.refusals import Invalid, NotFound
from yiwang.kernel.worktime import TimeUnit
from yiwang.org.models import Unit


@dataclass(frozen=True, kw_only=True)
class By:
    """Who publishes, on what basis, from when."""

    name: str
    basis: str
    valid_from: datetime | None = None

    def row(self) -> dict[str, object]:
        """The columns that every published row has. Raises `Invalid` without a basis."""
        if not self.basis.strip():
            raise Invalid("请写明依据", fields={"basis": "请写明依据"})
        when = self.valid_from or timezone.now()
        return {"published_by": self.name, "basis": self.basis.strip(), "valid_from": when}


@dataclass(frozen=True, kw_only=True)
class LimitFor:
    """Which limit gets how much time, and for what."""

    procedure: str
    limit: str
    amount: int
    category: str = ""
    urgency: str = ""
    unit: Unit | None = None
    # Empty: the unit of the declaration.
    time_unit: str = ""


def publish_limit(*, limit: LimitFor, by: By) -> LimitNotice:
    """Publish an amount. Running clocks keep theirs. Raises `Invalid` outside the range."""
    declared = register.procedure(limit.procedure).limit_by_key.get(limit.limit)
    if declared is None or declared.given:
        raise NotFound("没有“{key}”这个可调时限", key=limit.limit)
    if limit.time_unit and limit.time_unit not in set(TimeUnit):
        raise Invalid("没有这种时间单位", fields={"time_unit": "没有这种时间单位"})
    time_unit = TimeUnit(limit.time_unit) if limit.time_unit else declared.unit
    lowest, highest = declared.may_be
    if not lowest <= limit.amount <= highest:
        sentence = "{label}应在{lowest}至{highest}{unit}之间"
        words = {"label": declared.label, "lowest": lowest, "highest": highest}
        raise Invalid(sentence, unit=time_unit.label, **words)
    notice = LimitNotice.objects.create(
        procedure=limit.procedure,
        limit=limit.limit,
        category=limit.category,
        urgency=limit.urgency,
        unit=limit.unit,
        amount=limit.amount,
        time_unit=time_unit.value,
        **by.row(),
    )
    kept.published()
    return notice


@dataclass(frozen=True, kw_only=True)
class Route:
    """Which unit a category in an area goes to."""

    category: str = ""
    area: str = ""
    unit: Unit | None = None
    managing_kind: str = ""
    retired: bool = False


def publish_route(*, route: Route, by: By) -> RoutingRule:
    """Publish a routing rule; it takes the place of the former one for the same pair."""
    if not route.retired and route.unit is None and not route.managing_kind:
        raise Invalid("请选择承办单位，或选择由属地单位承办")
    return RoutingRule.objects.create(
        category=route.category,
        area=route.area,
        unit=route.unit,
        managing_kind=route.managing_kind,
        retired=route.retired,
        **by.row(),
    )


def publish_template(*, key: str, title: str, body: str, category: str, by: By) -> ReplyTemplate:
    """Publish a wording; it takes the place of the former one of the same key."""
    if not body.strip() or not title.strip():
        raise Invalid("请填写模板的标题和正文")
    return ReplyTemplate.objects.create(
        key=key, title=title.strip(), body=body.strip(), category=category, **by.row()
    )


@transaction.atomic
def load_catalogue() -> None:
    """The procedures' own categories and limits, as a beginning; what is there is left alone."""
    beginning.fill()
    kept.published()
