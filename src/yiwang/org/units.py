"""Keeps the book of units: establish, rename, let replies be reviewed, retire, take back."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_noop

from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Conflict, Invalid, NotNow
from yiwang.org import actions, unit_tree
from yiwang.org.actors import Worker
from yiwang.org.changes import About, note
from yiwang.org.models import Area, Unit

SUBJECT = "unit"
MOST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class NewUnit:
    """A unit that does not exist yet."""

    code: str
    name: str
    kind: str
    parent: Unit | None = None
    area: Area | None = None


@transaction.atomic
def establish(*, new: NewUnit, by: Worker) -> Unit:
    """A new unit. Raises `Invalid` or `Conflict` for what does not fit."""
    code, name = new.code.strip(), _name(new.name)
    if not code or len(code) > 32:
        raise Invalid("请填写单位代码，不超过32个字符", fields={"code": "请填写单位代码"})
    if new.kind not in Unit.Kind.values:
        raise Invalid("请选择单位类别", fields={"kind": "请选择单位类别"})
    if Unit.objects.filter(code=code).exists():
        raise Conflict("单位代码{code}已经用过，请换一个", code=code)
    unit = actions.add_unit(code=code, name=name, kind=new.kind, parent=new.parent, area=new.area)
    detail = f"{code} · {unit.get_kind_display()}"
    note(about=_about(unit), what=gettext_noop("新增单位"), by=by, detail=detail)
    return unit


def _name(text: str) -> str:
    if not text.strip() or len(text.strip()) > 60:
        raise Invalid("请填写单位名称，不超过60字", fields={"name": "请填写单位名称"})
    return text.strip()


@transaction.atomic
def edit(*, unit: Unit, name: str, reviews: bool, by: Worker) -> None:
    """Name and review together: both or, when one is refused, neither."""
    rename(unit=unit, name=name, by=by)
    set_review(unit=unit, reviews=reviews, by=by)


@transaction.atomic
def rename(*, unit: Unit, name: str, by: Worker) -> None:
    """Another name; cases and the log show it from then on. The same name changes nothing."""
    former, unit.name = unit.name, _name(name)
    if former != unit.name:
        unit.save(update_fields=["name"])
        detail = f"{former} → {unit.name}"
        note(about=_about(unit), what=gettext_noop("单位更名"), by=by, detail=detail)


@transaction.atomic
def set_review(*, unit: Unit, reviews: bool, by: Worker) -> None:
    """Whether a second person of the unit must approve its replies.

    Raises `NotNow` for a unit without anybody who could: its replies would get stuck.
    """
    if unit.reviews_replies == reviews:
        return
    if reviews and not unit_tree.works_in(unit, Duty.REVIEWER):
        raise NotNow("{unit}还没有审核人，请先在“人员”页授予审核人岗位", unit=unit.name)
    unit.reviews_replies = reviews
    unit.save(update_fields=["reviews_replies"])
    what = gettext_noop("答复改为须经审核") if reviews else gettext_noop("答复改为无须审核")
    note(about=_about(unit), what=what, by=by)


@transaction.atomic
def retire(*, unit: Unit, by: Worker) -> None:
    """Out of use: nothing is sent to it and nobody works in it.

    From above, go through `cases.retiring`, which knows what the unit still has in hand.
    """
    if not unit.active:
        raise NotNow("{unit}已经停用", unit=unit.name)
    if unit.kind == Unit.Kind.CENTRE or unit.pk == by.unit_id:
        raise NotNow("{unit}是受理中心或您所在的单位，不能停用", unit=unit.name)
    below = list(Unit.objects.filter(parent=unit, active=True).values_list("name", flat=True))
    if below:
        raise NotNow(
            "{unit}还有在用的下级单位，请先停用：{below}",
            unit=unit.name,
            below=_listed(below),
        )
    unit.active = False
    unit.save(update_fields=["active"])
    note(about=_about(unit), what=gettext_noop("停用单位"), by=by)


@transaction.atomic
def restore(*, unit: Unit, by: Worker) -> None:
    """In use again. Raises `NotNow` below a unit that is not."""
    if unit.active:
        raise NotNow("{unit}正在使用，不必恢复", unit=unit.name)
    if unit.parent is not None and not unit.parent.active:
        raise NotNow("上级单位{unit}已停用，请先恢复上级", unit=unit.parent.name)
    unit.active = True
    unit.save(update_fields=["active"])
    note(about=_about(unit), what=gettext_noop("恢复使用"), by=by)


def _listed(names: list[str]) -> str:
    more = f" …（{len(names)}）" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more


def _about(unit: Unit) -> About:
    return About(subject=SUBJECT, number=unit.pk, name=unit.name)
