"""Parts: surveys and what each of them saw are only ever appended; `Part` is the latest of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop

from yiwang.org.models import Unit


class State(models.TextChoices):
    """In what state a part was found."""

    INTACT = "intact", gettext_noop("完好")
    DAMAGED = "damaged", gettext_noop("破损")
    LOST = "lost", gettext_noop("丢失")
    SCRAPPED = "scrapped", gettext_noop("报废")


class Survey(models.Model):
    """One file of a census that was taken in (普查批次), with its report."""

    batch = models.CharField("批次", max_length=60)
    file = models.CharField("文件", max_length=200)
    sha256 = models.CharField(max_length=64)
    system = models.CharField("坐标系", max_length=10)
    report = models.JSONField("报告")
    by = models.BigIntegerField(null=True)
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.batch} {self.file}"


class Seen(models.Model):
    """What a survey says of a part; in `Part` the latest of it, in `Record` all."""

    name = models.CharField("名称", max_length=60)
    # In WGS-84.
    longitude = models.FloatField("经度")
    latitude = models.FloatField("纬度")
    # The grid of that place when it was taken in; empty outside of all.
    grid = models.CharField("网格编码", max_length=20, blank=True)
    owner = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="权属单位"
    )
    # As the file calls it, also where no unit of ours is meant.
    owner_name = models.CharField("权属单位", max_length=60, blank=True)
    manager = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="养护单位"
    )
    manager_name = models.CharField("养护单位", max_length=60, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.INTACT)
    surveyed_on = models.DateField("普查日期")

    class Meta:
        abstract = True


class Part(Seen):
    """A part of the street (部件) as it was seen last."""

    code = models.CharField("部件编码", max_length=20, unique=True)
    # The segments of the code as they were divided when it was given.
    segments = models.JSONField("编码分段")
    # A category of the dials; it follows from the code.
    category = models.CharField("小类", max_length=12)

    class Meta:
        ordering: ClassVar = ["code"]
        indexes: ClassVar = [
            # Every column that the map counts by, so that the rows themselves are not touched.
            models.Index(
                fields=["longitude", "latitude", "category", "state", "grid"], name="part_place"
            ),
            models.Index(fields=["grid", "category", "state"], name="part_grid"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Record(Seen):
    """What one survey saw of one part."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="records")
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="records")

    def __str__(self) -> str:
        return f"{self.part_id} {self.surveyed_on}"
