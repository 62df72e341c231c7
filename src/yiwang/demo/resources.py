"""The entries of the catalogue that the made-up units provide, with their shapes."""

from dataclasses import dataclass

from yiwang.hub.catalogue import actions, codes
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.words import Grade, Group, Opening, Period, Sharing
from yiwang.lake.schema import Field, Kind, Meaning, Schema
from yiwang.org.actors import Worker
from yiwang.org.models import Unit

_CARD = Field("identity_card", "公民身份号码", meaning=Meaning.IDENTITY_CARD, required=True)
_NAME = Field("name", "姓名", meaning=Meaning.PERSON_NAME)
_PHONE = Field("phone", "联系电话", meaning=Meaning.PHONE)
_ADDRESS = Field("address", "住址", meaning=Meaning.ADDRESS)
_SEX = Field("sex", "性别", meaning=Meaning.SEX)
_BORN = Field("born", "出生日期", Kind.DAY, Meaning.BIRTH_DAY)
_CREDIT = Field("credit_code", "统一社会信用代码", meaning=Meaning.CREDIT_CODE)


@dataclass(frozen=True)
class Told:
    """One entry: whose it is, how others may have it, what its rows are."""

    key: str
    name: str
    unit: str
    theme: str
    sharing: Sharing
    period: Period
    schema: Schema
    group: Group = Group.DEPARTMENT
    grade: Grade = Grade.GENERAL_2
    opening: Opening = Opening.CLOSED


RESOURCES = (
    Told(
        "population",
        "常住人口登记",
        "区公安分局",
        "人口",
        Sharing.CONDITIONAL,
        Period.DAILY,
        Schema(
            (
                _CARD,
                _NAME,
                _SEX,
                _BORN,
                Field("nation", "民族"),
                _ADDRESS,
                Field("household", "户号"),
                Field("changed_at", "更新时间", Kind.MOMENT, required=True),
            ),
            ("identity_card",),
        ),
        Group.BASE,
        Grade.GENERAL_4,
    ),
    Told(
        "medical_insurance",
        "基本医疗保险参保信息",
        "区医保局",
        "医疗保障",
        Sharing.CONDITIONAL,
        Period.MONTHLY,
        Schema(
            (
                Field("number", "参保编号", required=True),
                _NAME,
                Field("identity_card", "公民身份号码", meaning=Meaning.IDENTITY_CARD),
                Field("born", "出生日期", Kind.DAY, Meaning.BIRTH_DAY),
                _SEX,
                _PHONE,
                Field("kind", "参保类型"),
                Field("paid", "本年缴费", Kind.DECIMAL),
                Field("until", "有效期至", Kind.DAY),
            ),
            ("number",),
        ),
        grade=Grade.GENERAL_4,
    ),
    Told(
        "social_assistance",
        "社会救助对象",
        "区民政局",
        "社会救助",
        Sharing.CONDITIONAL,
        Period.MONTHLY,
        Schema(
            (
                _CARD,
                _NAME,
                _PHONE,
                Field("kind", "救助类型", required=True),
                Field("bank_card", "发放账号", meaning=Meaning.BANK_CARD),
                Field("monthly", "月发放金额", Kind.DECIMAL),
                Field("since", "起始日期", Kind.DAY),
            ),
            ("identity_card",),
        ),
        grade=Grade.GENERAL_4,
    ),
    Told(
        "legal_persons",
        "法人单位登记",
        "区市场监管局",
        "法人",
        Sharing.CONDITIONAL,
        Period.WEEKLY,
        Schema(
            (
                Field("code", "统一社会信用代码", meaning=Meaning.CREDIT_CODE, required=True),
                Field("name", "单位名称", meaning=Meaning.ORGANISATION_NAME, required=True),
                Field("legal", "法定代表人", meaning=Meaning.PERSON_NAME),
                Field("legal_card", "法定代表人证件号码", meaning=Meaning.IDENTITY_CARD),
                _PHONE,
                Field("trade", "行业"),
                Field("capital", "注册资本（万元）", Kind.DECIMAL),
                Field("founded", "成立日期", Kind.DAY),
                Field("status", "登记状态"),
            ),
            ("code",),
        ),
        Group.BASE,
        Grade.GENERAL_3,
    ),
    Told(
        "licences",
        "行政许可结果",
        "区行政审批局",
        "行政许可",
        Sharing.UNCONDITIONAL,
        Period.WEEKLY,
        Schema(
            (
                Field("number", "许可编号", required=True),
                Field("kind", "许可事项", required=True),
                Field("holder", "被许可单位", meaning=Meaning.ORGANISATION_NAME),
                _CREDIT,
                Field("given", "许可日期", Kind.DAY, required=True),
                Field("until", "有效期至", Kind.DAY),
                Field("state", "状态"),
            ),
            ("number",),
        ),
        grade=Grade.GENERAL_1,
        opening=Opening.OPEN,
    ),
    Told(
        "housing",
        "房屋基本信息",
        "区住房保障局",
        "住房保障",
        Sharing.CONDITIONAL,
        Period.MONTHLY,
        Schema(
            (
                Field("number", "房屋编号", required=True),
                _ADDRESS,
                Field("area", "建筑面积（平方米）", Kind.NUMBER),
                Field("built", "建成年份", Kind.WHOLE),
                Field("kind", "房屋类型"),
                Field("let", "是否出租", Kind.YES_NO),
            ),
            ("number",),
        ),
    ),
    Told(
        "water_use",
        "居民用水抄表",
        "区水务局",
        "公用事业",
        Sharing.CONDITIONAL,
        Period.MONTHLY,
        Schema(
            (
                Field("meter", "水表编号", required=True),
                Field("month", "抄表月份", required=True),
                Field("tons", "用水量（吨）", Kind.WHOLE, required=True),
                Field("read_at", "抄表时间", Kind.MOMENT),
                _ADDRESS,
            ),
            ("meter", "month"),
        ),
    ),
    Told(
        "shop_signs",
        "户外招牌备案",
        "区城市管理局",
        "城市管理",
        Sharing.CONDITIONAL,
        Period.WEEKLY,
        Schema(
            (
                Field("number", "备案编号", required=True),
                Field("shop", "商户名称"),
                Field("kind", "设施类型"),
                Field("wide", "宽度（米）", Kind.NUMBER),
                Field("checked", "最近检查日期", Kind.DAY),
                _PHONE,
            ),
            ("number",),
        ),
    ),
    Told(
        "schools",
        "中小学和幼儿园名录",
        "区教育局",
        "教育",
        Sharing.UNCONDITIONAL,
        Period.YEARLY,
        Schema(
            (
                Field("number", "学校编号", required=True),
                Field("name", "学校名称", required=True),
                Field("kind", "办学类型"),
                Field("street", "所在街道"),
                Field("places", "学位数", Kind.WHOLE),
            ),
            ("number",),
        ),
        grade=Grade.GENERAL_1,
        opening=Opening.OPEN,
    ),
)


def publish(by: Worker) -> dict[str, Resource]:
    """All of them, by key."""
    units = {unit.name: unit for unit in Unit.objects.all()}
    return {told.key: _published(told, units[told.unit], by) for told in RESOURCES}


def _published(told: Told, unit: Unit, by: Worker) -> Resource:
    described = actions.Description(
        key=told.key,
        code=codes.suggested(told.group, told.theme, unit),
        name=told.name,
        abstract=f"{told.unit}履行职责中登记的{told.name}（虚构数据）。",
        group=told.group,
        theme=told.theme,
        unit=unit,
        sharing=told.sharing,
        condition="履职需要，按申请用途使用" if told.sharing == Sharing.CONDITIONAL else "",
        period=told.period,
        schema=told.schema,
        grade=told.grade,
        opening=told.opening,
    )
    return actions.publish(told=described, reason="编目", by=by)
