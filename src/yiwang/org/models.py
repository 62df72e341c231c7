"""Areas, units, people, their posts, deputies, tokens of other programs, and who changed what."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.engine.duties import Duty


class Area(models.Model):
    """A place of one of four levels; `managed_by` may differ from the code's prefix."""

    class Level(models.TextChoices):
        DISTRICT = "district", "区"
        STREET = "street", "街道"
        COMMUNITY = "community", "社区（村）"
        GRID = "grid", "网格"

    code = models.CharField("区划代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=10, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=120, db_index=True)
    # In WGS-84: one ring [[longitude, latitude], …], or the coordinates of a GeoJSON area.
    outline = models.JSONField("边界", default=list, blank=True)
    # Who looks after it where that is not the unit of the code; set by an adjustment of grids.
    managed_by = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="manages")
    # A grid that was split stays for the cases in it; it is offered no more.
    active = models.BooleanField("在用", default=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """Who can be made responsible (承办单位); `path` holds all units above it."""

    class Kind(models.TextChoices):
        CENTRE = "centre", gettext_noop("中心")
        DEPARTMENT = "department", gettext_noop("部门")
        STREET = "street", gettext_noop("街道")
        COMMUNITY = "community", gettext_noop("社区（村）")
        GRID = "grid", gettext_noop("网格")
        COMPANY = "company", gettext_noop("企业")

    code = models.CharField("单位代码", max_length=32, unique=True)
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=120, db_index=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, verbose_name="管辖")
    reviews_replies = models.BooleanField("答复须经审核", default=False)
    active = models.BooleanField("在用", default=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Finds people by their login name."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(login=username)


class Person(AbstractBaseUser):
    """Somebody who may sign in; what they may do is in their posts."""

    login = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("电话", max_length=20, blank=True)
    is_active = models.BooleanField("在用", default=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A duty that a person holds in a unit (岗位职责)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    duty = models.CharField("岗位", max_length=20)
    since = models.DateTimeField("自")
    until = models.DateTimeField("至", null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "unit", "duty"],
                condition=models.Q(until=None),
                name="one_running_post",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.unit} {self.duty}"

    @property
    def duty_label(self) -> str:
        """The Chinese word for the duty."""
        return Duty(self.duty).label


class Deputy(models.Model):
    """Who stands in for a post during an absence."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="deputies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="deputising")
    since = models.DateTimeField("自")
    until = models.DateTimeField("至")
    reason = models.CharField("缘由", max_length=200)

    def __str__(self) -> str:
        return f"{self.person} → {self.post}"


class ApiToken(models.Model):
    """A key of another program, working under one post within its scopes; only its hash is kept."""

    class Scope(models.TextChoices):
        READ = "cases:read", gettext_noop("读取案件")
        WRITE = "cases:write", gettext_noop("登记和办理案件")
        FIGURES = "figures:read", gettext_noop("查询统计数据")
        HUB = "hub:read", gettext_noop("按授权读取共享数据")
        FIELD = "field:write", gettext_noop("签到和上传轨迹")
        OPEN311 = "open311:write", gettext_noop("按Open311提交诉求")

    class State(models.TextChoices):
        VALID = "valid", gettext_noop("有效")
        EXPIRED = "expired", gettext_noop("已过期")
        REVOKED = "revoked", gettext_noop("已吊销")
        IDLE = "idle", gettext_noop("岗位已停用")

    name = models.CharField("用途", max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    post = models.ForeignKey(Post, models.PROTECT, related_name="tokens")
    scopes = models.JSONField("权限", default=list)
    created_at = models.DateTimeField("签发")
    expires_at = models.DateTimeField("到期")
    revoked_at = models.DateTimeField("吊销", null=True)
    used_at = models.DateTimeField("最近使用", null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> State:
        """Whether it opens anything now, and if not, why."""
        now = timezone.now()
        if self.revoked_at is not None:
            return self.State.REVOKED
        if self.expires_at <= now:
            return self.State.EXPIRED
        return self.State.VALID if self._post_runs(now) else self.State.IDLE

    def _post_runs(self, now: datetime) -> bool:
        post = self.post
        running = post.since <= now and (post.until is None or post.until > now)
        return running and post.unit.active and post.person.is_active

    @property
    def scope_labels(self) -> list[str]:
        """The Chinese words for what it may do."""
        known = {scope.value: str(scope.label) for scope in self.Scope}
        return [known.get(scope, scope) for scope in self.scopes]


class Change(models.Model):
    """Who changed what about a unit, a token or a subscription (变更记录); never changed."""

    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    # What it was called then; it may be renamed or gone since.
    name = models.CharField(max_length=80)
    what = models.CharField(max_length=40)
    detail = models.CharField(max_length=300, blank=True)
    person = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "subject_id", "-id"], name="change_subject")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.name}"
