"""What was published of a period, never changed; objections to it and what they corrected."""

from datetime import date
from fractions import Fraction
from typing import ClassVar

from django.db import models
from django.utils import timezone

from yiwang.measure.period import Period, parse


class Freeze(models.Model):
    """The figures of a period as they were published (冻结), with all that they depend on."""

    period = models.CharField("期间", max_length=24, unique=True)
    # The last event of the log that is in it, and the moment at which one looked.
    cut = models.BigIntegerField("截至事件")
    at = models.DateTimeField("截至时间")
    # [[composite, part, "1/2"], …] and [[area, street, community], …] as they were.
    weights = models.JSONField("权重")
    areas = models.JSONField("区划")
    # Over all readings; a replay must come to the same.
    digest = models.CharField("校验值", max_length=64)
    objections_until = models.DateField("申诉截止")
    frozen_at = models.DateTimeField("冻结时间")
    frozen_by = models.CharField("冻结人", max_length=40)
    basis = models.CharField("依据", max_length=200)

    class Meta:
        ordering: ClassVar = ["-frozen_at", "-id"]

    def __str__(self) -> str:
        return self.period

    @property
    def span(self) -> Period:
        """The period itself."""
        return parse(self.period)

    @property
    def open_for_objections(self) -> bool:
        """Whether units may still object."""
        today: date = timezone.localdate()
        return today <= self.objections_until


class Figure(models.Model):
    """The columns of one published figure."""

    indicator = models.CharField("指标", max_length=40)
    by = models.CharField("划分", max_length=12, blank=True)
    key = models.CharField("划分的值", max_length=40, blank=True)
    part = models.BigIntegerField(null=True)
    whole = models.BigIntegerField(null=True)
    # Exact, as "23974/24932"; empty where there is nothing to divide by.
    value = models.CharField("精确值", max_length=60, blank=True)

    class Meta:
        abstract = True

    @property
    def exact(self) -> Fraction | None:
        """The value, not rounded."""
        return Fraction(self.value) if self.value else None


class FrozenReading(Figure):
    """One figure as it was published."""

    freeze = models.ForeignKey(Freeze, models.PROTECT, related_name="readings")
    # Of the formula.
    version = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["freeze", "by", "indicator", "key"], name="one_frozen_reading"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.key} {self.value}"


class Objection(models.Model):
    """A unit asks that a case be left out of a published figure (申诉); another decides."""

    freeze = models.ForeignKey(Freeze, models.PROTECT, related_name="objections")
    case_number = models.CharField("案件编号", max_length=24)
    case = models.BigIntegerField()
    indicators = models.JSONField("指标")
    reason = models.CharField("理由", max_length=500)
    evidence = models.CharField("证据", max_length=500)
    asked_by = models.BigIntegerField()
    asked_name = models.CharField("申诉人", max_length=40)
    asked_unit = models.BigIntegerField()
    asked_at = models.DateTimeField("申诉时间")
    decided_by = models.BigIntegerField(null=True)
    decided_name = models.CharField("审定人", max_length=40, blank=True)
    decided_at = models.DateTimeField("审定时间", null=True)
    granted = models.BooleanField("剔除", null=True)
    decision = models.CharField("审定意见", max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["freeze", "case"],
                condition=models.Q(granted=None) | models.Q(granted=True),
                name="one_running_objection",
            )
        ]

    def __str__(self) -> str:
        return f"{self.freeze} {self.case_number}"


class CorrectedReading(Figure):
    """A figure as it came out again after an objection was granted."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="corrected")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["objection", "by", "indicator", "key"], name="one_corrected_reading"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.key} {self.value}"
