"""Houses and who lives in them. Nothing is deleted: people move out, doubles are merged.

What is sensitive (个人信息保护法 art. 28) lies in a table of its own, and whoever reads a name in
full or anything of that table leaves a `Look`.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_noop

from yiwang.dials.models import Published


class Building(models.Model):
    """A building (建筑物); its houses say more."""

    name = models.CharField("名称", max_length=120)
    key = models.CharField(max_length=120)
    grid = models.CharField("网格编码", max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["grid", "key"], name="one_building_of_a_key")
        ]

    def __str__(self) -> str:
        return self.name


class Use(models.TextChoices):
    """What a house is used for."""

    LIVING = "living", gettext_noop("居住")
    BUSINESS = "business", gettext_noop("经营")
    MIXED = "mixed", gettext_noop("居住兼经营")
    EMPTY = "empty", gettext_noop("空置")
    OTHER = "other", gettext_noop("其他用途")


class House(models.Model):
    """A house or flat (房屋) under one address."""

    number = models.CharField("房屋编号", max_length=32, unique=True)
    building = models.ForeignKey(Building, models.PROTECT, null=True, related_name="houses")
    address = models.CharField("地址", max_length=200)
    # The address without the ways in which it may be written.
    address_key = models.CharField(max_length=200, db_index=True)
    grid = models.CharField("网格编码", max_length=20)
    longitude = models.FloatField("经度", null=True)
    latitude = models.FloatField("纬度", null=True)
    use = models.CharField("用途", max_length=10, choices=Use, default=Use.LIVING)
    rented = models.BooleanField("出租", default=False)
    hazards = models.CharField("隐患", max_length=200, blank=True)
    # The latest visit; the visits themselves say it too.
    visited_on = models.DateField("最近走访", null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["grid", "number"], name="house_grid")]

    def __str__(self) -> str:
        return self.number


class Resident(models.Model):
    """A person who lives or lived in the district (实有人口); who may sign in is `org.Person`."""

    class Sex(models.TextChoices):
        UNKNOWN = "", gettext_noop("未知")
        MALE = "male", gettext_noop("男")
        FEMALE = "female", gettext_noop("女")

    name = models.CharField("姓名", max_length=40)
    id_number = models.CharField("公民身份号码", max_length=18, blank=True, db_index=True)
    born = models.DateField("出生日期", null=True)
    sex = models.CharField("性别", max_length=6, choices=Sex, blank=True)
    phone = models.CharField("联系方式", max_length=30, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name", "born"], name="resident_name_born")]

    def __str__(self) -> str:
        return str(self.pk)


class Residence(models.Model):
    """Who lives where, from when to when, and as whom (居住)."""

    house = models.ForeignKey(House, models.PROTECT, related_name="residences")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="residences")
    relation = models.CharField("与户主关系", max_length=20, blank=True)
    since = models.DateField("入住")
    until = models.DateField("迁出", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["house", "resident"],
                condition=models.Q(until=None),
                name="one_running_residence",
            )
        ]

    def __str__(self) -> str:
        return f"{self.house_id} {self.resident_id}"


class Sensitive(models.Model):
    """What only those read who need to know it (敏感信息)."""

    class Kind(models.TextChoices):
        RELIGION = "religion", gettext_noop("宗教信仰")
        HEALTH = "health", gettext_noop("健康状况")
        SPECIAL = "special", gettext_noop("重点关注")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="sensitive")
    kind = models.CharField("类别", max_length=10, choices=Kind)
    content = models.CharField("内容", max_length=200)
    noted_by = models.CharField("登记人", max_length=40)
    noted_at = models.DateTimeField("登记时间")

    def __str__(self) -> str:
        return f"{self.resident_id} {self.kind}"


class Look(models.Model):
    """That somebody read names in full or what is sensitive, and what for (查看记录)."""

    class What(models.TextChoices):
        IDENTITY = "identity", gettext_noop("身份信息")
        SENSITIVE = "sensitive", gettext_noop("敏感信息")

    what = models.CharField("查看内容", max_length=10, choices=What)
    house = models.ForeignKey(House, models.PROTECT, null=True, related_name="looks")
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="looks")
    purpose = models.CharField("用途", max_length=200)
    person = models.BigIntegerField(null=True)
    person_name = models.CharField("查看人", max_length=40)
    unit_name = models.CharField("单位", max_length=60)
    duty = models.CharField("岗位", max_length=20)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.what} {self.at}"


class Visit(models.Model):
    """Somebody was there (走访): who, when, and what was different afterwards."""

    house = models.ForeignKey(House, models.PROTECT, related_name="visits")
    on = models.DateField("走访日期")
    # Whether somebody of the house was met; a closed door makes nothing fresher.
    met = models.BooleanField("见到住户", default=True)
    person = models.BigIntegerField(null=True)
    person_name = models.CharField("走访人", max_length=40)
    unit_name = models.CharField("单位", max_length=60)
    note = models.CharField("记录", max_length=500, blank=True)
    # [what, before, after]; people by their numbers, never by name.
    changes = models.JSONField("变更", default=list)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.house_id} {self.on}"


class VisitPhoto(models.Model):
    """What a visitor photographed (走访照片); the file lies under its key."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos")
    key = models.UUIDField(unique=True)
    mime = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.visit_id} {self.key}"


class Merge(models.Model):
    """Two entries were one (合并); both keep what happened to them."""

    kind = models.CharField("对象", max_length=10)
    kept = models.BigIntegerField()
    gone = models.BigIntegerField()
    reason = models.CharField("依据", max_length=200)
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.kind} {self.gone} → {self.kept}"


class VisitRule(Published):
    """Within how many days a house is visited again (走访周期)."""

    class Kind(models.TextChoices):
        EVERY = "every", gettext_noop("一般房屋")
        RENTED = "rented", gettext_noop("出租房屋")
        HAZARD = "hazard", gettext_noop("有隐患的房屋")

    kind = models.CharField("房屋", max_length=10, choices=Kind)
    days = models.PositiveSmallIntegerField("天数")

    def __str__(self) -> str:
        return f"{self.kind} {self.days}"


class Intake(models.Model):
    """A file of people and houses that was taken in, with its report; it names nobody."""

    file = models.CharField("文件", max_length=200)
    sha256 = models.CharField(max_length=64)
    report = models.JSONField("报告")
    by_name = models.CharField("经办人", max_length=40)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return self.file


class SpotCheck(models.Model):
    """A sample of houses (抽检), drawn so that anybody can draw it again."""

    name = models.CharField("名称", max_length=60)
    seed = models.CharField("种子", max_length=64)
    per_grid = models.PositiveSmallIntegerField("每网格户数")
    # Every house that could be drawn as "grid,number", and the hash of that list.
    frame = models.JSONField("抽样框")
    frame_hash = models.CharField("抽样框指纹", max_length=64)
    sample = models.JSONField("样本")
    by_name = models.CharField("抽取人", max_length=40)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return self.name


class SpotResult(models.Model):
    """What was found at a house of a sample; of several the last one counts."""

    check_of = models.ForeignKey(SpotCheck, models.PROTECT, related_name="results")
    house = models.ForeignKey(House, models.PROTECT, related_name="spot_results")
    grid = models.CharField("网格编码", max_length=20)
    correct = models.BooleanField("与登记一致")
    found = models.CharField("现场情况", max_length=200, blank=True)
    by_name = models.CharField("检查人", max_length=40)
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return f"{self.check_of_id} {self.house_id}"
