"""Which known table a table is; numbers of tables differ by year and place, titles hardly."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """The tables of a budget or a final account."""

    SUMMARY = "summary"  # 收支总表, 收入支出决算总表
    INCOME = "income"  # 收入总表, 收入决算表
    SPENDING = "spending"  # 支出总表, 支出决算表
    GRANT_SUMMARY = "grant_summary"  # 财政拨款收支总表
    GENERAL_SPENDING = "general_spending"  # 一般公共预算（财政拨款）支出表
    BASIC_SPENDING = "basic_spending"  # 一般公共预算基本支出表（经济分类）
    FUND_SPENDING = "fund_spending"  # 政府性基金
    CAPITAL_SPENDING = "capital_spending"  # 国有资本经营
    THREE_PUBLIC = "three_public"  # “三公”经费
    PROJECTS = "projects"  # 项目支出表
    PROCUREMENT = "procurement"  # 政府采购
    BOUGHT_SERVICES = "bought_services"  # 政府购买服务
    ASSETS = "assets"  # 资产配置
    UNIT_TARGETS = "unit_targets"  # 部门整体绩效目标
    PROJECT_TARGETS = "project_targets"  # 项目绩效目标
    UNIT_EVALUATION = "unit_evaluation"  # 整体绩效自评
    PROJECT_EVALUATION = "project_evaluation"  # 项目绩效自评
    WORK = "work"  # 重点工作完成情况
    OTHER = "other"


SHEETS = (
    Form.UNIT_TARGETS,
    Form.PROJECT_TARGETS,
    Form.UNIT_EVALUATION,
    Form.PROJECT_EVALUATION,
)
"""Forms to be filled in, whose rows have no one heading."""


@dataclass(frozen=True)
class _Telling:
    """The words that tell a form: all groups of `words` (any of a group), none of `never`."""

    form: Form
    words: tuple[tuple[str, ...], ...]
    never: tuple[str, ...] = ()


# Asked from the top: what is more special stands first.
_TITLES = (
    _Telling(Form.UNIT_EVALUATION, (("整体",), ("自评", "评价"))),
    _Telling(Form.PROJECT_EVALUATION, (("自评",),)),
    _Telling(Form.UNIT_TARGETS, (("整体", "部门绩效", "单位绩效"), ("绩效", "目标"))),
    _Telling(Form.PROJECT_TARGETS, (("绩效", "目标表", "目标申报"),), ("特定目标",)),
    _Telling(Form.PROJECT_TARGETS, (("绩效目标",),)),
    _Telling(Form.THREE_PUBLIC, (("三公", "机关运行经费"),)),
    _Telling(Form.FUND_SPENDING, (("政府性基金",),)),
    _Telling(Form.CAPITAL_SPENDING, (("国有资本经营",),)),
    _Telling(Form.BOUGHT_SERVICES, (("购买服务",),)),
    _Telling(Form.PROCUREMENT, (("采购",),)),
    _Telling(Form.ASSETS, (("资产",),)),
    _Telling(Form.BASIC_SPENDING, (("基本支出",),)),
    _Telling(Form.PROJECTS, (("项目支出", "项目经费", "专项支出", "特定目标类", "项目预算"),)),
    _Telling(Form.GRANT_SUMMARY, (("财政拨款",), ("收支", "收入支出", "收入、支出"))),
    _Telling(Form.GENERAL_SPENDING, (("一般公共预算", "财政拨款"), ("支出",)), ("收支",)),
    _Telling(Form.WORK, (("重点工作", "重要事项", "工作完成情况"),)),
    _Telling(Form.SUMMARY, (("收支", "收入支出"),)),
    _Telling(Form.SPENDING, (("支出",),)),
    _Telling(Form.INCOME, (("收入",),)),
)
# Headings of columns that tell a form where the title does not.
_COLUMNS = (
    _Telling(Form.PROJECT_EVALUATION, (("实际完成值",), ("项目名称",))),
    _Telling(Form.UNIT_EVALUATION, (("实际完成值",), ("基本支出总额", "部门整体支出"))),
    _Telling(Form.PROJECT_TARGETS, (("一级指标",), ("三级指标", "指标值"), ("项目名称",))),
    _Telling(Form.WORK, (("重要事项", "重点工作", "工作内容"), ("完成情况",))),
)
_TOPICS = (
    "收入", "支出", "收支", "预算", "决算", "经费", "绩效", "目标", "自评", "采购",
    "购买服务", "资产", "重点工作", "基金", "国有资本",
)  # fmt: skip


def topical(title: str) -> bool:
    """Whether a title names something that tables of a disclosure are about."""
    return any(word in title for word in _TOPICS)


def form_of(title: str, headings: str = "") -> Form | None:
    """The form that a title tells, or else the headings of the columns; None where neither does.

    Both are taken without spaces and quotation marks.
    """
    for told, text in ((_TITLES, title), (_COLUMNS, headings)):
        for one in told:
            if text and _fits(one, text):
                return one.form
    return None


def _fits(one: _Telling, text: str) -> bool:
    said = all(any(word in text for word in group) for group in one.words)
    return said and not any(word in text for word in one.never)
