"""The rules of the money tables as an audit asks them."""

from collections.abc import Callable, Iterator

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule
from yiwang.disclosure.auditing.identities.reckoned import reckoned
from yiwang.disclosure.auditing.money import (
    figures,
    formulas,
    missing,
    nothing,
    subjects,
    units,
    years,
)

_FORMS = "财政部部门预算、部门决算公开表样"


def _sums(key: str) -> Callable[[Audited], Iterator[Finding]]:
    def check(audited: Audited) -> Iterator[Finding]:
        return (one for one in reckoned(audited.document) if one.rule == key)

    return check


def _formulas(audited: Audited) -> Iterator[Finding]:
    yield from formulas.wrong_formulas(audited)
    yield from _sums("table-formulas")(audited)


RULES: tuple[Rule, ...] = (
    Rule(
        "table-columns",
        "栏间合计",
        "同一行中，合计（小计）栏等于它所含各栏之和；末位四舍五入的差额只作尾数提示。",
        f"{_FORMS}：如“合计＝基本支出＋项目支出”",
        ("合计 100.00，基本 60.00，项目 30.00", "合计 100.00，基本 60.00，项目 40.00"),
        _sums("table-columns"),
    ),
    Rule(
        "table-rows",
        "行间合计",
        "合计行等于各类之和，类等于其款之和，款等于其项之和；总计等于本年合计加结转结余，"
        "收支总计相等。",
        f"{_FORMS}；政府收支分类科目（类、款、项）",
        ("201 类 10.00，其下 20103 款 9.00", "201 类 10.00，其下 20103 款 10.00"),
        _sums("table-rows"),
    ),
    Rule(
        "table-cross",
        "表间一致",
        "同一数据在不同表中应一致，如支出总计与支出表合计、基本支出与经济分类表合计。",
        f"{_FORMS}的表间勾稽关系",
        ("收支总表本年支出合计 100.00，支出表合计 99.00", "两表均为 100.00"),
        _sums("table-cross"),
    ),
    Rule(
        "table-figures",
        "金额写法",
        "金额栏中的内容应是一个写法正确的数。",
        _FORMS,
        ("1,80.2", "1,180.20"),
        figures.broken_figures,
    ),
    Rule(
        "table-negative",
        "负数金额",
        "收入、支出金额一般不为负数；结转结余和增减栏除外。",
        _FORMS,
        ("办公费 -5.00", "办公费 5.00"),
        figures.negative_figures,
    ),
    Rule(
        "table-units",
        "金额单位",
        "表的金额单位应与其他表的数据相符，元与万元不混用。",
        _FORMS,
        ("单位：元，合计 180.00；他表单位：万元，合计 180.00", "两表单位均为万元，合计 180.00"),
        units.wrong_units,
    ),
    Rule(
        "table-products",
        "数量乘单价",
        "采购、资产各行的金额等于数量乘单价。",
        "政府采购预算表、资产配置预算表表样",
        ("数量 2，单价 500 元，金额 1500 元", "数量 2，单价 500 元，金额 1000 元"),
        figures.wrong_products,
    ),
    Rule(
        "table-parts",
        "其中数不大于总数",
        "面向中小企业、小微企业的采购金额不大于采购金额合计。",
        "《政府采购促进中小企业发展管理办法》（财库〔2020〕46号）",
        ("采购金额 5000，其中面向中小企业 6000", "采购金额 5000，其中面向中小企业 5000"),
        figures.parts_above_whole,
    ),
    Rule(
        "table-formulas",
        "表注公式",
        "表下印出的公式所列行次、栏次应与表一致，按公式计算的结果应与表中金额一致。",
        f"{_FORMS}的表注",
        ("57行＝(33＋…＋58)行，而本年支出合计是 59 行", "59行＝(33＋…＋58)行"),
        _formulas,
    ),
    Rule(
        "table-empty",
        "空表说明",
        "没有数据的表应当公开空表，并说明本年度没有此项收支。",
        "《地方预决算公开操作规程》（财预〔2016〕143号）",
        ("政府性基金预算支出表为空，文中未作说明", "空表下注明“本单位无政府性基金预算支出”"),
        nothing.empty_without_statement,
    ),
    Rule(
        "table-denied",
        "说明与数据不符",
        "说明没有此项收支的表，不应印有金额。",
        "《地方预决算公开操作规程》（财预〔2016〕143号）",
        ("注明“本单位无国有资本经营预算支出”，表中印有 5.00", "注明无此项支出，表为空"),
        nothing.figures_despite_statement,
    ),
    Rule(
        "table-missing",
        "缺少表格",
        "目录列出的表和部门决算应公开的九张表，正文中都应有。",
        "《地方预决算公开操作规程》（财预〔2016〕143号）",
        ("目录列有《支出决算表》，正文中没有", "目录与正文的表一致"),
        missing.missing_tables,
    ),
    Rule(
        "subject-names",
        "科目名称",
        "同一科目编码在各表中的名称应一致，并与政府收支分类科目相符；历年改名只作提醒。",
        "政府收支分类科目",
        ("20604 在一表为“技术与开发”，在另一表为“技术研究与开发”", "各表均为“技术研究与开发”"),
        subjects.wrong_names,
    ),
    Rule(
        "table-carried",
        "年初结转与上年年末一致",
        "本年年初结转和结余应等于上一年度文件的年末结转和结余；有调整的应说明。",
        "部门决算报表编制说明",
        ("上年年末结转 6.00，本年年初结转 2.00", "上年年末结转 6.00，本年年初结转 6.00"),
        years.carried_over,
    ),
    Rule(
        "three-public",
        "“三公”经费与经济分类",
        "经济分类表中因公出国、公务接待、公务用车的支出，不大于“三公”经费表的同类经费。",
        f"{_FORMS}的表间勾稽关系",
        ("30217 公务接待费 3.00，“三公”表公务接待费 2.00", "30217 公务接待费 2.00，“三公”表 2.00"),
        years.above_three_public,
    ),
)
