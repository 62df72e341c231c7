"""Grids and their adjustments: three tables that are only ever appended.

A grid is one outline under one code from a day on. An adjustment begins some grids and ends
others on its day; one that is taken back before its day counts as if it had never been.
"""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.org.models import Area, Unit


class Adjustment(models.Model):
    """What was decided about some grids, by whom, on what basis, from which day on (网格调整)."""

    class Kind(models.TextChoices):
        ADD = "add", gettext_noop("登记")
        SPLIT = "split", gettext_noop("拆分")
        MERGE = "merge", gettext_noop("合并")
        REASSIGN = "reassign", gettext_noop("改管")
        REDRAW = "redraw", gettext_noop("改界")
        RETIRE = "retire", gettext_noop("停用")
        UNDO = "undo", gettext_noop("撤回")

    kind = models.CharField("类别", max_length=10, choices=Kind)
    effective_on = models.DateField("生效日期")
    basis = models.CharField("依据", max_length=200)
    by = models.BigIntegerField(null=True)
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("时间")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    def __str__(self) -> str:
        return f"{self.kind} {self.effective_on}"

    @property
    def may_be_undone(self) -> bool:
        """Whether its day is still to come and nobody took it back."""
        ahead = self.effective_on > timezone.localdate()
        return ahead and self.kind != self.Kind.UNDO and not hasattr(self, "undone_by")


class Grid(models.Model):
    """One outline under one code from a day on (单元网格)."""

    class Kind(models.TextChoices):
        BASIC = "basic", gettext_noop("基础网格")
        DEDICATED = "dedicated", gettext_noop("专属网格")

    code = models.CharField("网格编码", max_length=20, db_index=True)
    # The parts of the code as they were divided when it was given.
    segments = models.JSONField("编码分段")
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=Kind, default=Kind.BASIC)
    area = models.ForeignKey(Area, models.PROTECT, related_name="grids", verbose_name="所属区域")
    # A GeoJSON geometry in WGS-84.
    outline = models.JSONField("边界")
    square_metres = models.FloatField("面积（平方米）")
    managed_by = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="grids", verbose_name="管理单位"
    )
    valid_from = models.DateField("生效日期")
    made_by = models.ForeignKey(Adjustment, models.PROTECT, related_name="begun")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["made_by", "code"], name="one_grid_of_a_code")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Ending(models.Model):
    """That a grid ends on the day of an adjustment."""

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="endings")
    by = models.ForeignKey(Adjustment, models.PROTECT, related_name="endings")
    on = models.DateField("失效日期")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grid", "by"], name="one_ending_of_a_grid")
        ]

    def __str__(self) -> str:
        return f"{self.grid_id} {self.on}"
