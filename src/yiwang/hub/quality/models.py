"""Rules of a resource in editions, runs with what each rule found, and what was sent back."""

from typing import ClassVar

from django.db import models

from yiwang.hub.catalogue.models import Resource
from yiwang.lake.profiling import Profile
from yiwang.lake.quality import Count, Rule, rule


class RuleSet(models.Model):
    """The rules of a resource from a moment on (规则集); never changed."""

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="rule_sets")
    number = models.PositiveIntegerField("版次")
    # [Rule.plain()], in their order.
    rules = models.JSONField("规则", default=list)
    reason = models.CharField("变更原因", max_length=200)
    at = models.DateTimeField("时间")
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("发布人", max_length=40)

    class Meta:
        ordering: ClassVar = ["resource", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resource", "number"], name="one_rule_set_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.number}"

    @property
    def declared(self) -> tuple[Rule, ...]:
        """The rules as the lake knows them."""
        return tuple(rule(one) for one in self.rules)


class QualityRun(models.Model):
    """What the rules found in one version of a table (质量检查); appended when it has ended."""

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="quality_runs")
    # Null where the rules were those that follow from the shape alone.
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, null=True)
    version = models.BigIntegerField("数据版本")
    rows = models.BigIntegerField("数据行数")
    # [{"rule": Rule.plain(), "evaluated": B, "broken": B - A}], in the order of the rules.
    found = models.JSONField("各规则结果", default=list)
    # Out of 100; null where nothing could be evaluated.
    total = models.FloatField("总分", null=True)
    # {dimension: out of 100}
    scores = models.JSONField("各维度得分", default=dict)
    # Bad rows that are listed in the lake, and whether there were more than are kept.
    listed = models.BigIntegerField("问题行清单", default=0)
    cut = models.BooleanField("清单已截断", default=False)
    started_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间")
    by_name = models.CharField("经办人", max_length=40)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["resource", "-id"], name="quality_runs_of")]

    def __str__(self) -> str:
        return f"{self.resource} {self.pk}"

    @property
    def counts(self) -> tuple[Count, ...]:
        """What each rule found, as the lake tells it."""
        return tuple(
            Count(rule(one["rule"]), one["evaluated"], one["broken"]) for one in self.found
        )


class TableProfile(models.Model):
    """What stood in the columns of one version of a table (数据探查); appended."""

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="profiles")
    version = models.BigIntegerField("数据版本")
    rows = models.BigIntegerField("数据行数")
    # `Profile.plain()["columns"]`: no value of a column that tells of persons is in it.
    columns = models.JSONField("字段", default=list)
    seconds = models.FloatField("用时（秒）")
    at = models.DateTimeField("时间")

    class Meta:
        ordering: ClassVar = ["resource", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resource", "version"], name="one_profile_of_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.version}"

    @property
    def told(self) -> Profile:
        """The same as the lake tells it."""
        return Profile.from_plain({"rows": self.rows, "columns": self.columns})


class SentBack(models.Model):
    """Bad rows of a run that went back to their unit as a case (回流)."""

    run = models.ForeignKey(QualityRun, models.PROTECT, related_name="sent_back")
    unit_id = models.BigIntegerField()
    unit_name = models.CharField("责任单位", max_length=120)
    case_number = models.CharField("案件编号", max_length=40, unique=True)
    # [key of a rule]: what has to be put right.
    rules = models.JSONField("规则", default=list)
    rows = models.BigIntegerField("问题行数")
    at = models.DateTimeField("回流时间")
    by_name = models.CharField("经办人", max_length=40)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.case_number


class Recheck(models.Model):
    """What a later run found of the rows that were sent back; appended."""

    sent_back = models.ForeignKey(SentBack, models.PROTECT, related_name="rechecks")
    run = models.ForeignKey(QualityRun, models.PROTECT)
    still_bad = models.BigIntegerField("仍有问题")
    at = models.DateTimeField("时间")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sent_back", "run"], name="one_recheck_of_a_run")
        ]

    def __str__(self) -> str:
        return f"{self.sent_back} {self.still_bad}"
