"""What is owed, what was required, who was told, who asked for more time and what was decided.

Everything but `Expectation` is appended and never changed. What such a row says can be worked out
anew from runs, extensions and pauses; only `level`, who was told already, cannot.
"""

from datetime import datetime, time
from typing import ClassVar

from django.db import models
from django.db.models import Q

from yiwang.hub.feeds.models import Feed, Run
from yiwang.hub.reminders.judging import limit_of
from yiwang.hub.reminders.words import Counted, Span, State


class Rule(models.Model):
    """What a feed owes from a moment on (报送要求); the last row of a feed holds."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="due_rules")
    span = models.CharField("报送周期", max_length=10, choices=Span)
    at = models.TimeField("截止时刻", default=time(18, 0))
    day = models.PositiveSmallIntegerField("日", default=1)
    counted = models.CharField("日的算法", max_length=14, choices=Counted, default=Counted.WORKDAY)
    grace = models.PositiveIntegerField("宽限（分钟）", default=60)
    soon = models.PositiveIntegerField("提前提醒（分钟）", default=240)
    least_rows = models.BigIntegerField("最少行数", default=0)
    reason = models.CharField("依据", max_length=200)
    at_moment = models.DateTimeField("生效时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("经办人", max_length=40)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.feed} {self.span}"


class Pause(models.Model):
    """Nothing is owed from one day to another, and why (免报)."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="pauses")
    first = models.DateField("起")
    last = models.DateField("止")
    reason = models.CharField("理由", max_length=200)
    at = models.DateTimeField("时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("经办人", max_length=40)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.feed} {self.first}–{self.last}"


class Expectation(models.Model):
    """One delivery that is owed: a feed and a period, its due moment, what came of it."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="expectations")
    period = models.CharField("报送期", max_length=16)
    opens_at = models.DateTimeField("起报时间")
    due_at = models.DateTimeField("截止时间")
    grace = models.PositiveIntegerField("宽限（分钟）")
    soon = models.PositiveIntegerField("提前提醒（分钟）")
    least_rows = models.BigIntegerField("最少行数", default=0)
    extended_to = models.DateTimeField("延期至", null=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.NORMAL)
    # The highest step that people were told of (`judging.level`).
    level = models.PositiveSmallIntegerField("已催级次", default=0)
    delivered_at = models.DateTimeField("报送时间", null=True)
    run = models.ForeignKey(Run, models.PROTECT, null=True, related_name="+")
    # Nothing more can become of it: delivered, or excused.
    settled_at = models.DateTimeField("了结时间", null=True)
    case_number = models.CharField("数据事项编号", max_length=32, blank=True)
    written_at = models.DateTimeField("登记时间")
    # When a column here was written last, for whoever follows.
    changed_at = models.DateTimeField("变动时间", db_index=True)

    class Meta:
        ordering: ClassVar = ["due_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "period"], name="one_delivery_owed_a_period")
        ]
        indexes: ClassVar = [
            models.Index(fields=["opens_at"], condition=Q(settled_at=None), name="owed_and_open"),
            models.Index(fields=["due_at"], name="owed_by_due"),
        ]

    def __str__(self) -> str:
        return f"{self.feed} {self.period}"

    @property
    def limit(self) -> datetime:
        """Until when nobody is late."""
        return limit_of(self.due_at, self.extended_to, self.grace)


class Telling(models.Model):
    """Who was told what and when (催报记录)."""

    expectation = models.ForeignKey(Expectation, models.PROTECT, related_name="tellings")
    state = models.CharField("状态", max_length=10, choices=State)
    level = models.PositiveSmallIntegerField("级次")
    duties = models.JSONField("岗位")
    at = models.DateTimeField("时间", db_index=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.expectation} {self.state}"


class Extension(models.Model):
    """A steward asks for more time, before or after the due moment, with a reason (延期申请)."""

    expectation = models.ForeignKey(Expectation, models.PROTECT, related_name="extensions")
    until = models.DateTimeField("延至")
    reason = models.CharField("理由", max_length=500)
    at = models.DateTimeField("申请时间")
    by_id = models.BigIntegerField()
    by_name = models.CharField("申请人", max_length=40)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.expectation} {self.until}"


class Decision(models.Model):
    """What another person decided on it; a moment of their own where they gave less or more."""

    extension = models.OneToOneField(Extension, models.PROTECT, related_name="decision")
    granted = models.BooleanField("同意")
    until = models.DateTimeField("延至", null=True)
    note = models.CharField("意见", max_length=500, blank=True)
    at = models.DateTimeField("决定时间")
    by_id = models.BigIntegerField()
    by_name = models.CharField("决定人", max_length=40)

    def __str__(self) -> str:
        return f"{self.extension} {self.granted}"


class Ladder(models.Model):
    """Who is told how long after the limit (催报级次); the last row holds."""

    # [{"after": working minutes, "duties": [...], "severe": bool}], rising.
    steps = models.JSONField("级次")
    basis = models.CharField("依据", max_length=200)
    at = models.DateTimeField("时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("经办人", max_length=40)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.basis
