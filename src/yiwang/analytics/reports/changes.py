"""How a figure moved since another period, in words; pure.

Counts move in percent of what they were, shares in points. Out of nothing, and out of a period
that the facts do not know, there is no percentage, and the words say which of the two it is.
"""

from fractions import Fraction

from django.utils.translation import gettext_noop as _

from yiwang.analytics.reports.contents import Reach
from yiwang.measure.language import Say
from yiwang.measure.plan import Compare
from yiwang.measure.reading import Reading, Scale, rounded

PLACES = 1
LEAST = Fraction(5, 10 ** (PLACES + 1))
_UNKNOWN = {
    (Compare.BEFORE, Reach.NONE): _("上期无数据"),
    (Compare.YEAR_BEFORE, Reach.NONE): _("上年同期无数据"),
    (Compare.BEFORE, Reach.PART): _("上期数据不全，不作比较"),
    (Compare.YEAR_BEFORE, Reach.PART): _("上年同期数据不全，不作比较"),
}
_ZERO = {
    Compare.BEFORE: _("上期为0"),
    Compare.YEAR_BEFORE: _("上年同期为0"),
}
_UNDIVIDED = {
    Compare.BEFORE: _("上期没有可以计算的案件"),
    Compare.YEAR_BEFORE: _("上年同期没有可以计算的案件"),
}
_NOW = _("本期没有可以计算的案件")
_UP, _DOWN = _("{compare}上升{much}"), _("{compare}下降{much}")
_SAME = _("{compare}持平")


def told(now: Reading, then: Reading, compare: Compare, reach: Reach, say: Say = str) -> str:
    """The words for a sentence: 环比上升5.2%."""
    fault = unknown(now, then, compare, reach)
    if fault:
        return say(fault)
    by = (now.value or Fraction(0)) - (then.value or Fraction(0))
    form = _SAME if not by else _UP if by > 0 else _DOWN
    return say(form).format(compare=say(compare.label), much=_size(then, abs(by), say))


def short(now: Reading, then: Reading, compare: Compare, reach: Reach, say: Say = str) -> str:
    """The words for a cell: +5.2%; a dash where there is nothing to compare."""
    if unknown(now, then, compare, reach):
        return "—"
    by = (now.value or Fraction(0)) - (then.value or Fraction(0))
    if not by:
        return say(_("持平"))
    return f"{'+' if by > 0 else '−'}{_size(then, abs(by), say)}"


def unknown(now: Reading, then: Reading, compare: Compare, reach: Reach) -> str:
    """Why there is nothing to compare with; empty where there is."""
    if reach is not Reach.WHOLE:
        return _UNKNOWN[compare, reach]
    if now.value is None:
        return _NOW
    if then.value is None:
        return _UNDIVIDED[compare]
    if now.scale is Scale.COUNT and not then.value and now.value:
        return _ZERO[compare]
    return ""


def _size(then: Reading, by: Fraction, say: Say) -> str:
    match then.scale:
        case Scale.PERCENT:
            return say(_("{points}个百分点")).format(points=rounded(by * 100, 2))
        case Scale.COUNT:
            return _percent(100 * by / (then.value or Fraction(1)), say)
    size = rounded(by * then.scale.times, then.scale.places)
    return f"{size:,}{say(then.scale.sign)}"


def _percent(share: Fraction, say: Say) -> str:
    """To one place; what is less than that is not nothing."""
    if 0 < share < LEAST:
        return say(_("不足0.1%"))
    return f"{rounded(share, PLACES):,}%"
