"""Who asked for what, what was granted, and every step on the way, appended."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.hub.catalogue.models.resources import Resource
from yiwang.org.models import Unit


class Request(models.Model):
    """A unit asks for fields of a resource for a purpose (共享申请)."""

    class State(models.TextChoices):
        ASKED = "asked", gettext_noop("待审核")
        GRANTED = "granted", gettext_noop("已同意")
        REFUSED = "refused", gettext_noop("不同意")
        WITHDRAWN = "withdrawn", gettext_noop("已撤回")

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="requests")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="data_requests")
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField("申请人", max_length=40)
    purpose = models.CharField("用途", max_length=200)
    basis = models.CharField("履职依据", max_length=200)
    fields = models.JSONField("信息项")
    # Conditions as the gate reads them: [{"field", "test", "value"}], all of which must hold.
    rows = models.JSONField("数据范围", default=list)
    until = models.DateField("使用至")
    state = models.CharField("状态", max_length=10, choices=State, default=State.ASKED)
    at = models.DateTimeField("申请时间")
    due_at = models.DateTimeField("审核时限")
    extended_at = models.DateTimeField("延期时间", null=True)
    decided_at = models.DateTimeField("审核完成", null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="request_state_due")]

    def __str__(self) -> str:
        return f"{self.unit} {self.resource}"


class Grant(models.Model):
    """What a unit may read, for what and until when (授权); only its end is ever written to."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="grant")
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="grants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="data_grants")
    purpose = models.CharField("用途", max_length=200)
    basis = models.CharField("履职依据", max_length=200)
    # Empty means nothing, never everything.
    fields = models.JSONField("信息项")
    rows = models.JSONField("数据范围", default=list)
    # The personal fields that are not masked, and why; all others are.
    plain = models.JSONField("不脱敏的信息项", default=list)
    plain_reason = models.CharField("不脱敏理由", max_length=200, blank=True)
    daily_readings = models.PositiveIntegerField("每日调用次数")
    daily_rows = models.PositiveIntegerField("每日行数")
    at = models.DateTimeField("授权时间")
    until = models.DateField("有效期至")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("授权人", max_length=40)
    ended_at = models.DateTimeField("终止时间", null=True)
    reminded_at = models.DateTimeField("到期提醒", null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit", "until"], name="grant_unit_until")]

    def __str__(self) -> str:
        return f"{self.unit} {self.resource}"

    @property
    def masked(self) -> tuple[str, ...]:
        """The granted fields that tell of a person and are not plain."""
        shown = set(self.fields) - set(self.plain)
        return tuple(key for key in self.resource.schema.personal if key in shown)

    def in_force(self, now: datetime | None = None) -> bool:
        """Whether it opens anything at this moment; its last day is whole."""
        now = now or timezone.now()
        shared = self.resource.retired_at is None and self.resource.sharing != "none"
        return shared and self.ended_at is None and timezone.localdate(now) <= self.until


class Step(models.Model):
    """What happened to a request or a grant; appended, never changed."""

    class Kind(models.TextChoices):
        ASKED = "asked", gettext_noop("提出申请")
        EXTENDED = "extended", gettext_noop("延长审核")
        GRANTED = "granted", gettext_noop("同意授权")
        REFUSED = "refused", gettext_noop("不同意")
        WITHDRAWN = "withdrawn", gettext_noop("撤回申请")
        REMINDED = "reminded", gettext_noop("到期提醒")
        REVOKED = "revoked", gettext_noop("收回授权")
        ENDED = "ended", gettext_noop("到期终止")

    request = models.ForeignKey(Request, models.PROTECT, related_name="steps")
    kind = models.CharField("事项", max_length=10, choices=Kind)
    reason = models.CharField("理由", max_length=20, blank=True)
    words = models.CharField("说明", max_length=300, blank=True)
    at = models.DateTimeField("时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("办理人", max_length=40)
    by_unit = models.CharField("单位", max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"


class Terms(models.Model):
    """How long requests may take and how much a grant lets out at birth; the newest row holds.

    basis: 政务数据共享条例（国务院令第809号）; its numbers of days are defaults, to be adjusted.
    """

    unconditional_days = models.PositiveSmallIntegerField("无条件共享审核（工作日）", default=1)
    conditional_days = models.PositiveSmallIntegerField("有条件共享审核（工作日）", default=10)
    extension_days = models.PositiveSmallIntegerField("可延长（工作日）", default=10)
    daily_readings = models.PositiveIntegerField("每日调用次数", default=1_000)
    daily_rows = models.PositiveIntegerField("每日行数", default=1_000_000)
    small_group = models.PositiveSmallIntegerField("统计最小组", default=5)
    unused_days = models.PositiveSmallIntegerField("闲置天数", default=90)
    remind_days = models.PositiveSmallIntegerField("到期前提醒（天）", default=15)
    reason = models.CharField("调整理由", max_length=200)
    at = models.DateTimeField("时间")
    by_name = models.CharField("调整人", max_length=40)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.at} {self.by_name}"
