"""What was learned and which of it is in use: appended and never changed."""

from typing import ClassVar

from django.db import models

from yiwang.insight.classes.kinds import Kind


class Version(models.Model):
    """One model, learned once (模型版本), with what it scored on cases kept apart for judging."""

    kind = models.CharField("用途", max_length=8, choices=Kind)
    procedure = models.CharField("办理流程", max_length=40)
    number = models.PositiveIntegerField("版本")
    made_at = models.DateTimeField("学习时间")
    made_by = models.CharField("学习人", max_length=40)
    # The digest names the file in the folder of models.
    digest = models.CharField("摘要", max_length=64)
    learned_from = models.PositiveIntegerField("学习案件数")
    judged_by = models.PositiveIntegerField("检验案件数")
    # The figure by which versions are compared: macro F1 of classes, first three of units.
    score = models.FloatField("得分")
    scores = models.JSONField("各项得分")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "procedure", "number"], name="one_model_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.procedure} {self.number}"


class Use(models.Model):
    """From when on a version is in use (启用记录); without a version nothing is suggested."""

    kind = models.CharField("用途", max_length=8, choices=Kind)
    procedure = models.CharField("办理流程", max_length=40)
    version = models.ForeignKey(Version, models.PROTECT, null=True, verbose_name="版本")
    at = models.DateTimeField("时间")
    by = models.CharField("操作人", max_length=40)
    reason = models.CharField("原因", max_length=200)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["kind", "procedure", "-id"], name="use_last")]

    def __str__(self) -> str:
        return f"{self.kind} {self.procedure} {self.version_id}"
