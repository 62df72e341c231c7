"""Targets (绩效目标) and self-evaluations (绩效自评) in editions, with the hands on each.

An edition is written until it is submitted; afterwards only the next hand's columns are filled,
once. What was sent back is followed by a new edition.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_noop

from yiwang.budget.register.models import BudgetUnit, Project
from yiwang.dials.models import Published


class State(models.TextChoices):
    """Where an edition stands."""

    DRAFT = "draft", gettext_noop("填报中")
    SUBMITTED = "submitted", gettext_noop("待审核")
    REVIEWED = "reviewed", gettext_noop("待签字")
    SIGNED = "signed", gettext_noop("已签字")
    RETURNED = "returned", gettext_noop("已退回")


class Handed(models.Model):
    """Who made it, submitted it, reviewed it, signed it or sent it back, and when."""

    edition = models.PositiveIntegerField("第几版")
    made_at = models.DateTimeField("填报时间")
    made_by = models.BigIntegerField(null=True)
    made_name = models.CharField("填报人", max_length=40)
    submitted_at = models.DateTimeField("提交时间", null=True)
    # Over the contents as they were submitted.
    digest = models.CharField("校验值", max_length=64, blank=True)
    reviewed_at = models.DateTimeField("审核时间", null=True)
    reviewed_by = models.BigIntegerField(null=True)
    reviewed_name = models.CharField("审核人", max_length=40, blank=True)
    opinion = models.CharField("审核意见", max_length=500, blank=True)
    signed_at = models.DateTimeField("签字时间", null=True)
    signed_by = models.BigIntegerField(null=True)
    signed_name = models.CharField("签字人", max_length=40, blank=True)
    returned_at = models.DateTimeField("退回时间", null=True)
    returned_name = models.CharField("退回人", max_length=40, blank=True)
    why_returned = models.CharField("退回理由", max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.returned_at:
            return State.RETURNED
        if self.signed_at:
            return State.SIGNED
        if self.reviewed_at:
            return State.REVIEWED
        return State.SUBMITTED if self.submitted_at else State.DRAFT


class Promise(Handed):
    """The targets of a project, or of a whole unit, for a year."""

    year = models.PositiveSmallIntegerField("年度")
    unit = models.ForeignKey(BudgetUnit, models.PROTECT, related_name="promises")
    # None for the form of the whole unit (整体绩效).
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="promises")
    # The project or the unit as one key, so that editions of it are told apart.
    subject = models.CharField(max_length=24)
    scheme = models.CharField("评分办法", max_length=20)
    aim = models.TextField("年度绩效目标", blank=True)
    # One object a goal, as `contents` writes it.
    goals = models.JSONField("指标")

    class Meta:
        ordering: ClassVar = ["-year", "subject", "-edition"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "year", "edition"], name="one_promise_edition"
            ),
            models.UniqueConstraint(
                fields=["subject", "year"],
                condition=Q(signed_at=None, returned_at=None),
                name="one_open_promise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.subject} {self.edition}"

    @property
    def whole_unit(self) -> bool:
        """Whether it is of the unit as a whole."""
        return self.project_id is None

    @property
    def name(self) -> str:
        """Of what it is."""
        return self.project.name if self.project else self.unit.name


class Evaluation(Handed):
    """What became of a signed promise (自评): values, reasons and scores."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="evaluations")
    # One object a goal of the promise, in its order.
    outcomes = models.JSONField("完成情况")
    budget_fen = models.BigIntegerField("预算数（分）")
    spent_fen = models.BigIntegerField("执行数（分）")
    execution_reason = models.CharField("执行率偏低的原因", max_length=1000, blank=True)
    improvement = models.TextField("改进措施及结果拟应用方案", blank=True)
    # Of execution, and of all together.
    execution_score = models.DecimalField("执行率得分", max_digits=6, decimal_places=2)
    total = models.DecimalField("总分", max_digits=6, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["promise", "-edition"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["promise", "edition"], name="one_evaluation_edition"),
            models.UniqueConstraint(
                fields=["promise"],
                condition=Q(signed_at=None, returned_at=None),
                name="one_open_evaluation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promise} {self.edition}"


class DeviationNotice(Published):
    """From which share beyond its target an overshot indicator must be explained (偏差界限)."""

    share = models.DecimalField("偏差界限", max_digits=4, decimal_places=2)

    def __str__(self) -> str:
        return f"{self.share} {self.valid_from}"
