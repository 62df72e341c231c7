"""What is kept to find the same matter again, what was suggested, and what people said to it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop


class Mark(models.Model):
    """How far the index has followed the log; one row."""

    event = models.BigIntegerField(default=0)
    # While the index is built for the first time: the last case that was taken in.
    built_to = models.BigIntegerField(default=0)
    built = models.BooleanField(default=False)
    texts = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.event} {self.texts}"


class Entry(models.Model):
    """What a case is compared by; a confidential one has none."""

    case = models.BigIntegerField(primary_key=True)
    procedure = models.CharField(max_length=40)
    category = models.CharField(max_length=12)
    area = models.CharField(max_length=20)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    opened_at = models.DateTimeField()
    # In hand, and not merged into another.
    open = models.BooleanField()
    pairs = models.BinaryField()
    # The words under which it is found, four bytes each.
    words = models.BinaryField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["category", "area", "-case"], name="alike_class_area")
        ]

    def __str__(self) -> str:
        return str(self.case)


class Group(models.Model):
    """Cases in hand that look like one matter; reckoned anew whenever one of them changes."""

    first_at = models.DateTimeField("最早")
    last_at = models.DateTimeField("最近")
    cases = models.PositiveIntegerField("案件")
    people = models.PositiveIntegerField("人数")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-last_at", "-id"], name="alike_group_last")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.cases}"


class Member(models.Model):
    """A case of a group, with what it has in common with the others."""

    case = models.BigIntegerField(primary_key=True)
    group = models.ForeignKey(Group, models.CASCADE, related_name="members")

    def __str__(self) -> str:
        return f"{self.group_id}/{self.case}"


class Pair(models.Model):
    """Two cases that look like one matter, and how surely."""

    left = models.BigIntegerField()
    right = models.BigIntegerField(db_index=True)
    sure = models.FloatField()
    # Shared words, those of places apart.
    places = models.CharField(max_length=120, blank=True)
    matter = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["left", "right"], name="alike_pair_once")
        ]

    def __str__(self) -> str:
        return f"{self.left} {self.right} {self.sure:.2f}"


class Verdict(models.Model):
    """What a person said of two cases (不是同一件, taken back); appended, the last one counts."""

    class Kind(models.TextChoices):
        APART = "apart", gettext_noop("不是同一件")
        WITHDRAWN = "withdrawn", gettext_noop("撤回判断")

    left = models.BigIntegerField()
    right = models.BigIntegerField(db_index=True)
    kind = models.CharField("判断", max_length=10, choices=Kind)
    # What was said in one act shares the number of its first row.
    act = models.BigIntegerField(default=0)
    person = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=40)
    duty = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["left", "right", "-id"], name="alike_verdict_last")
        ]

    def __str__(self) -> str:
        return f"{self.left} {self.right} {self.kind}"


class Caller(models.Model):
    """Somebody who has called more than once; the number itself stays with the reporter."""

    digest = models.CharField(max_length=64, primary_key=True)
    reporter = models.BigIntegerField()
    cases = models.PositiveIntegerField("来电次数")
    same = models.PositiveIntegerField("其中同一件")
    last_at = models.DateTimeField("最近来电")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-last_at", "-digest"], name="alike_caller_last")]

    def __str__(self) -> str:
        return self.digest[:8]
