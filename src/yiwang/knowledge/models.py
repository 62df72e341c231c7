"""Answers that a unit owns, with sources and a day on which they must be looked at again."""

from typing import ClassVar

from django.db import models

from yiwang.org.models import Unit


class Article(models.Model):
    """A question with its answer (知识条目)."""

    class State(models.TextChoices):
        DRAFT = "draft", "待审核"
        PUBLISHED = "published", "已发布"
        RETIRED = "retired", "已停用"

    question = models.CharField("问题", max_length=120)
    answer = models.TextField("答案")
    category = models.CharField("诉求分类", max_length=12, blank=True)
    owner = models.ForeignKey(Unit, models.PROTECT, verbose_name="责任单位")
    sources = models.CharField("依据", max_length=400)
    expires_on = models.DateField("有效期至")
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField("版次", default=1)
    written_by = models.BigIntegerField(null=True)
    cited = models.PositiveIntegerField("被引用", default=0)
    reminded_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "expires_on"], name="article_state_expiry")
        ]

    def __str__(self) -> str:
        return self.question


class ArticleVersion(models.Model):
    """An article as it stood after one change; appended, never changed."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    what = models.CharField(max_length=20)
    content = models.JSONField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=40)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.article_id} v{self.version}"
