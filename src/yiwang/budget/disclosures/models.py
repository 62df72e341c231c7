"""Disclosures in editions, the reasons signed for what the audit found, and published files."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_noop

from yiwang.budget.register.models import BudgetUnit


class Disclosure(models.Model):
    """One edition of a public budget or final account (公开文件); published, it never changes."""

    class Kind(models.TextChoices):
        BUDGET = "budget", gettext_noop("部门预算")
        FINAL = "final", gettext_noop("部门决算")

    class State(models.TextChoices):
        DRAFT = "draft", gettext_noop("编制中")
        PUBLISHED = "published", gettext_noop("已公开")
        WITHDRAWN = "withdrawn", gettext_noop("已撤回")

    unit = models.ForeignKey(BudgetUnit, models.PROTECT, related_name="disclosures")
    kind = models.CharField("种类", max_length=8, choices=Kind)
    year = models.PositiveSmallIntegerField("年度")
    edition = models.PositiveIntegerField("第几版")
    # The day that the document bears.
    day = models.DateField("公开日期")
    # Answers to what the document has to explain, by key.
    reasons = models.JSONField("原因", default=dict)
    # What the audit found of the document as it is now.
    findings = models.JSONField("审核发现", default=list)
    made_at = models.DateTimeField("编制时间")
    made_by = models.BigIntegerField(null=True)
    made_name = models.CharField("编制人", max_length=40)
    published_at = models.DateTimeField("签发时间", null=True)
    published_name = models.CharField("签发人", max_length=40, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_name = models.CharField("撤回人", max_length=40, blank=True)
    why_withdrawn = models.CharField("撤回理由", max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-year", "kind", "-edition"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "kind", "year", "edition"], name="one_disclosure_edition"
            ),
            models.UniqueConstraint(
                fields=["unit", "kind", "year"],
                condition=Q(withdrawn_at=None),
                name="one_standing_disclosure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind} {self.edition}"

    @property
    def state(self) -> "Disclosure.State":
        """Where it stands."""
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.PUBLISHED if self.published_at else self.State.DRAFT


class Excuse(models.Model):
    """A signed reason why a finding of the audit does not stop the publication; appended."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="excuses")
    # Which finding: a digest of its rule, place in words and figures.
    finding = models.CharField(max_length=64)
    rule = models.CharField("规则", max_length=60)
    reason = models.CharField("理由", max_length=500)
    signed_at = models.DateTimeField("签字时间")
    signed_by = models.BigIntegerField(null=True)
    signed_name = models.CharField("签字人", max_length=40)

    def __str__(self) -> str:
        return f"{self.rule} {self.signed_name}"


class PublishedFile(models.Model):
    """A file as it was published; its bytes never change."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="files")
    # docx, pdf, html, zip.
    format = models.CharField("格式", max_length=8)
    content = models.BinaryField("文件")
    sha256 = models.CharField("校验值", max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["disclosure", "format"], name="one_published_format")
        ]

    def __str__(self) -> str:
        return f"{self.disclosure} {self.format}"
