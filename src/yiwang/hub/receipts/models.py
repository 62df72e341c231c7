"""Receipts and their answers, appended; public keys of the parties; what was verified, and when."""

from typing import ClassVar

from django.db import models

from yiwang.lake.receipts.keys import ED25519
from yiwang.lake.receipts.receipt import Receipt as Written


class Receipt(models.Model):
    """One receipt (回执) as its sender signed it; never changed."""

    sender = models.CharField("发送方", max_length=64)
    receiver = models.CharField("接收方", max_length=64)
    number = models.PositiveIntegerField("编号")
    resource = models.CharField("资源", max_length=120)
    run = models.CharField("批次", max_length=120)
    version = models.BigIntegerField("数据版本", null=True)
    rows = models.BigIntegerField("行数")
    hash = models.CharField("摘要", max_length=64, unique=True)
    content = models.JSONField("内容")
    marks = models.JSONField("字段标记")
    sent = models.JSONField("发送方签名")
    sums = models.JSONField("分桶之和", default=list)
    at = models.DateTimeField("时间")

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["resource", "-id"], name="receipts_of_resource")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sender", "receiver", "number"], name="one_receipt_of_a_number"
            ),
            models.UniqueConstraint(
                fields=["sender", "receiver", "run"], name="one_receipt_of_a_run"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender}→{self.receiver} {self.number}"

    @property
    def written(self) -> Written:
        """The same as the lake knows it, with its answer; the buckets where they were read."""
        return self.known(None)

    def known(self, newest: int | None) -> Written:
        """The same as it stood when `newest` was the last answer of all."""
        found = getattr(self, "answer", None)
        told = found is not None and (newest is None or found.pk <= newest)
        sums = () if "sums" in self.get_deferred_fields() else tuple(self.sums)
        taken = found.taken if found is not None and told else {}
        return Written(self.content, self.marks, self.hash, self.sent, taken, sums)


class Answer(models.Model):
    """What the receiver counted and signed (回签): agreed, or refused with the differences."""

    receipt = models.OneToOneField(Receipt, models.PROTECT, related_name="answer")
    taken = models.JSONField("回签内容")
    agreed = models.BooleanField("相符")
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.receipt} {'=' if self.agreed else '≠'}"


class HandedIn(models.Model):
    """What a party itself says of a transfer, signed with its own key (交来回执); never changed.

    `differences` are the fields in which it differs from what the hub counted.
    """

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="handed_in")
    party = models.CharField("单位", max_length=64)
    # As it came, so that the signature can be verified again.
    line = models.TextField("原文")
    agreed = models.BooleanField("相符")
    differences = models.JSONField("不同之处", default=list)
    at = models.DateTimeField("时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("经办人", max_length=40)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.party}: {self.receipt}"


class Key(models.Model):
    """A public key of a party (公钥). Ended by its last day, never removed."""

    key = models.CharField("编号", max_length=16, unique=True)
    owner = models.CharField("归属", max_length=64)
    algorithm = models.CharField("算法", max_length=16, default=ED25519)
    public = models.CharField("公钥", max_length=120)
    agent = models.BooleanField("可代签", default=False)
    since = models.DateTimeField("生效时间")
    until = models.DateTimeField("停用时间", null=True)

    class Meta:
        ordering: ClassVar = ["owner", "since"]

    def __str__(self) -> str:
        return f"{self.owner} {self.key}"


class Check(models.Model):
    """One verification of every receipt (核验); appended."""

    at = models.DateTimeField("时间")
    receipts = models.PositiveIntegerField("回执数")
    chains = models.PositiveIntegerField("链条数")
    unanswered = models.PositiveIntegerField("尚未回签")
    # [{"receipt", "field", "reason", "template", "details"}], at most a hundred.
    faults = models.JSONField("问题", default=list)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.at} {len(self.faults)}"


class Following(models.Model):
    """How far the runs of feeds have their receipts, and since when the next cannot be issued."""

    run = models.BigIntegerField("已跟进的运行", default=0)
    failing_since = models.DateTimeField("开始失败时间", null=True)
    # A refusal as `Refusal.plain()` gives it.
    told = models.JSONField("原因", default=dict)

    def __str__(self) -> str:
        return str(self.run)
