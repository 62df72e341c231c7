"""Which source counts, what feeds a base, what people decided, what was built, who looked.

All but `Doubt` and `Figure`, which belong to one build, are only appended.
"""

from typing import ClassVar

from django.db import models

from yiwang.hub.bases.words import Act, Base, Purpose, Said
from yiwang.hub.catalogue.models import Resource


class Signed(models.Model):
    """Who did it, and when."""

    at = models.DateTimeField("时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("经办人", max_length=40)

    class Meta:
        abstract = True


class Authority(Signed):
    """From a day on this source comes first for a field (一数一源); of several the last counts."""

    base = models.CharField("基础库", max_length=12, choices=Base)
    field = models.CharField("字段", max_length=40)
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="authorities")
    valid_from = models.DateField("生效日期")
    basis = models.CharField("依据", max_length=200)

    class Meta:
        ordering: ClassVar = ["base", "field", "-valid_from", "-id"]

    def __str__(self) -> str:
        return f"{self.base}.{self.field} ← {self.resource_id}"


class Feeder(Signed):
    """Which fields of a resource feed which of a base; of several the last counts."""

    base = models.CharField("基础库", max_length=12, choices=Base)
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="feeders")
    # {field of the base: field of the resource}; `updated` names when a row was changed.
    fields = models.JSONField("字段对应")
    updated = models.CharField("更新时间字段", max_length=60, blank=True)
    active = models.BooleanField("启用", default=True)

    class Meta:
        ordering: ClassVar = ["base", "resource", "-id"]

    def __str__(self) -> str:
        return f"{self.base} ← {self.resource_id}"


class Decision(Signed):
    """What somebody said of two records (人工判定); the last on a pair counts in every build."""

    base = models.CharField("基础库", max_length=12, choices=Base)
    left = models.CharField(max_length=200)
    right = models.CharField(max_length=200)
    said = models.CharField("判定", max_length=10, choices=Said)
    reason = models.CharField("理由", max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["base", "left", "right", "-id"], name="decisions_of_pair")
        ]

    def __str__(self) -> str:
        return f"{self.left} {self.said} {self.right}"


class Build(Signed):
    """A base was built (建库): how many records became how many things."""

    base = models.CharField("基础库", max_length=12, choices=Base)
    run = models.CharField("运行标识", max_length=40, unique=True)
    started_at = models.DateTimeField("开始时间")
    records = models.BigIntegerField("来源记录")
    things = models.BigIntegerField("主体")
    conflicts = models.BigIntegerField("冲突字段")
    doubtful = models.BigIntegerField("疑似重复")
    # {resource: version of its table}
    versions = models.JSONField("来源版本")
    # How probable two records at random are of the same; explanations need it.
    prior = models.FloatField(default=0.0)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.run


class Doubt(models.Model):
    """A pair that people are to decide (疑似重复); its values stay in the lake."""

    build = models.ForeignKey(Build, models.CASCADE, related_name="doubts")
    base = models.CharField("基础库", max_length=12, choices=Base)
    left = models.CharField(max_length=200)
    right = models.CharField(max_length=200)
    probability = models.FloatField("把握")
    why = models.CharField("原因", max_length=10, blank=True)
    # [[label, words, weight]]
    grounds = models.JSONField("依据")

    class Meta:
        ordering: ClassVar = ["-probability", "id"]

    def __str__(self) -> str:
        return f"{self.left} ? {self.right}"


class Figure(models.Model):
    """One figure of a theme in one area (专题指标); -1 stands for fewer than may be shown."""

    build = models.ForeignKey(Build, models.CASCADE, related_name="figures")
    theme = models.CharField("专题", max_length=20)
    measure = models.CharField("指标", max_length=40)
    area = models.CharField("区域", max_length=60, blank=True)
    value = models.BigIntegerField("数值")

    def __str__(self) -> str:
        return f"{self.measure} {self.area} {self.value}"


class Look(Signed):
    """Somebody searched or opened a portrait (查看记录); chained by hash, so none can vanish."""

    unit_id = models.BigIntegerField(null=True)
    unit_name = models.CharField("单位", max_length=60)
    duty = models.CharField("岗位", max_length=20)
    act = models.CharField("动作", max_length=8, choices=Act)
    purpose = models.CharField("用途", max_length=12, choices=Purpose)
    words = models.CharField("用途说明", max_length=200)
    reference = models.CharField("案件或授权编号", max_length=60, blank=True)
    base = models.CharField("基础库", max_length=12, choices=Base)
    # The golden id; empty for a search, of which only the hash is kept.
    thing = models.CharField("主体", max_length=64, blank=True)
    fields = models.JSONField("字段", default=list)
    # Codes of the units whose data was shown.
    owners = models.JSONField("数据来源单位", default=list)
    prev_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.act} {self.thing}"
