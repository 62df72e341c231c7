"""Which year and unit a page of the budget is about, and amounts as they are typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from yiwang.budget.register import queries
from yiwang.budget.register.queries import Wanted
from yiwang.kernel.money import Money, MoneyUnit
from yiwang.kernel.refusals import Invalid


@dataclass(frozen=True)
class Scope:
    """What was chosen, and what may be chosen."""

    year: int
    unit: queries.BudgetUnit | None
    years: list[int]
    units: list[queries.BudgetUnit]

    @property
    def wanted(self) -> Wanted:
        """The spending of this year and unit."""
        return Wanted(year=self.year, unit=self.unit.pk if self.unit else None)

    @property
    def query(self) -> str:
        """The same as the part of an address behind the question mark."""
        return f"year={self.year}" + (f"&unit={self.unit.pk}" if self.unit else "")


def scope_of(request: HttpRequest) -> Scope:
    """What the address chooses; without a year the newest that is known."""
    years, units = queries.years(), queries.units()
    this_year = timezone.localdate().year
    year = whole(request.GET.get("year", ""), years[0] if years else this_year)
    chosen = request.GET.get("unit", "")
    unit = next((one for one in units if str(one.pk) == chosen), None)
    return Scope(year, unit, sorted({*years, year, this_year}, reverse=True), units)


def whole(text: str, default: int) -> int:
    """A whole number of an address, or what holds without one."""
    return int(text) if text.isdecimal() and len(text) < 10 else default


def number(text: str, field: str) -> int:
    """A whole number of a form. Raises `Invalid`."""
    if not text.strip().isdecimal() or len(text) > 9:
        raise Invalid("请填写数字", fields={field: "请填写数字"})
    return int(text)


def money(posted: Any, field: str = "amount") -> Money:
    """An amount of a form, in the unit beside it; yuan without one. Raises `Invalid`."""
    unit = MoneyUnit.WAN if posted.get("money") == "wan" else MoneyUnit.YUAN
    try:
        return Money.of(posted.get(field, ""), unit)
    except Invalid as refused:
        fields = {field: refused.message}
        raise Invalid(refused.template, **refused.details | {"fields": fields}) from None


def day(text: str, field: str = "on") -> date:
    """A day of a form. Raises `Invalid`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("请填写日期", fields={field: "请填写日期"}) from None
