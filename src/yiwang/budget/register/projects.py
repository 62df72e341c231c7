"""Every write of what money is entered under: units, projects, subjects."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from yiwang.budget.register import codes
from yiwang.budget.register.models import BudgetUnit, Project, Subject
from yiwang.budget.register.rights import checked_year, may_keep
from yiwang.budget.register.words import ProjectKind
from yiwang.kernel.refusals import Conflict, Invalid, Missing
from yiwang.org.actors import Worker
from yiwang.org.models import Unit


@dataclass(frozen=True, kw_only=True)
class NewUnit:
    """A budget unit to be."""

    code: str
    name: str
    unit: Unit | None = None
    above: BudgetUnit | None = None
    duties: str = ""


def add_unit(*, new: NewUnit, by: Worker) -> BudgetUnit:
    """Register a budget unit. Raises `Missing`, `Conflict`."""
    may_keep(by)
    if not new.code.strip() or not new.name.strip():
        raise Missing("请填写预算单位的编码和名称")
    try:
        with transaction.atomic():
            return BudgetUnit.objects.create(
                code=new.code.strip()[:20],
                name=new.name.strip()[:80],
                unit=new.unit,
                above=new.above,
                duties=new.duties.strip(),
            )
    except IntegrityError:
        raise Conflict("编码为{code}的预算单位已登记", code=new.code.strip()[:20]) from None


@dataclass(frozen=True, kw_only=True)
class NewProject:
    """A project to be; kind and first year are read from the code where they are left out."""

    code: str
    name: str
    unit: BudgetUnit
    kind: str = ""
    first_year: int | None = None
    last_year: int | None = None
    about: str = ""
    basis: str = ""


def add_project(*, new: NewProject, by: Worker) -> Project:
    """Register a project. Raises `Missing`, `Invalid`, `Conflict`."""
    may_keep(by)
    parts = codes.project_code(new.code)
    kind = new.kind or (parts.kind if parts else "")
    year = new.first_year or (parts.year if parts else None)
    if not new.name.strip() or year is None:
        raise Missing("请填写项目名称和起始年度")
    if kind not in ProjectKind.values:
        raise Invalid("请选择项目类别", fields={"kind": "请选择项目类别"})
    if new.last_year is not None and new.last_year < year:
        raise Invalid("终止年度不能早于起始年度")
    try:
        with transaction.atomic():
            return Project.objects.create(
                code=new.code.strip().upper(),
                name=new.name.strip()[:120],
                unit=new.unit,
                kind=kind,
                first_year=year,
                last_year=new.last_year,
                about=new.about.strip(),
                basis=new.basis.strip()[:300],
            )
    except IntegrityError:
        raise Conflict("编码为{code}的项目已登记", code=new.code.strip()) from None


@dataclass(frozen=True, kw_only=True)
class NewSubject:
    """How a subject is called from a year on, or that it is used no more."""

    kind: str
    code: str
    name: str
    since_year: int
    source: str
    retired: bool = False


def publish_subject(*, new: NewSubject, by: Worker) -> Subject:
    """Publish a subject beside the declared ones; what was published before stays."""
    may_keep(by)
    if not new.name.strip() or not new.source.strip():
        raise Missing("请填写科目名称和来源文件")
    if new.kind not in Subject.Kind.values or not new.code.isdigit():
        raise Invalid("科目编码应为3、5或7位数字")
    return Subject.objects.create(
        kind=new.kind,
        code=new.code,
        name=new.name.strip()[:80],
        since_year=checked_year(new.since_year),
        retired=new.retired,
        source=new.source.strip()[:200],
        published_at=timezone.now(),
        published_by=by.person_name,
    )
