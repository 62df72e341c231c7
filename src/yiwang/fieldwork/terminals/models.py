"""Terminals, who holds them, what is paid for, and what the operator charged month by month."""

from typing import ClassVar

from django.db import models

from yiwang.dials.models import Published
from yiwang.org.models import Person, Unit


class Terminal(models.Model):
    """A device with its number (终端)."""

    device = models.CharField("设备", max_length=60)
    number = models.CharField("号码", max_length=13, unique=True)
    sim = models.CharField("SIM卡号", max_length=20, blank=True)
    since = models.DateField("启用")
    until = models.DateField("停用", null=True)

    def __str__(self) -> str:
        return self.device


class Holding(models.Model):
    """Who holds a terminal from a day to another (领用)."""

    terminal = models.ForeignKey(Terminal, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="terminals")
    # For which unit they hold it; None where they had no post.
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="terminals")
    since = models.DateField("自")
    until = models.DateField("至", null=True)
    by_name = models.CharField("经办人", max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["terminal"], condition=models.Q(until=None), name="one_holder_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.terminal_id} {self.person_id}"


class QuotaNotice(Published):
    """What is paid for in a month, from a month on (资费额度); None: not limited.

    For a terminal, for the terminals of a unit, or for all where neither is named; the most
    specific one holds as a whole, of several the one published last.
    """

    terminal = models.ForeignKey(Terminal, models.PROTECT, null=True, related_name="quotas")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="quotas")
    sms = models.PositiveIntegerField("短信（条）", null=True)
    minutes = models.PositiveIntegerField("通话（分钟）", null=True)
    data = models.PositiveIntegerField("流量（MB）", null=True)
    # The least share of calls that must be connected, in per cent.
    connected = models.DecimalField("接通率（%）", max_digits=4, decimal_places=1, null=True)
    # From then on nothing special holds for this terminal or unit.
    retired = models.BooleanField("停用", default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(terminal=None) | models.Q(unit=None), name="one_scope_of_a_quota"
            )
        ]

    def __str__(self) -> str:
        return f"{self.terminal_id} {self.unit_id} {self.valid_from}"


class Bill(models.Model):
    """A file of the operator that was taken in (账单)."""

    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=40)
    # Whether it took the place of what was on record of its months.
    replaced = models.BooleanField("替换", default=False)
    report = models.JSONField("报告")
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file


class Usage(models.Model):
    """What a number used in a month and what it cost; None where the bill says nothing."""

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="usages")
    # The later edition that took its place; it counts no more then.
    replaced_by = models.ForeignKey(Bill, models.PROTECT, null=True, related_name="replaces")
    number = models.CharField(max_length=13)
    month = models.DateField("月份", db_index=True)
    sms = models.PositiveIntegerField(null=True)
    minutes = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    data = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    calls = models.PositiveIntegerField(null=True)
    connected = models.PositiveIntegerField(null=True)
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number", "month"],
                condition=models.Q(replaced_by=None),
                name="one_usage_of_a_month",
            )
        ]

    def __str__(self) -> str:
        return f"{self.month}"
