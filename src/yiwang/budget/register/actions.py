"""Every entry of the register by hand: money, purchases, assets, staff, and counter-entries."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from yiwang.budget.register import codes, queries
from yiwang.budget.register.models import Asset, BudgetUnit, Movement, Procurement, Project, Staff
from yiwang.budget.register.rights import checked_year, may_keep
from yiwang.budget.register.words import Phase, Side, Source
from yiwang.kernel.money import Money
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotFound
from yiwang.org.actors import Worker


@dataclass(frozen=True, kw_only=True)
class Told:
    """What every row of the register says about itself."""

    year: int
    unit: BudgetUnit
    on: date
    basis: str
    document: str = ""

    def columns(self, by: Worker) -> dict[str, Any]:
        """The columns of `Kept`. Raises `Missing`, `Invalid`."""
        if not self.basis.strip():
            raise Missing("请填写依据或摘要", fields={"basis": "请填写依据或摘要"})
        return {
            "year": checked_year(self.year),
            "unit": self.unit,
            "on": self.on,
            "basis": self.basis.strip()[:200],
            "document": self.document.strip()[:80],
            "recorded_at": timezone.now(),
            "recorded_by": by.person_id,
            "recorded_name": by.person_name,
        }


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What moved: how much, in which phase, under which subjects, from where."""

    phase: str
    money: Money
    source: str = Source.GENERAL
    side: str = Side.SPENDING
    functional: str = ""
    economic: str = ""
    project: Project | None = None


def check_moved(moved: Moved, unit: BudgetUnit) -> None:
    """Raises `Invalid` for what cannot be entered."""
    if moved.phase not in Phase.values or moved.side not in Side.values:
        raise Invalid("请选择阶段和收支")
    if moved.source not in Source.values:
        raise Invalid("请选择资金来源")
    if not moved.money:
        raise Invalid("金额不能为0", fields={"amount": "金额不能为0"})
    if moved.side == Side.SPENDING and not codes.is_functional(moved.functional):
        raise Invalid("支出的功能科目应填到项，如2010350", fields={"functional": "应为7位数字"})
    if moved.economic and not codes.is_economic(moved.economic):
        raise Invalid("经济科目应填到款，如30201", fields={"economic": "应为5位数字"})
    if moved.project is not None and moved.project.unit_id != unit.pk:
        raise Invalid("项目“{name}”不是这个预算单位的", name=moved.project.name)


def record(*, moved: Moved, told: Told, by: Worker) -> Movement:
    """Append one movement of money. Raises `NotAllowed`, `Missing`, `Invalid`."""
    may_keep(by)
    check_moved(moved, told.unit)
    return Movement.objects.create(**told.columns(by), **movement_columns(moved))


def movement_columns(moved: Moved) -> dict[str, Any]:
    """The columns of a movement beside those of every row."""
    return {
        "phase": moved.phase,
        "side": moved.side,
        "functional": moved.functional,
        "economic": moved.economic,
        "project": moved.project,
        "source": moved.source,
        "fen": moved.money.fen,
    }


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """What is to be bought or was bought."""

    step: str
    bought: str
    item: str
    name: str
    money: Money
    project: Project | None = None
    quantity: Decimal | None = None
    for_medium: Money = Money()
    for_small: Money = Money()
    bought_service: bool = False


def record_purchase(*, purchase: Purchase, told: Told, by: Worker) -> Procurement:
    """Append one purchase, planned or done."""
    may_keep(by)
    if not purchase.item.strip() or not purchase.name.strip():
        raise Missing("请填写采购品目的编码和名称")
    if not Money() <= purchase.for_small <= purchase.for_medium <= purchase.money:
        raise Invalid("预留小微企业的金额不能超过预留中小企业的金额，后者不能超过采购金额")
    return Procurement.objects.create(
        **told.columns(by),
        step=purchase.step,
        bought=purchase.bought,
        item=purchase.item.strip()[:12],
        name=purchase.name.strip()[:80],
        project=purchase.project,
        quantity=purchase.quantity,
        fen=purchase.money.fen,
        medium_fen=purchase.for_medium.fen,
        small_fen=purchase.for_small.fen,
        bought_service=purchase.bought_service,
    )


@dataclass(frozen=True, kw_only=True)
class Assets:
    """Assets of one kind: in stock, to be bought, or bought."""

    step: str
    kind: str
    name: str
    quantity: Decimal
    money: Money
    item: str = ""
    in_stock: bool = False


def record_assets(*, assets: Assets, told: Told, by: Worker) -> Asset:
    """Append one row of assets."""
    may_keep(by)
    if not assets.name.strip() or assets.quantity < 0:
        raise Missing("请填写资产名称和数量")
    columns = asdict(assets)
    columns["fen"] = columns.pop("money")["fen"]
    return Asset.objects.create(**told.columns(by), **columns)


def record_staff(*, kind: str, posts: int, people: int, told: Told, by: Worker) -> Staff:
    """Append how many posts and people of a kind there are at a day."""
    may_keep(by)
    if posts < 0 or people < 0:
        raise Invalid("编制数和实有人数不能小于0")
    return Staff.objects.create(**told.columns(by), kind=kind, posts=posts, people=people)


@transaction.atomic
def take_back(*, number: int, reason: str, by: Worker) -> Movement:
    """A counter-entry to one movement. Raises `NotFound`, `Conflict`, `Missing`."""
    may_keep(by)
    if not reason.strip():
        raise Missing("请填写更正的理由", fields={"reason": "请填写更正的理由"})
    wrong = queries.movement(number)
    if wrong.reverses_id is not None:
        raise NotFound("冲销分录不能再冲销，请登记新的分录")
    made = counter(wrong, reason, by)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Conflict("这条分录已经冲销") from None
    return made


def counter(wrong: Movement, reason: str, by: Worker) -> Movement:
    """The entry that takes another back, not saved yet: the same place, the opposite amount."""
    told = Told(
        year=wrong.year, unit=wrong.unit, on=wrong.on, basis=reason, document=wrong.document
    )
    moved = Moved(
        phase=wrong.phase,
        money=-wrong.money,
        source=wrong.source,
        side=wrong.side,
        functional=wrong.functional,
        economic=wrong.economic,
        project=wrong.project,
    )
    return Movement(**told.columns(by), **movement_columns(moved), reverses=wrong)
