"""Topics as they were found last, and what people add to them: names, efforts and their steps."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop

from yiwang.cases.models import Case
from yiwang.org.models import Unit


class TopicDial(models.Model):
    """How many weeks are looked at, and from how many people on it is a topic; appended."""

    weeks = models.PositiveSmallIntegerField("研判周数")
    least = models.PositiveSmallIntegerField("最少人数")
    published_by = models.CharField("公布人", max_length=40)
    published_at = models.DateTimeField("公布时间")
    basis = models.CharField("依据", max_length=200)

    def __str__(self) -> str:
        return f"{self.weeks} {self.least}"


class TopicRun(models.Model):
    """One search for topics: what it looked at, and how long it took."""

    at = models.DateTimeField("时间")
    until = models.DateField("截至")
    weeks = models.PositiveSmallIntegerField("研判周数")
    cases = models.PositiveIntegerField("案件数")
    topics = models.PositiveIntegerField("专题数")
    seconds = models.FloatField("用时")
    # How many cases came in each week, the earliest first.
    district = models.JSONField("每周案件")

    def __str__(self) -> str:
        return f"{self.until} {self.topics}"


class Topic(models.Model):
    """Cases about one matter (专题); keeps its number while it goes on."""

    class Kind(models.TextChoices):
        HERE = "here", gettext_noop("同一地点")
        ACROSS = "across", gettext_noop("多处同类")
        MIXED = "mixed", gettext_noop("一地多题")

    class Direction(models.TextChoices):
        RISING = "rising", gettext_noop("上升")
        STEADY = "steady", gettext_noop("平稳")
        FALLING = "falling", gettext_noop("回落")
        GONE = "gone", gettext_noop("已平息")

    name = models.CharField("名称", max_length=30)
    # Whether a person gave the name: then no search changes it.
    named = models.BooleanField("人工命名", default=False)
    kind = models.CharField("类型", max_length=8, choices=Kind)
    direction = models.CharField("走势", max_length=8, choices=Direction)
    since = models.DateField("上升起始", null=True)
    first_on = models.DateField("首次反映")
    last_on = models.DateField("最近反映")
    people = models.PositiveIntegerField("涉及人数")
    cases = models.PositiveIntegerField("案件数")
    heat = models.FloatField("热度")
    # New voices in each week of the last search, the earliest first.
    weeks = models.JSONField("每周人数")
    area = models.CharField("所属区域", max_length=20, blank=True)
    category = models.CharField("诉求分类", max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="topics")
    words = models.JSONField("关键词", default=list)
    run = models.ForeignKey(TopicRun, models.PROTECT, related_name="found")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-heat", "id"], name="topic_heat")]

    def __str__(self) -> str:
        return self.name


class TopicCase(models.Model):
    """A case of a topic; cases of one voice carry the same number."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="members")
    case = models.ForeignKey(Case, models.PROTECT, related_name="topics")
    # 0 is the case that stands best for it.
    rank = models.PositiveIntegerField()
    voice = models.PositiveIntegerField()
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "case"], name="one_row_a_topic_and_case")
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.case_id}"


class TopicName(models.Model):
    """A name that a person gave; appended."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="names")
    name = models.CharField("名称", max_length=30)
    given_by = models.CharField("命名人", max_length=40)
    given_at = models.DateTimeField("命名时间")

    def __str__(self) -> str:
        return self.name


class Effort(models.Model):
    """A topic taken up (每月一题、未诉先办): who leads, to what aim, until when; appended."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="efforts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="efforts")
    aim = models.CharField("目标", max_length=200)
    due_on = models.DateField("完成期限")
    # From this day on something was done; before and after it are compared.
    acted_on = models.DateField("开始治理")
    taken_by = models.CharField("立题人", max_length=40)
    taken_at = models.DateTimeField("立题时间")

    def __str__(self) -> str:
        return f"{self.topic_id} {self.aim}"


class EffortStep(models.Model):
    """What was done for an effort, or that it ends; appended."""

    class Kind(models.TextChoices):
        DONE = "done", gettext_noop("治理措施")
        CLOSED = "closed", gettext_noop("结题")

    effort = models.ForeignKey(Effort, models.PROTECT, related_name="steps")
    kind = models.CharField("类型", max_length=8, choices=Kind)
    text = models.CharField("内容", max_length=400)
    on = models.DateField("日期")
    by = models.CharField("记录人", max_length=40)
    at = models.DateTimeField("记录时间")

    def __str__(self) -> str:
        return f"{self.effort_id} {self.kind}"
