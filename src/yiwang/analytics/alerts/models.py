"""Rules of alerts, published and never changed, and each time that a figure crossed its line."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop


class AlertRule(models.Model):
    """One edition of a rule (预警规则): which figure, of which days, and where its line is."""

    class Span(models.TextChoices):
        TODAY = "today", gettext_noop("当天")
        WEEK = "week", gettext_noop("本周至今")
        MONTH = "month", gettext_noop("本月至今")
        DAYS_7 = "days_7", gettext_noop("近7天（不含当天）")
        DAYS_30 = "days_30", gettext_noop("近30天（不含当天）")

    class Kind(models.TextChoices):
        THRESHOLD = "threshold", gettext_noop("达到")
        CHANGE = "change", gettext_noop("比前一段变化")
        FORECAST = "forecast", gettext_noop("预计期末达到")

    class Direction(models.TextChoices):
        UP = "up", gettext_noop("高于或等于")
        DOWN = "down", gettext_noop("低于或等于")

    # The first edition names the rule; its own number, or None where it is the first itself.
    root = models.ForeignKey("self", models.PROTECT, null=True, related_name="editions")
    name = models.CharField("名称", max_length=60)
    indicator = models.CharField("指标", max_length=40)
    by = models.CharField("划分", max_length=12, blank=True)
    # The parameters of `measure.plan` that narrow it: {"in.unit": ["7"]}.
    narrowed = models.JSONField("范围", default=dict)
    span = models.CharField("统计区间", max_length=8, choices=Span)
    kind = models.CharField("方式", max_length=10, choices=Kind)
    direction = models.CharField("方向", max_length=4, choices=Direction)
    # In what people read: percent, hours, cases; of a change in points or percent.
    level = models.DecimalField("预警线", max_digits=12, decimal_places=2)
    # Fewer rows than this say nothing.
    least = models.PositiveIntegerField("最少件数", default=1)
    duties = models.JSONField("提醒岗位")
    # Also the unit that the crossing is about.
    tells_unit = models.BooleanField("同时提醒该单位", default=False)
    retired = models.BooleanField("停用", default=False)
    published_at = models.DateTimeField("公布时间")
    published_by = models.CharField("公布人", max_length=40)
    basis = models.CharField("依据", max_length=200)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["root", "-id"], name="alert_rule_editions")]

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> int:
        """What the rule is called through all its editions."""
        return self.root_id or self.pk


class Crossing(models.Model):
    """A figure crossed its line, and perhaps came back; the same crossing is told once."""

    rule = models.ForeignKey(AlertRule, models.PROTECT, related_name="crossings")
    # The number of the rule, for the one that is open among all its editions.
    number = models.BigIntegerField()
    key = models.CharField("划分的值", max_length=40, blank=True)
    period = models.CharField("期间", max_length=30)
    # What people read: 81.20%, 3,204; and what it is set against.
    shown = models.CharField("数值", max_length=24)
    against = models.CharField("对照", max_length=24, blank=True)
    part = models.BigIntegerField(null=True)
    whole = models.BigIntegerField(null=True)
    raised_at = models.DateTimeField("预警时间")
    cleared_at = models.DateTimeField("解除时间", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number", "key"],
                condition=models.Q(cleared_at=None),
                name="one_open_crossing",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-raised_at"], name="crossing_raised")]

    def __str__(self) -> str:
        return f"{self.number} {self.key} {self.shown}"
