"""Which known thing of the printed form the words of a statement name: declared patterns."""

import re

# What may stand before: the unit's own name, a year, 本年.
_OF_UNIT = r"(?:.*(?:局|中心|室|院|校|所|队|会|部|委|处|站|馆|办|单位|部门|政府|年度))?(?:本年度?)?"
_GENERAL = r"(?:.*一般公共预算(?:财政拨款|拨款|安排)?)?"
_BOTH = r"(?:收、?支|收入、?支出)总(?:计|预算|额)?"

# The first pattern that the whole subject matches counts; brackets are half width there.
THINGS: tuple[tuple[str, str], ...] = (
    ("grant_total", rf"{_OF_UNIT}财政拨款{_BOTH}"),
    ("total", rf"{_OF_UNIT}{_BOTH}"),
    ("grant_income", r"财政拨款(?:本年)?收入(?:合计)?"),
    ("general_income", r"一般公共预算(?:财政)?拨款(?:本年)?收入"),
    ("fund_income", r"政府性基金预算?(?:财政)?拨款(?:本年)?收入"),
    ("capital_income", r"国有资本经营预算?(?:财政)?拨款(?:本年)?收入"),
    ("superior_income", r"上级补助收入"),
    ("business_income", r"事业收入"),
    ("operating_income", r"(?:事业单位)?经营收入|事业单位经营收入"),
    ("affiliated_income", r"附属单位上缴收入"),
    ("other_income", r"其他收入"),
    ("income", rf"{_OF_UNIT}收入(?:合计)?"),
    ("income_total", rf"{_OF_UNIT}(?:总收入|收入总计)"),
    ("general_spending", rf"{_OF_UNIT}一般公共预算(?:财政)?(?:拨款)?(?:本年)?支出(?:合计)?"),
    ("fund_spending", rf"{_OF_UNIT}政府性基金预算?(?:财政)?(?:拨款)?(?:本年)?支出"),
    ("capital_spending", rf"{_OF_UNIT}国有资本经营预算?(?:财政)?(?:拨款)?(?:本年)?支出"),
    ("grant_spending", rf"{_OF_UNIT}财政拨款(?:本年)?支出(?:合计)?"),
    ("basic", rf"{_GENERAL}基本支出(?:总额)?"),
    ("project", rf"{_GENERAL}项目支出(?:总额)?"),
    ("superior_spending", r"上缴上级支出"),
    ("operating_spending", r"(?:事业单位)?经营支出"),
    ("affiliated_spending", r"对附属单位补助支出"),
    ("spending", rf"{_OF_UNIT}支出(?:合计)?"),
    ("spending_total", rf"{_OF_UNIT}(?:总支出|支出总计)"),
    ("staff", r"人员经费(?:支出|合计)?"),
    ("public", r"(?:日常)?公用经费(?:支出|合计)?"),
    ("wages", r"工资福利支出"),
    ("family", r"对个人和家庭的补助(?:支出)?"),
    ("three_public", r".*三公经费(?:财政拨款)?(?:支出)?"),
    ("abroad", r"(?:其中:?)?因公出国\(境\)(?:经费|费用|费)?(?:支出)?"),
    ("cars", r"公务用车购置(?:及|和|与)运行(?:维护)?费?(?:支出)?"),
    ("car_purchase", r"公务用车购置(?:费|支出|费支出)"),
    ("car_running", r"公务用车运行(?:维护)?(?:费|支出|费支出)"),
    ("reception", r"公务接待(?:费|支出|费支出)"),
    ("operating_costs", r".*机关运行经费(?:支出)?"),
    ("goods", r"(?:政府)?(?:采购)?货物(?:类)?(?:采购)?(?:支出|金额|预算)?"),
    ("works", r"(?:政府)?(?:采购)?工程(?:类)?(?:采购)?(?:支出|金额|预算)?"),
    ("services", r"(?:政府)?(?:采购)?服务(?:类)?(?:采购)?(?:支出|金额|预算)?"),
    (
        "procurement",
        r"(?!.*(?:企业|预留|面向)).*政府采购(?:预算)?(?:支出)?(?:总额|金额)?(?:\(.*\))?",
    ),
    ("assets", r".*国有资产配置"),
    ("vehicles", r".*(?:有|购置)车辆"),
    ("vehicle_kind", r".*(?:用车|其他车辆|特种车辆)"),
)
_COMPILED = tuple((key, re.compile(pattern)) for key, pattern in THINGS)
LABELS = {
    "total": "收支总计",
    "grant_total": "财政拨款收支总计",
    "income": "收入合计",
    "spending": "支出合计",
    "grant_spending": "财政拨款支出",
    "general_spending": "一般公共预算支出",
    "basic": "基本支出",
    "project": "项目支出",
    "staff": "人员经费",
    "three_public": "“三公”经费",
    "cars": "公务用车购置及运行费",
    "procurement": "政府采购",
    "assets": "国有资产配置",
    "vehicles": "车辆",
}


def thing(subject: str) -> str | None:
    """The key of the thing that these words name, None for any other."""
    return next((key for key, pattern in _COMPILED if pattern.fullmatch(subject)), None)
