"""The scoring schemes with the district's own bound of deviation."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_noop as _

from yiwang.budget.targets.models import DeviationNotice
from yiwang.disclosure.schemes.scheme import SCHEMES, WUHAN, Scheme
from yiwang.kernel.refusals import NotFound

USUAL = WUHAN.key
# What the schemes say is declared on a floor without translations: named here for them.
SAID = (
    _("国家样式"),
    _("武汉样式"),
    _("优"),
    _("良"),
    _("中"),
    _("差"),
    _("达成预期指标"),
    _("部分达成预期指标并具有一定效果"),
    _("未达成预期指标且效果较差"),
)


def scheme(key: str, day: date | None = None) -> Scheme:
    """A scheme with the bound in force on a day; today without one. Raises `NotFound`."""
    found = next((one for one in SCHEMES if one.key == key), None)
    if found is None:
        raise NotFound("没有这个评分办法")
    notice = newest(day)
    return replace(found, overshoot=notice.share) if notice else found


def newest(day: date | None = None) -> DeviationNotice | None:
    """The bound of deviation in force; None for that of birth."""
    rows = DeviationNotice.objects.order_by("-valid_from", "-id")
    return (rows.filter(valid_from__date__lte=day) if day else rows).first()
