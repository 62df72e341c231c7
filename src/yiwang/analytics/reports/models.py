"""Reports with all that they were read from, and the times at which they are due."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_noop

from yiwang.analytics.reports.bulletins import Bulletin, bulletin
from yiwang.analytics.reports.contents import Contents, read_back
from yiwang.measure.period import Period, parse


class Report(models.Model):
    """One edition of a report (简报); what it says is never changed.

    Each later hand writes its own columns once: reviewed, released, withdrawn.
    """

    class State(models.TextChoices):
        DRAFT = "draft", gettext_noop("待审核")
        REVIEWED = "reviewed", gettext_noop("待签发")
        RELEASED = "released", gettext_noop("已签发")
        WITHDRAWN = "withdrawn", gettext_noop("已撤回")

    bulletin = models.CharField("种类", max_length=20)
    period = models.CharField("期间", max_length=24)
    edition = models.PositiveIntegerField("第几版")
    contents = models.JSONField("内容")
    # Over the contents; released files and this page tell the same.
    digest = models.CharField("校验值", max_length=64)
    # The last event of the log that is in it.
    mark = models.BigIntegerField("截至事件")
    made_at = models.DateTimeField("生成时间")
    # Without a person it was the clock.
    made_by = models.BigIntegerField(null=True)
    made_name = models.CharField("生成人", max_length=40)
    reviewed_at = models.DateTimeField("审核时间", null=True)
    reviewed_by = models.BigIntegerField(null=True)
    reviewed_name = models.CharField("审核人", max_length=40, blank=True)
    opinion = models.CharField("审核意见", max_length=500, blank=True)
    released_at = models.DateTimeField("签发时间", null=True)
    released_by = models.BigIntegerField(null=True)
    released_name = models.CharField("签发人", max_length=40, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_name = models.CharField("撤回人", max_length=40, blank=True)
    reason = models.CharField("撤回理由", max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bulletin", "period", "edition"], name="one_report_edition"
            ),
            models.UniqueConstraint(
                fields=["bulletin", "period"],
                condition=Q(withdrawn_at=None),
                name="one_standing_report",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bulletin} {self.period} {self.edition}"

    @property
    def span(self) -> Period:
        """The period itself."""
        return parse(self.period)

    @property
    def declared(self) -> Bulletin | None:
        """Which report it is, while that is still declared."""
        return bulletin(self.bulletin)

    @property
    def label(self) -> str:
        """周报, 月报 …"""
        return self.declared.label if self.declared else self.bulletin

    @property
    def state(self) -> "Report.State":
        """Where it stands."""
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        if self.released_at:
            return self.State.RELEASED
        return self.State.REVIEWED if self.reviewed_at else self.State.DRAFT

    @property
    def kept(self) -> Contents:
        """What it says."""
        return read_back(self.contents)


class TemplateEdition(models.Model):
    """A docx that staff published as the template of a report (模板), from then on."""

    bulletin = models.CharField("种类", max_length=20)
    name = models.CharField("文件名", max_length=120)
    content = models.BinaryField("文件")
    digest = models.CharField("校验值", max_length=64)
    published_at = models.DateTimeField("公布时间")
    published_by = models.CharField("公布人", max_length=40)
    basis = models.CharField("依据", max_length=200)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["bulletin", "-id"], name="report_template")]

    def __str__(self) -> str:
        return f"{self.bulletin} {self.name}"


class ReportFile(models.Model):
    """A file as it was released; its bytes never change."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    # docx, pdf, xlsx.
    format = models.CharField("格式", max_length=8)
    content = models.BinaryField("文件")
    digest = models.CharField("校验值", max_length=64)
    # Which template it was poured into; None for the one of birth.
    template = models.ForeignKey(TemplateEdition, models.PROTECT, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "format"], name="one_file_a_format")
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.format}"


class Timing(models.Model):
    """When a report is made by the clock (生成时间), from the day of its publishing on."""

    bulletin = models.CharField("种类", max_length=20)
    # After the last day of the period: 0 is the first day after it.
    days = models.PositiveSmallIntegerField("期后天数")
    hour = models.PositiveSmallIntegerField("钟点")
    runs = models.BooleanField("自动生成", default=True)
    published_at = models.DateTimeField("公布时间")
    published_by = models.CharField("公布人", max_length=40)
    basis = models.CharField("依据", max_length=200)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["bulletin", "-id"], name="report_timing")]

    def __str__(self) -> str:
        return f"{self.bulletin} {self.days} {self.hour}"
