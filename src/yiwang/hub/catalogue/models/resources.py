"""Resources as they stand now, every edition of their description, and which field feeds which."""

from typing import ClassVar

from django.db import models

from yiwang.hub.catalogue.words import Form, Grade, Group, Opening, Period, Sharing
from yiwang.lake.schema import Field, Kind, Meaning, Schema
from yiwang.org.models import Unit


class Resource(models.Model):
    """One entry of the catalogue (资源), as its last edition says.

    `key` names its table in the lake and its place in addresses; `code` is the official one.
    """

    key = models.SlugField("标识", max_length=60, unique=True)
    code = models.CharField("资源代码", max_length=60, unique=True)
    name = models.CharField("资源名称", max_length=120)
    abstract = models.TextField("摘要", blank=True)
    group = models.CharField("类", max_length=1, choices=Group)
    theme = models.CharField("项（主题）", max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="resources", verbose_name="提供方")
    form = models.CharField("格式", max_length=10, choices=Form, default=Form.TABLE)
    sharing = models.CharField("共享类型", max_length=16, choices=Sharing)
    condition = models.CharField("共享条件", max_length=200, blank=True)
    # A resource that is not shared must name the law that forbids it.
    basis = models.CharField("不予共享依据", max_length=200, blank=True)
    opening = models.CharField("开放属性", max_length=12, choices=Opening, default=Opening.CLOSED)
    period = models.CharField("更新周期", max_length=12, choices=Period)
    grade = models.CharField("数据级别", max_length=12, choices=Grade, default=Grade.GENERAL_2)
    # [{"key", "label", "kind", "meaning", "required", "grade", "note"}], in their order.
    fields = models.JSONField("信息项", default=list)
    keys = models.JSONField("主键", default=list)
    edition = models.PositiveIntegerField("版次", default=0)
    published_at = models.DateTimeField("发布时间")
    retired_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def schema(self) -> Schema:
        """The shape of its table, as the lake knows it."""
        return Schema(
            tuple(
                Field(
                    one["key"],
                    one["label"],
                    Kind(one.get("kind", Kind.TEXT)),
                    Meaning(one.get("meaning", Meaning.PLAIN)),
                    bool(one.get("required")),
                )
                for one in self.fields
            ),
            tuple(self.keys),
        )


class Edition(models.Model):
    """What the catalogue said of a resource from a moment on; never changed."""

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField("版次")
    content = models.JSONField("内容")
    reason = models.CharField("变更原因", max_length=200)
    at = models.DateTimeField("时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("发布人", max_length=40)

    class Meta:
        ordering: ClassVar = ["resource", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resource", "number"], name="one_edition_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.number}"


class Flow(models.Model):
    """One field that is made from another (数据血缘); it ends, and is never deleted."""

    source = models.ForeignKey(Resource, models.PROTECT, related_name="feeds_into")
    source_field = models.CharField("来源信息项", max_length=60)
    target = models.ForeignKey(Resource, models.PROTECT, related_name="made_from")
    target_field = models.CharField("去向信息项", max_length=60)
    means = models.CharField("加工方式", max_length=120)
    # The editions of both that this was told of.
    source_edition = models.PositiveIntegerField()
    target_edition = models.PositiveIntegerField()
    since = models.DateTimeField("自")
    until = models.DateTimeField("至", null=True)
    by_name = models.CharField("登记人", max_length=40)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "source_field", "target", "target_field"],
                condition=models.Q(until=None),
                name="one_running_flow",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_field} → {self.target_field}"


class Intake(models.Model):
    """A list of resources that a unit handed in as a file: read, shown, then taken over."""

    name = models.CharField("文件名", max_length=200)
    at = models.DateTimeField("时间")
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField("上传人", max_length=40)
    # [{"key", "code", "name", …, "fields", "faults"}], as they were read.
    rows = models.JSONField("内容")
    taken_at = models.DateTimeField("导入时间", null=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name
