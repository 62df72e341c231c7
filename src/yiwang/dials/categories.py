"""Changes the tree of categories: each change is published with its basis and its day."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from yiwang.dials import kept, queries
from yiwang.dials.actions import By
from yiwang.dials.models import Category, CategoryNotice
from yiwang.engine import register
from yiwang.kernel.refusals import Conflict, Invalid, NotFound, NotNow

LEVELS = 3
DIGITS = 2
Kind = CategoryNotice.Kind


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How a category is called, and the words by which it is recognised in a text."""

    name: str
    keywords: str = ""

    def columns(self) -> dict[str, str]:
        """The same for a row. Raises `Invalid` without a name."""
        name, keywords = self.name.strip(), " ".join(self.keywords.split())
        if not name or len(name) > 40:
            raise Invalid("请填写分类名称，不超过40字", fields={"name": "请填写分类名称"})
        if len(keywords) > 300:
            raise Invalid("常用词不能超过300字")
        return {"name": name, "keywords": keywords}


@transaction.atomic
def add(*, code: str, wording: Wording, by: By, procedure: str = "") -> None:
    """A new category below one that is in use; one of the first level names its procedure."""
    if not code.isdigit() or len(code) % DIGITS or not DIGITS <= len(code) <= DIGITS * LEVELS:
        raise Invalid("分类代码应为2、4或6位数字", fields={"code": "分类代码应为2、4或6位数字"})
    if queries.category(code) is not None:
        raise Conflict("分类代码{code}已经用过，请换一个", code=code)
    _check_above(code)
    # Those below follow the one above.
    named = register.procedure(procedure or "appeals").key if len(code) == DIGITS else ""
    columns = wording.columns() | {"procedure": named}
    _publish(by, CategoryNotice(code=code, kind=Kind.ADD, **columns))


@transaction.atomic
def rename(*, code: str, wording: Wording, by: By) -> None:
    """Another name or other usual words; cases are shown under the new name from then on."""
    known = _in_use(code)
    former = "" if known.name == wording.name.strip() else known.name
    columns = wording.columns()
    if not former and columns["keywords"] == known.keywords:
        raise Invalid("名称和常用词都没有变化")
    _publish(by, CategoryNotice(code=code, kind=Kind.RENAME, former=former, **columns))


@transaction.atomic
def retire(*, code: str, by: By) -> int:
    """No longer offered, with all below it; cases that have it keep it. How many were retired."""
    _in_use(code)
    below = list(Category.objects.filter(active=True, code__startswith=code))
    notices = [CategoryNotice(code=r.code, kind=Kind.RETIRE, name=r.name) for r in below]
    _publish(by, *notices)
    return len(below)


@transaction.atomic
def restore(*, code: str, by: By) -> None:
    """Offered again; what is below it stays as it is."""
    known = _known(code)
    if known.active:
        raise NotNow("“{name}”正在使用，不必恢复", name=known.name)
    _check_above(code)
    _publish(by, CategoryNotice(code=code, kind=Kind.RESTORE, name=known.name))


def _known(code: str) -> Category:
    found = queries.category(code)
    if found is None:
        raise NotFound("没有“{value}”这个诉求分类", value=code)
    return found


def _in_use(code: str) -> Category:
    found = _known(code)
    if not found.active:
        raise NotNow("“{name}”已经停用", name=found.name)
    return found


def _check_above(code: str) -> None:
    above = code[:-DIGITS]
    if above and not Category.objects.filter(code=above, active=True).exists():
        raise Invalid("没有在用的上级分类“{code}”", code=above)


def _publish(by: By, *notices: CategoryNotice) -> None:
    waiting = queries.waiting_categories()
    for notice in notices:
        _check_nothing_waits(notice, waiting)
        for column, value in by.row().items():
            setattr(notice, column, value)
    CategoryNotice.objects.bulk_create(notices)
    carry_out()


def _check_nothing_waits(notice: CategoryNotice, waiting: list[CategoryNotice]) -> None:
    """One change at a time, here, above and below; otherwise their order would be a riddle."""
    above = [notice.code[:end] for end in range(DIGITS, len(notice.code), DIGITS)]
    for later in waiting:
        if later.code in above or later.code.startswith(notice.code):
            day = timezone.localdate(later.valid_from)
            raise NotNow("“{name}”有{day}起生效的变更，请待其生效后再改", name=later.name, day=day)


@transaction.atomic
def carry_out() -> int:
    """Bring the tree to what is published for now; how many changes were due."""
    carried = dict(Category.objects.values_list("code", "notice"))
    due = [
        notice
        for notice in CategoryNotice.objects.filter(valid_from__lte=timezone.now()).order_by("id")
        if notice.pk > carried.get(notice.code, 0)
    ]
    for notice in due:
        _carry_out(notice)
    if due:
        kept.published()
    return len(due)


def _carry_out(notice: CategoryNotice) -> None:
    changes: dict[str, object] = {"notice": notice.pk}
    if notice.kind in (Kind.ADD, Kind.RENAME):
        changes |= {"name": notice.name, "keywords": notice.keywords}
    if notice.kind != Kind.RENAME:
        changes["active"] = notice.kind != Kind.RETIRE
    level = len(notice.code) // DIGITS
    if notice.kind == Kind.ADD:
        above = queries.category(notice.code[:DIGITS])
        changes["procedure"] = notice.procedure or (above.procedure if above else "appeals")
    Category.objects.update_or_create(
        code=notice.code, defaults=changes, create_defaults={"level": level, **changes}
    )
