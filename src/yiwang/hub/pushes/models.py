"""What is on its way to another platform, how far it is, and what the other side said."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop

from yiwang.hub.receipts.models import Receipt


class State(models.TextChoices):
    """Where a push stands."""

    WAITING = "waiting", gettext_noop("等待发送")
    SENDING = "sending", gettext_noop("发送中")
    DONE = "done", gettext_noop("已送达")
    # The receiver counted otherwise: a person looks at the differences.
    REFUSED = "refused", gettext_noop("对方拒收")
    # Tried as often as is allowed: a person sends it again.
    DEAD = "dead", gettext_noop("多次失败")


OPEN = (State.WAITING, State.SENDING)


class Push(models.Model):
    """One version of a table on its way to one receiver (上报)."""

    resource = models.CharField("资源", max_length=120)
    target = models.CharField("接收方", max_length=64)
    version = models.BigIntegerField("数据版本")
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    parts = models.PositiveIntegerField("份数", default=0)
    sent = models.PositiveIntegerField("已送份数", default=0)
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    next_at = models.DateTimeField("下次尝试")
    # Until then one worker has it; a worker that was killed loses it.
    held_until = models.DateTimeField("占用至", null=True)
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="pushes")
    # What went wrong last: a refusal as `Refusal.plain()` gives it.
    told = models.JSONField("说明", default=dict)
    created_at = models.DateTimeField("创建时间")
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["state", "next_at"], name="pushes_due")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["target", "resource", "version"], name="one_push_of_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.version}→{self.target}"

    @property
    def run(self) -> str:
        """What the delivery is called on both sides; the same however often it is tried."""
        return f"{self.resource}:{self.version}"
