"""Who is on duty when and where, what they were to walk, what they walked, what they learnt.

Tracks are the only rows here that say where a person was all day; they are deleted after the
stated days. What is kept of them (`Covered`, `Walk`) names no person.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop

from yiwang.org.models import Person


class Rota(models.Model):
    """The shifts of one week, from its Monday on; published once (排班表)."""

    monday = models.DateField("周一", unique=True)
    published_at = models.DateTimeField("发布时间", null=True)
    published_by = models.CharField("发布人", max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.monday}"


class Shift(models.Model):
    """A person on duty in some grids from a moment to another (班次)."""

    rota = models.ForeignKey(Rota, models.PROTECT, related_name="shifts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField("上班", db_index=True)
    ends_at = models.DateTimeField("下班")
    # Codes of grids; they outlive every adjustment.
    grids = models.JSONField("网格", default=list)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="shift_has_a_length"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "starts_at"], name="shift_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.starts_at}"


class Absence(models.Model):
    """That nobody works a shift, and why; it then counts in no rate (缺勤)."""

    class Kind(models.TextChoices):
        LEAVE = "leave", gettext_noop("请假")
        SICK = "sick", gettext_noop("病假")
        TRAINING = "training", gettext_noop("培训")
        CALLED_AWAY = "called_away", gettext_noop("抽调")

    shift = models.OneToOneField(Shift, models.PROTECT, related_name="absence")
    kind = models.CharField("类别", max_length=12, choices=Kind)
    reason = models.CharField("缘由", max_length=200)
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.shift_id} {self.kind}"


class Swap(models.Model):
    """That another person took over a shift (换班); only ever appended."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="swaps")
    before = models.ForeignKey(Person, models.PROTECT, related_name="+")
    after = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField("缘由", max_length=200)
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.shift_id} {self.before_id} → {self.after_id}"


class Route(models.Model):
    """Something that is walked again and again (巡查路线); its plans say what, when and by whom."""

    begun_at = models.DateTimeField("建立时间")

    def __str__(self) -> str:
        return str(self.pk)


class Plan(models.Model):
    """How a route is to be walked from a day on (巡查计划); only ever appended.

    On a day the plan that begins last counts, of those of one beginning the one written last.
    """

    class Kind(models.TextChoices):
        LINE = "line", gettext_noop("路线")
        POINTS = "points", gettext_noop("点位")

    route = models.ForeignKey(Route, models.PROTECT, related_name="plans")
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=8, choices=Kind)
    # As drawn, and the points that count; longitude and latitude in WGS-84.
    path = models.JSONField("路径")
    planned = models.JSONField("计划点")
    reach_metres = models.PositiveSmallIntegerField("到达半径（米）")
    # 0 is Monday; empty: on whatever days, `per_week` times.
    weekdays = models.JSONField("星期", default=list)
    per_week = models.PositiveSmallIntegerField("每周次数")
    # Only what is walked between them counts; an end that is not later lies on the next day.
    hours_from = models.TimeField("几点起", null=True)
    hours_until = models.TimeField("几点止", null=True)
    # Who is to walk it; nobody named: whoever has a shift in its grids.
    people = models.ManyToManyField(Person, related_name="plans")
    valid_from = models.DateField("自")
    # From its beginning on the route is walked no more.
    ended = models.BooleanField("停用", default=False)
    basis = models.CharField("依据", max_length=200)
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("时间")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["route", "valid_from", "id"], name="plan_of_a_day")
        ]

    def __str__(self) -> str:
        return self.name


class PlanPart(models.Model):
    """Which planned points of a plan lie in a grid."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="parts")
    # Codes of grids outlive every adjustment.
    grid_code = models.CharField("网格编码", max_length=20, db_index=True)
    places = models.JSONField("计划点的序号")

    def __str__(self) -> str:
        return f"{self.plan_id} {self.grid_code}"


class LogIn(models.Model):
    """That a person began to work, where, and when and where they ended (签到、签退)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="log_ins")
    shift = models.ForeignKey(Shift, models.PROTECT, null=True, related_name="log_ins")
    at = models.DateTimeField("签到", db_index=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    grid_code = models.CharField("签到网格", max_length=20, blank=True)
    # Of the grids of the shift; None where no place was told or there is no shift.
    inside = models.BooleanField("在网格内", null=True)
    out_at = models.DateTimeField("签退", null=True)
    out_longitude = models.FloatField(null=True)
    out_latitude = models.FloatField(null=True)
    out_grid_code = models.CharField("签退网格", max_length=20, blank=True)
    out_inside = models.BooleanField("签退在网格内", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(out_at=None), name="one_running_log_in"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at}"


class Track(models.Model):
    """Where a person was between two moments of their duty; deleted after the stated days."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tracks")
    first_at = models.DateTimeField("自", db_index=True)
    last_at = models.DateTimeField("至")
    # [seconds after `first_at`, longitude, latitude, accuracy in metres, 1 for too fast]
    points = models.JSONField("轨迹点")
    received_at = models.DateTimeField("收到")
    # Whether the days that it tells of were counted since.
    counted = models.BooleanField("已计入", default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "last_at"], name="track_person"),
            models.Index(
                fields=["first_at"], condition=models.Q(counted=False), name="track_uncounted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.first_at}"


class Covered(models.Model):
    """What of a grid was walked on a day, without saying by whom (覆盖)."""

    grid_code = models.CharField("网格编码", max_length=20)
    on = models.DateField("日期")
    cells = models.PositiveIntegerField("方格数")
    touched = models.JSONField("走到的方格")
    counted_at = models.DateTimeField("计算时间")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grid_code", "on"], name="one_coverage_of_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.grid_code} {self.on}"


class Walk(models.Model):
    """What of a plan was walked on a day, without saying by whom."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="walks")
    on = models.DateField("日期", db_index=True)
    # Places in `planned`.
    reached = models.JSONField("走到的计划点")
    walked = models.BooleanField("走完")
    counted_at = models.DateTimeField("计算时间")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "on"], name="one_walk_of_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.on}"


class Course(models.Model):
    """A training (培训)."""

    title = models.CharField("课程", max_length=80)
    held_on = models.DateField("日期")
    hours = models.DecimalField("学时", max_digits=4, decimal_places=1)
    # How long a pass is good for; None: for ever.
    valid_months = models.PositiveSmallIntegerField("有效期（月）", null=True)
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Who took part in a training, and with what result."""

    class Result(models.TextChoices):
        PASSED = "passed", gettext_noop("合格")
        FAILED = "failed", gettext_noop("不合格")
        MISSED = "missed", gettext_noop("缺席")

    course = models.ForeignKey(Course, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")
    result = models.CharField("结果", max_length=8, choices=Result)
    expires_on = models.DateField("有效期至", null=True)
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("时间")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "person"], name="one_result_of_a_course")
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.person_id} {self.result}"
