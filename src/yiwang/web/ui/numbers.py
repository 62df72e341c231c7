"""Filters for exact numbers: rounded only here, where people read them."""

from fractions import Fraction

from django import template

from yiwang.kernel.money import Money, MoneyUnit
from yiwang.measure.reading import rounded

register = template.Library()


@register.filter
def points(value: Fraction) -> str:
    """A number as it was set: 12.5, 40."""
    return f"{rounded(value, 4).normalize():f}"


@register.filter
def hundredfold(value: Fraction) -> str:
    """A share of one as it is typed in percent: 0.75 is 75."""
    return points(value * 100)


@register.filter
def percent(value: Fraction | None) -> str:
    """A share of one as people read it; a dash where it is not known."""
    return "—" if value is None else f"{rounded(value * 100, 2)}%"


@register.filter
def share(value: float | None) -> str:
    """A measured share of one, as of a model's answers; a dash where it is not known."""
    return "—" if value is None else f"{value:.1%}"


@register.filter
def yuan(fen: int) -> str:
    """An amount in yuan, as 1,234.50."""
    return f"{Money(fen).told():,}"


@register.filter
def wan(fen: int) -> str:
    """An amount in ten thousand yuan, as 1,802.64."""
    return f"{Money(fen).told(MoneyUnit.WAN):,}"
