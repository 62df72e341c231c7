"""The closed lists of the base databases: bases, their fields, purposes, what people decide."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_noop

from yiwang.hub.catalogue.words import Grade
from yiwang.lake.schema import Meaning


class Base(models.TextChoices):
    """A base database (基础库); a household is no base of its own: it is read from persons."""

    PERSON = "person", gettext_noop("人口库")
    ENTERPRISE = "enterprise", gettext_noop("法人库")
    PLACE = "place", gettext_noop("地址库")
    CERTIFICATE = "certificate", gettext_noop("证照库")
    HOUSEHOLD = "household", gettext_noop("户")


# Whose records are compared with one another; certificates are told apart by kind and number.
LINKED = (Base.PERSON, Base.ENTERPRISE, Base.PLACE)
BUILT = (*LINKED, Base.CERTIFICATE)
# What a portrait is looked for by.
SUBJECTS = (Base.PERSON, Base.HOUSEHOLD, Base.ENTERPRISE, Base.PLACE, Base.CERTIFICATE)


class Said(models.TextChoices):
    """What a person decides on a doubtful pair."""

    SAME = "same", gettext_noop("同一个")
    NOT_SAME = "not_same", gettext_noop("不是同一个")
    LATER = "later", gettext_noop("以后再定")


class Purpose(models.TextChoices):
    """What a portrait is opened for (查看用途)."""

    CASE = "case", gettext_noop("办理案件")
    RELIEF = "relief", gettext_noop("救助帮扶")
    SAFETY = "safety", gettext_noop("应急与安全")
    CORRECTION = "correction", gettext_noop("数据校核")
    AUDIT = "audit", gettext_noop("监督检查")


# What a purpose does not need is neither shown nor revealed under it (最小必要).
UNNEEDED: dict[str, frozenset[str]] = {
    Purpose.CASE: frozenset({"care", "insurance", "work", "education", "legal_card"}),
    Purpose.RELIEF: frozenset({"education", "legal_card"}),
    Purpose.SAFETY: frozenset({"insurance", "work", "education", "legal_card"}),
}
# Purposes for which cases of a subject are of no use.
WITHOUT_CASES = (Purpose.CORRECTION,)


class Act(models.TextChoices):
    """What was done with a portrait."""

    SEARCH = "search", gettext_noop("查找")
    OPEN = "open", gettext_noop("打开")
    REVEAL = "reveal", gettext_noop("显示原文")
    COMPARE = "compare", gettext_noop("比对疑似重复")


@dataclass(frozen=True, slots=True)
class BaseField:
    """A field of a base; numbers and names in `sought` can be searched for exactly."""

    key: str
    label: str
    meaning: Meaning = Meaning.PLAIN
    grade: Grade = Grade.GENERAL_2
    sought: bool = False


_NAME = Meaning.PERSON_NAME
_CARD = Meaning.IDENTITY_CARD
_ADDRESS = BaseField("address", gettext_noop("住址"), Meaning.ADDRESS, Grade.GENERAL_3)
_PHONE = BaseField("phone", gettext_noop("联系电话"), Meaning.PHONE, Grade.GENERAL_3, sought=True)
_COMMUNITY = BaseField("community", gettext_noop("所在社区"))

FIELDS: dict[str, tuple[BaseField, ...]] = {
    Base.PERSON: (
        BaseField("name", gettext_noop("姓名"), _NAME, Grade.GENERAL_3, sought=True),
        BaseField("identity_card", gettext_noop("身份证号码"), _CARD, Grade.GENERAL_4, sought=True),
        BaseField("born", gettext_noop("出生日期"), Meaning.BIRTH_DAY, Grade.GENERAL_3),
        BaseField("sex", gettext_noop("性别"), Meaning.SEX),
        _PHONE,
        _ADDRESS,
        BaseField("household", gettext_noop("户号"), grade=Grade.GENERAL_3),
        _COMMUNITY,
        BaseField("education", gettext_noop("文化程度")),
        BaseField("work", gettext_noop("工作单位"), grade=Grade.GENERAL_3),
        BaseField("insurance", gettext_noop("参保状态"), grade=Grade.GENERAL_3),
        BaseField("care", gettext_noop("救助帮扶类别"), grade=Grade.GENERAL_4),
    ),
    Base.ENTERPRISE: (
        BaseField("name", gettext_noop("企业名称"), Meaning.ORGANISATION_NAME, sought=True),
        BaseField(
            "credit_code", gettext_noop("统一社会信用代码"), Meaning.CREDIT_CODE, sought=True
        ),
        BaseField("legal", gettext_noop("法定代表人"), _NAME, Grade.GENERAL_3),
        BaseField("legal_card", gettext_noop("法定代表人证件号码"), _CARD, Grade.GENERAL_4),
        _PHONE,
        BaseField("address", gettext_noop("经营地址")),
        BaseField("trade", gettext_noop("行业")),
        BaseField("status", gettext_noop("登记状态")),
        BaseField("founded", gettext_noop("成立日期")),
        _COMMUNITY,
    ),
    Base.PLACE: (
        # Somebody lives there: masked like the address of a person, from whom one gets here.
        BaseField("address", gettext_noop("地址"), Meaning.ADDRESS, Grade.GENERAL_3, sought=True),
        _COMMUNITY,
        BaseField("use", gettext_noop("房屋用途")),
        BaseField("area", gettext_noop("建筑面积")),
    ),
    Base.CERTIFICATE: (
        BaseField("title", gettext_noop("证照名称")),
        # Some licences have their holder's identity card as number: masked like one.
        BaseField("number", gettext_noop("证照编号"), _CARD, Grade.GENERAL_3, sought=True),
        BaseField("holder", gettext_noop("持证人证件号码"), _CARD, Grade.GENERAL_4),
        BaseField("issuer", gettext_noop("发证机关")),
        BaseField("issued", gettext_noop("发证日期")),
        BaseField("until", gettext_noop("有效期至")),
        BaseField("state", gettext_noop("证照状态")),
    ),
    Base.HOUSEHOLD: (
        _ADDRESS,
        BaseField("household", gettext_noop("户号"), grade=Grade.GENERAL_3),
        _COMMUNITY,
    ),
}
RULES = {
    "only": gettext_noop("只有一个值"),
    "authority": gettext_noop("权威来源"),
    "newest": gettext_noop("时间最新"),
    "majority": gettext_noop("多数一致"),
    "equal": gettext_noop("并列，按值排序"),
}
# Why a pair did not join by itself.
WHY = {
    "": gettext_noop("把握不够"),
    "sure": gettext_noop("两个不同的有效证件号码"),
    "source": gettext_noop("同一来源的两条记录"),
    "size": gettext_noop("合并后记录过多"),
}


def field(base: str, key: str) -> BaseField | None:
    """The field of a base, if it has it."""
    return next((one for one in FIELDS.get(base, ()) if one.key == key), None)
