"""The shapes of score cards: which indicators count for which kind of unit, and what may be set.

Points, marks and deductions are dials within the ranges that stand here. Forms of the scheme are
those that districts publish (points in proportion above a floor, a least number of points, points
off for each case); the values of birth are ours and adjustable.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_noop as _

from yiwang.analytics.scores.scoring import Card, Deduction, Item

Range = tuple[Fraction, Fraction]
_POINTS: Range = (Fraction(0), Fraction(100))
_SHARE: Range = (Fraction(0), Fraction(1))


@dataclass(frozen=True)
class Shape:
    """A card for units of some kinds; `born` are its values until others are published."""

    key: str
    label: str
    kinds: tuple[str, ...]
    basis: str
    born: Card
    # What tells how much a unit had to do; with little of it, it is shown and not ranked.
    caseload: str = "shares_sent"


def item(indicator: str, points: int, floor: str, full: str, least: str = "0") -> Item:
    """An item with its values of birth, marks as shares of one."""
    return Item(indicator, Fraction(points), Fraction(floor), Fraction(full), Fraction(least))


def off(indicator: str, each: str, most: str) -> Deduction:
    """A deduction with its values of birth."""
    return Deduction(indicator, Fraction(each), Fraction(most))


_BASIS = "各地公布的考核办法的通行形式；分值与界限为出厂默认，须由本区公布"
SHAPES = (
    Shape(
        "streets",
        _("街道与社区考核"),
        ("street", "community"),
        _BASIS,
        Card(
            (
                item("unit_sign_in_time", 10, "0.8", "1"),
                item("on_time_rate", 40, "0.75", "1"),
                item("satisfied_rate", 25, "0.73", "0.98", "12.5"),
                item("solved_rate", 25, "0.6", "0.95"),
            ),
            (off("rework_rate", "0.2", "10"), off("return_rate", "0.1", "5")),
            least_cases=5,
        ),
    ),
    Shape(
        "departments",
        _("部门与企业考核"),
        ("department", "company"),
        _BASIS,
        Card(
            (
                item("unit_sign_in_time", 10, "0.8", "1"),
                item("unit_handle_in_time", 50, "0.75", "1"),
                item("satisfied_rate", 20, "0.73", "0.98", "10"),
                item("solved_rate", 20, "0.6", "0.95"),
            ),
            (off("rework_rate", "0.2", "10"), off("return_rate", "0.1", "5")),
            least_cases=5,
        ),
    ),
    Shape(
        "data",
        _("数据归集考核"),
        ("department", "company", "street", "community"),
        _BASIS,
        Card(
            (
                item("delivery_on_time_rate", 50, "0.8", "1"),
                item("data_quality_rate", 20, "0.9", "1"),
                item("data_rectified_in_time", 30, "0.75", "1"),
            ),
            (
                off("delivery_severe_rate", "1", "10"),
                off("delivery_extended_rate", "0.2", "5"),
                off("data_rework_rate", "0.5", "5"),
            ),
            least_cases=5,
        ),
        caseload="deliveries_owed",
    ),
)


def shape(key: str) -> Shape | None:
    """The shape of this key."""
    return next((one for one in SHAPES if one.key == key), None)


def faults(shape: Shape, card: Card) -> Iterator[tuple[str, str]]:
    """(field, sentence) for each value of a card that its shape does not allow."""
    if card.indicators != shape.born.indicators:
        yield "card", _("评分项与考核表不符")
    if card.points != 100:
        yield "points", _("各项分值之和应为100分")
    for one in card.items:
        yield from _faults_of(one)
    for off_ in card.deductions:
        if not (_within(off_.each, _POINTS) and _within(off_.most, _POINTS)):
            yield f"each.{off_.indicator}", _("扣分应在0到100之间")
    if not 0 <= card.least_cases <= 10_000:
        yield "least_cases", _("最少件数应在0到10000之间")


def _faults_of(one: Item) -> Iterator[tuple[str, str]]:
    if not _within(one.points, _POINTS) or not 0 <= one.least <= one.points:
        yield f"points.{one.indicator}", _("分值应在0到100之间，保底分不超过分值")
    if not (_within(one.floor, _SHARE) and _within(one.full, _SHARE)):
        yield f"floor.{one.indicator}", _("起点和满分线应在0%到100%之间")
    elif one.floor == one.full:
        yield f"full.{one.indicator}", _("起点和满分线不能相同")


def _within(value: Fraction, allowed: Range) -> bool:
    return allowed[0] <= value <= allowed[1]
