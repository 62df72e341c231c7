"""What leaves the house after an event, and what came in only once."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop


class Outbox(models.Model):
    """Something to be told outside, with its attempts."""

    class State(models.TextChoices):
        WAITING = "waiting", gettext_noop("待发送")
        SENT = "sent", gettext_noop("已发送")
        DEAD = "dead", gettext_noop("待人工处理")
        DROPPED = "dropped", gettext_noop("已放弃")

    # Empty: not yet shared out among those who want to know.
    destination = models.CharField("去向", max_length=60, blank=True)
    kind = models.CharField("内容", max_length=60)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="outbox")
    payload = models.JSONField()
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField("已尝试", default=0)
    created_at = models.DateTimeField("产生")
    next_at = models.DateTimeField("下次发送")
    # A worker that took it has until then; afterwards another may.
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField("送达", null=True)
    last_error = models.CharField("最近的错误", max_length=500, blank=True)
    decided_by = models.BigIntegerField(null=True)
    decided_why = models.CharField("处理说明", max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "next_at", "id"], name="outbox_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.destination}"


class OnceKey(models.Model):
    """What was received under a key, so that a repeat gets the same answer and does nothing."""

    source = models.CharField(max_length=60)
    key = models.CharField(max_length=128)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "key"], name="one_answer_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class NumberSeries(models.Model):
    """The last number given out in a series, as the cases of one day."""

    key = models.CharField(max_length=30, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.key
