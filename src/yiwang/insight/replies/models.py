"""Judgements of given replies, the published rules, and how rare words are in this district."""

from typing import ClassVar

from django.db import models

from yiwang.cases.models import Case
from yiwang.dials.models import Published
from yiwang.org.models import Unit


class RulesNotice(Published):
    """The weights, lines and added phrases from a day on; published, never changed."""

    content = models.JSONField("规则")

    def __str__(self) -> str:
        return f"{self.pk} {self.valid_from}"


class WordCount(models.Model):
    """In how many of the district's texts each word stands; the newest is used."""

    made_at = models.DateTimeField()
    texts = models.PositiveIntegerField()
    counts = models.JSONField()

    def __str__(self) -> str:
        return f"{self.texts} {self.made_at}"


class JudgedReply(models.Model):
    """What was found of one reply of a closed case under one version of the rules; appended."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="judged_replies")
    # The event with which the reply was given.
    seq = models.PositiveIntegerField()
    version = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, verbose_name="答复单位")
    path = models.CharField(max_length=120)
    # The first day of the month in which it was given.
    month = models.DateField("月份")
    answered_at = models.DateTimeField("答复时间")
    category = models.CharField("诉求分类", max_length=12, blank=True)
    grade = models.CharField("评级", max_length=8)
    score = models.PositiveSmallIntegerField("得分", null=True)
    # The kinds of fault between commas, each also at the ends: ",empty,late,".
    faults = models.CharField("问题", max_length=200)
    faultless = models.BooleanField("无问题")
    dimensions = models.JSONField()
    # The same for replies, and for appeals, that differ in numbers and signs only.
    digest = models.CharField(max_length=16, blank=True)
    appeal_digest = models.CharField(max_length=16, blank=True)
    judged_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "seq", "version"], name="one_judgement_a_version"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["version", "month", "path"], name="judged_version_month_path"),
            models.Index(fields=["version", "digest"], name="judged_digest"),
            models.Index(fields=["version", "category", "grade"], name="judged_category"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.seq} {self.grade}"


class Followed(models.Model):
    """Up to which event of the log the replies were judged under a version."""

    version = models.CharField(max_length=12, unique=True)
    event = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.version} {self.event}"
