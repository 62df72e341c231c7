"""Feeds as they stand, their editions, what was delivered, how each run ended, who runs one now.

A `Run` is appended when it has ended, so that rooms which follow runs by id miss none; what runs
at this moment is the `Lease`.
"""

from datetime import time
from typing import Any, ClassVar

from django.db import models

from yiwang.hub.catalogue.models import Resource
from yiwang.hub.feeds.schedule import Schedule
from yiwang.hub.feeds.words import GOOD, Asked, Contract, Every, Mode, RunState, Source, Trigger


class Feed(models.Model):
    """How the rows of a resource come in (接入任务), as its last edition says."""

    key = models.SlugField("标识", max_length=60, unique=True)
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="feeds")
    name = models.CharField("名称", max_length=120)
    source = models.CharField("来源方式", max_length=10, choices=Source)
    # Addresses, queries, paths, other names of columns; never a password.
    settings = models.JSONField("来源设置", default=dict)
    # The name under which the password or token lies in the environment or the data folder.
    secret = models.CharField("密钥名称", max_length=60, blank=True)
    mode = models.CharField("更新方式", max_length=8, choices=Mode)
    cursor = models.CharField("增量字段", max_length=60, blank=True)
    # Reread before the last watermark: rows are committed later than they say.
    lag_minutes = models.PositiveIntegerField("回看分钟", default=0)
    contract = models.CharField(
        "字段约定", max_length=10, choices=Contract, default=Contract.QUARANTINE
    )
    most_deleted = models.PositiveSmallIntegerField("删除上限（%）", default=20)
    every = models.CharField("运行周期", max_length=8, choices=Every, default=Every.BY_HAND)
    at = models.TimeField("时刻", default=time(2, 0))
    day = models.PositiveSmallIntegerField("日", default=1)
    enabled = models.BooleanField("启用", default=True)
    steward = models.CharField("数据专员", max_length=40, blank=True)
    # From which day deliveries are owed, also a past one; without it from the registration on.
    due_from = models.DateField("报送起算日", null=True)
    edition = models.PositiveIntegerField("版次", default=0)
    published_at = models.DateTimeField("生效时间")

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.name

    @property
    def schedule(self) -> Schedule:
        """When it is due."""
        return Schedule(Every(self.every), self.at, self.day)


class FeedEdition(models.Model):
    """What a feed was from a moment on; never changed."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField("版次")
    content = models.JSONField("内容")
    reason = models.CharField("变更原因", max_length=200)
    at = models.DateTimeField("时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("经办人", max_length=40)

    class Meta:
        ordering: ClassVar = ["feed", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "number"], name="one_feed_edition_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.feed} {self.number}"


class Delivery(models.Model):
    """A file that was handed in for a feed (交付); its bytes lie on disk under the digest."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="deliveries")
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("校验值", max_length=64)
    size = models.BigIntegerField("字节数")
    at = models.DateTimeField("交付时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("交付人", max_length=40)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """How one run ended (运行记录). Appended, never changed.

    `rows_in` = `accepted` + `rejected`; of the accepted rows some were inserted, updated, or
    stayed as they were. `told` is a refusal as `Refusal.plain()` gives it, or empty.
    """

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="runs")
    # (resource, watermark from and to, version of the source) under one name.
    key = models.CharField("运行标识", max_length=64, db_index=True)
    state = models.CharField("结果", max_length=10, choices=RunState)
    trigger = models.CharField("触发方式", max_length=10, choices=Trigger)
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="runs")
    # The held run that was released or given up by this one, and why.
    decides = models.OneToOneField("self", models.PROTECT, null=True, related_name="decided_by")
    reason = models.CharField("理由", max_length=200, blank=True)
    rows_in = models.BigIntegerField("读入", default=0)
    accepted = models.BigIntegerField("接收", default=0)
    rejected = models.BigIntegerField("隔离", default=0)
    duplicates = models.BigIntegerField("主键重复", default=0)
    inserted = models.BigIntegerField("新增", default=0)
    updated = models.BigIntegerField("更新", default=0)
    deleted = models.BigIntegerField("删除", default=0)
    unchanged = models.BigIntegerField("未变", default=0)
    version_before = models.BigIntegerField("原版本", null=True)
    version = models.BigIntegerField("版本", null=True)
    watermark_from = models.JSONField("水位起", null=True)
    watermark_to = models.JSONField("水位止", null=True)
    source_version = models.CharField("来源版本", max_length=80, blank=True)
    schema_digest = models.CharField("结构标识", max_length=32, blank=True)
    # [{"column", "verdict", "expected", "found"}]: how the columns differ from the contract.
    differences = models.JSONField("字段差异", default=list)
    told = models.JSONField("说明", default=dict)
    # Under what name the lake knows it: its rows in quarantine carry it.
    lake_run = models.UUIDField("入湖标识", null=True)
    ask = models.ForeignKey("Ask", models.PROTECT, null=True, related_name="runs")
    # What a held run would delete.
    would_delete = models.BigIntegerField("拟删除", default=0)
    table_rows = models.BigIntegerField("原有行数", default=0)
    started_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("经办人", max_length=40)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["feed", "-id"], name="runs_of_feed")]

    def __str__(self) -> str:
        return f"{self.feed} {self.pk}"

    @property
    def good(self) -> bool:
        """Whether the table is what the source said."""
        return self.state in GOOD

    @property
    def message(self) -> dict[str, Any]:
        """What went wrong, to be told in the reader's language; empty for a good run."""
        return dict(self.told)


class Ask(models.Model):
    """What a person asked of a feed (请求): done by the worker that appends the next run."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="asks")
    kind = models.CharField("请求", max_length=10, choices=Asked)
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="asks")
    held = models.ForeignKey(Run, models.PROTECT, null=True, related_name="asks")
    reason = models.CharField("理由", max_length=200, blank=True)
    at = models.DateTimeField("时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("请求人", max_length=40)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.feed} {self.kind}"


class Lease(models.Model):
    """Who runs a feed now; whoever does not beat any more has lost it."""

    feed = models.OneToOneField(Feed, models.CASCADE, related_name="lease")
    holder = models.CharField("持有者", max_length=80, blank=True)
    trigger = models.CharField("触发方式", max_length=10, choices=Trigger, blank=True)
    taken_at = models.DateTimeField("开始时间", null=True)
    beat_at = models.DateTimeField("心跳时间", null=True)
    rows_in = models.BigIntegerField("读入", default=0)
    step = models.CharField("步骤", max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.feed_id} {self.holder}"
