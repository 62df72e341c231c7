"""What belongs to a case beside its log: people, files, drafts, looks at personal data."""

import uuid
from typing import ClassVar

from django.db import models


class Reporter(models.Model):
    """Who appealed; kept apart from the log, masked by default."""

    name = models.CharField("姓名", max_length=40, blank=True)
    phone = models.CharField("电话", max_length=20, blank=True, db_index=True)
    address = models.CharField("住址", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"reporter {self.pk}"


class Attachment(models.Model):
    """A checked file, stored outside the web root under a name of ours."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="attachments")
    name = models.CharField("文件名", max_length=120)
    mime = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=200)
    thumbnail = models.CharField(max_length=200, blank=True)
    taken_at = models.DateTimeField(null=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    uploaded_by = models.BigIntegerField(null=True)
    uploaded_at = models.DateTimeField()
    # Seen by the citizen who appealed.
    public = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """A reply that somebody is still writing; not part of the log."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="drafts")
    person = models.BigIntegerField()
    action = models.CharField(max_length=40)
    given = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "person", "action"], name="one_draft_a_person")
        ]

    def __str__(self) -> str:
        return f"draft {self.case_id}"


class Recusal(models.Model):
    """A unit or person that the case is about and that must not see it (回避); never changed."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="recusals")
    unit = models.BigIntegerField(null=True)
    person = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=200)
    set_by = models.BigIntegerField(null=True)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"recusal {self.case_id}"


class RecusalEnd(models.Model):
    """A recusal holds no longer (解除回避); what was set stays to be read."""

    recusal = models.OneToOneField(Recusal, models.PROTECT, related_name="end")
    reason = models.CharField(max_length=200)
    set_by = models.BigIntegerField(null=True)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"end of recusal {self.recusal_id}"


class Reveal(models.Model):
    """Somebody looked at masked personal data, and why; never changed."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="reveals")
    person = models.BigIntegerField()
    unit = models.BigIntegerField(null=True)
    duty = models.CharField(max_length=20)
    fields = models.CharField(max_length=80)
    purpose = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reveal {self.case_id}"


class SavedView(models.Model):
    """What a person asks of a page again and again, kept under a name."""

    person = models.BigIntegerField(db_index=True)
    # Which page it is of: the search of cases, or the figures.
    page = models.CharField(max_length=20, default="search")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=2000)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "page", "name"], name="one_saved_view_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class NoticesSeen(models.Model):
    """Up to when a person has seen their notices in a unit under a duty."""

    person = models.BigIntegerField()
    unit = models.BigIntegerField()
    duty = models.CharField(max_length=20)
    until = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "unit", "duty"], name="one_mark_a_post")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.until}"
