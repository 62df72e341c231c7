"""The closed lists of the register, each with its Chinese word."""

from django.db.models import TextChoices
from django.utils.translation import gettext_noop


class Phase(TextChoices):
    """At which step of the year money moves; each adds to those before it.

    Budget and adjustments make the adjusted budget, payments and the corrections of the final
    account (年终清理) make what the final account prints.
    """

    BUDGET = "budget", gettext_noop("年初预算")
    ADJUSTMENT = "adjustment", gettext_noop("预算调整")
    PAYMENT = "payment", gettext_noop("支付")
    CLOSING = "closing", gettext_noop("决算调整")


class Side(TextChoices):
    """Which half of the tables it belongs to."""

    SPENDING = "spending", gettext_noop("支出")
    INCOME = "income", gettext_noop("收入")
    # What the year before left; the spending budget includes what is to be spent of it.
    CARRIED = "carried", gettext_noop("上年结转结余")


class Source(TextChoices):
    """Where money comes from, under the keys of `disclosure.writing.sources`."""

    GENERAL = "general", gettext_noop("一般公共预算")
    FUND = "fund", gettext_noop("政府性基金预算")
    CAPITAL = "capital", gettext_noop("国有资本经营预算")
    SPECIAL_ACCOUNT = "special_account", gettext_noop("财政专户管理资金")
    BUSINESS = "business", gettext_noop("事业收入")
    OPERATING = "operating", gettext_noop("事业单位经营收入")
    SUPERIOR = "superior", gettext_noop("上级补助收入")
    SUBORDINATE = "subordinate", gettext_noop("附属单位上缴收入")
    OTHER = "other", gettext_noop("其他收入")


# What the treasury grants (财政拨款).
GRANTS = (Source.GENERAL, Source.FUND, Source.CAPITAL)


class ProjectKind(TextChoices):
    """What a project's money is for; only the first two are basic spending (基本支出)."""

    STAFF = "R", gettext_noop("人员类")
    RUNNING = "Y", gettext_noop("公用经费")
    OTHER_RUNNING = "Q", gettext_noop("其他运转类")
    SPECIAL = "T", gettext_noop("特定目标类")


BASIC = (ProjectKind.STAFF, ProjectKind.RUNNING)


class Step(TextChoices):
    """Whether something is planned or done."""

    PLANNED = "planned", gettext_noop("计划")
    DONE = "done", gettext_noop("完成")


class Bought(TextChoices):
    """What is bought, as the statement on procurement divides it."""

    GOODS = "goods", gettext_noop("货物")
    WORKS = "works", gettext_noop("工程")
    SERVICES = "services", gettext_noop("服务")


class AssetKind(TextChoices):
    """What the statement on state-owned assets counts."""

    VEHICLE = "vehicle", gettext_noop("车辆")
    EQUIPMENT = "equipment", gettext_noop("设备")
    BUILDING = "building", gettext_noop("房屋构筑物")
    SOFTWARE = "software", gettext_noop("软件和无形资产")
    FURNITURE = "furniture", gettext_noop("家具用具")
    OTHER = "other", gettext_noop("其他资产")


class StaffKind(TextChoices):
    """Who is on the rolls."""

    CIVIL = "civil", gettext_noop("行政编制")
    INSTITUTION = "institution", gettext_noop("事业编制")
    WORKER = "worker", gettext_noop("工勤编制")
    HIRED = "hired", gettext_noop("聘用人员")
    RETIRED = "retired", gettext_noop("离退休人员")
