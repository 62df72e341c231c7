"""The log of a case and the rows that are folded from it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from yiwang.engine.effects import AssignmentStatus, RequestKind, Role
from yiwang.org.models import Unit


class Case(models.Model):
    """One matter under a procedure (案件); every column is what its events add up to."""

    number = models.CharField("案件编号", max_length=24, unique=True)
    procedure = models.CharField("办理流程", max_length=40)
    state = models.CharField("环节", max_length=30)
    seq = models.PositiveIntegerField(default=0)
    title = models.CharField("标题", max_length=120)
    content = models.TextField("诉求内容")
    channel = models.CharField("来源渠道", max_length=40, blank=True)
    category = models.CharField("诉求分类", max_length=12, blank=True)
    nature = models.CharField("诉求性质", max_length=12, blank=True)
    urgency = models.CharField("紧急程度", max_length=12, blank=True)
    area = models.CharField("所属区域", max_length=20, blank=True)
    # The grid that its place lay in on the day it was opened; no adjustment alters it.
    grid = models.CharField("网格", max_length=20, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    longitude = models.FloatField("经度", null=True)
    latitude = models.FloatField("纬度", null=True)
    # The part of the street that it is about, where somebody told its code.
    part_code = models.CharField("部件编码", max_length=20, blank=True)
    people = models.PositiveIntegerField("涉及人数", default=1)
    confidential = models.BooleanField("保密件", default=False)
    wants_call = models.BooleanField("要求回访", default=True)
    reporter = models.ForeignKey(
        "cases.Reporter", models.PROTECT, null=True, related_name="cases", verbose_name="诉求人"
    )
    outer_number = models.CharField("上级工单编号", max_length=64, blank=True)
    main_case = models.CharField("并入", max_length=24, blank=True)
    public_reply = models.TextField("公开答复", blank=True)
    satisfied = models.CharField("是否满意", max_length=24, blank=True)
    solved = models.CharField("是否解决", max_length=24, blank=True)
    lead_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="led_cases", verbose_name="主办单位"
    )
    opened_at = models.DateTimeField("受理时间")
    entered_at = models.DateTimeField("进入环节")
    closed_at = models.DateTimeField("办结时间", null=True)
    # The next deadline of the case itself, and the city's own.
    due_at = models.DateTimeField("截止时间", null=True)
    outer_due_at = models.DateTimeField("市级截止时间", null=True)
    registered_by = models.BigIntegerField(null=True)
    source_key = models.CharField(max_length=120, null=True)  # noqa: DJ001 - unique where given
    # Digest of the word with which a citizen follows the case.
    secret_digest = models.CharField(max_length=64, blank=True)
    standing = models.JSONField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at", "id"], name="case_state_due"),
            models.Index(fields=["lead_unit", "state", "due_at"], name="case_unit_state_due"),
            models.Index(fields=["-opened_at", "-id"], name="case_opened"),
            models.Index(fields=["category", "area", "opened_at"], name="case_category_area"),
            models.Index(fields=["outer_number"], name="case_outer_number"),
            models.Index(fields=["main_case"], name="case_main_case"),
            models.Index(fields=["part_code"], name="case_part", condition=~Q(part_code="")),
            models.Index(fields=["grid", "opened_at"], name="case_grid", condition=~Q(grid="")),
            # The map reads nothing else of a case: it is drawn from this index alone.
            models.Index(
                fields=[
                    "longitude",
                    "latitude",
                    "state",
                    "due_at",
                    "area",
                    "grid",
                    "category",
                    "procedure",
                    "opened_at",
                    "confidential",
                    "registered_by",
                ],
                name="case_place",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procedure", "source_key"], name="one_case_a_source_key"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Event(models.Model):
    """One thing that happened (过程记录): appended, chained by hash, never changed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    person = models.BigIntegerField(null=True)
    unit = models.BigIntegerField(null=True)
    duty = models.CharField(max_length=20)
    deputises = models.BigIntegerField(null=True)
    source = models.CharField(max_length=30, blank=True)
    target = models.CharField(max_length=30)
    subject = models.PositiveIntegerField(default=0)
    given = models.JSONField()
    resolved = models.JSONField()
    version = models.CharField(max_length=12)
    # How it came in: web, phone, api, public, open311, platform, import, clock.
    via = models.CharField(max_length=20)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_event_a_seq")
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "at"], name="event_kind_at")]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.seq} {self.kind}"


class Assignment(models.Model):
    """A unit's duty to act on a case (派单)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    no = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    path = models.CharField(max_length=120)
    role = models.CharField(max_length=8)
    parent = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=12)
    active = models.BooleanField()
    designated = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="one_assignment_a_no")
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "active", "due_at"], name="assignment_unit_due"),
            models.Index(fields=["path", "active"], name="assignment_path"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.no}"

    @property
    def status_label(self) -> str:
        """The Chinese word for the status."""
        return AssignmentStatus(self.status).label

    @property
    def role_label(self) -> str:
        """主办 or 协办."""
        return Role(self.role).label


class Deadline(models.Model):
    """A clock of a case, an assignment or a request (截止时间)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines")
    limit = models.CharField(max_length=30)
    scope = models.CharField(max_length=12)
    subject = models.PositiveIntegerField()
    round = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    dropped = models.BooleanField(default=False)
    late_since = models.DateTimeField(null=True)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=12)
    edition = models.PositiveIntegerField()
    notice = models.PositiveIntegerField()
    # The highest reminder percentage that was sent for it.
    reminded = models.PositiveIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "limit", "subject", "round"], name="one_clock_a_round"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["ended_at", "due_at"], name="deadline_open_due"),
            models.Index(fields=["limit", "due_at"], name="deadline_limit_due"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.limit}"


class CaseRequest(models.Model):
    """Something asked with a reason that another decides."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="requests")
    no = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    assignment = models.PositiveIntegerField()
    asked_by = models.BigIntegerField(null=True)
    asked_unit = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    # How many have endorsed it on its way.
    endorsed = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="one_request_a_no")
        ]
        indexes: ClassVar = [models.Index(fields=["settled_at", "kind"], name="request_open_kind")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"

    @property
    def kind_label(self) -> str:
        """The Chinese word for what was asked."""
        return RequestKind(self.kind).label
