"""Who read what: one chain of rows, each holding the hash of the one before."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop


class Access(models.Model):
    """One reading through the gate, written before a row leaves (访问日志); never changed."""

    class Path(models.TextChoices):
        API = "api", gettext_noop("接口")
        FILE = "file", gettext_noop("文件")
        SQL = "sql", gettext_noop("SQL查询")
        QUESTION = "question", gettext_noop("统计")
        PAGE = "page", gettext_noop("页面")

    number = models.PositiveBigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间")
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField("访问人", max_length=40)
    unit_id = models.BigIntegerField(null=True)
    unit_name = models.CharField("访问单位", max_length=60, blank=True)
    purpose = models.CharField("用途", max_length=200)
    # By key and number and no relation: the log outlives what it tells of.
    resource = models.CharField("资源", max_length=60)
    version = models.BigIntegerField("数据版本")
    grant_id = models.BigIntegerField("授权", null=True)
    path = models.CharField("方式", max_length=10, choices=Path)
    fields = models.JSONField("信息项")
    rows = models.BigIntegerField("行数")
    query_digest = models.CharField("查询摘要", max_length=64)
    # What was given out, so that a dispute about it can be settled; empty where nothing was.
    given_digest = models.CharField("数据摘要", max_length=64, blank=True)
    # The code of the refusal where nothing was given out.
    refused = models.CharField("拒绝", max_length=40, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(fields=["resource", "at"], name="access_resource_at"),
            models.Index(fields=["grant_id", "at"], name="access_grant_at"),
            models.Index(fields=["unit_id", "at"], name="access_unit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.resource}"


class ChainEnd(models.Model):
    """The last link of the chain: written with it, locked by who adds to it."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number}"
