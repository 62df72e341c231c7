"""Irregular sheets are read completely: cells find their columns, groups are carried down."""

from dataclasses import replace
from decimal import Decimal

from tests.disclosure.performance.building import lines_of, read, sheet
from tests.disclosure.performance.forms import ABOVE, NATIONAL, PROJECT, WHOLE
from yiwang.disclosure.forms import Form
from yiwang.disclosure.performance import Operator
from yiwang.disclosure.reading.performance import performance_forms
from yiwang.disclosure.reading.performance.words import FILLED, MEASURES, REASON, UNIT
from yiwang.disclosure.tables import Column, Role

TITLE = "2031 年度平台运行项目绩效自评表"


def test_a_project_sheet_is_read() -> None:
    form = read(TITLE, PROJECT, ABOVE)
    assert (form.subject, form.whole_unit, form.evaluated) == ("平台运行", False, True)
    head = form.execution
    assert head and [one and one.text for one in (head.budget, head.spent, head.rate)] == [
        "200",
        "150",
        "75%",
    ]
    assert head.score and head.score.text == "15" and head.weight == 20
    assert form.total and form.total.text == "94"
    assert form.fields[UNIT].text == "青川区数据中心"
    assert form.fields[FILLED].text == "2032 年 3 月 5 日"
    assert form.fields[REASON].text.startswith("报告份数少一份")
    assert form.fields["主管部门"].text == "", "a label followed by a label has no value"


def test_cells_find_their_columns_although_a_tab_is_missing() -> None:
    form = read(TITLE, PROJECT)
    told = [(one.name, one.target.text, one.actual and one.actual.text) for one in form.indicators]
    assert told == [
        ("巡查次数", "≥100 次", "110 次"),
        ("报告份数", "≥10 份", "9 份"),
        ("重大事故", "0 次", "0 次"),
        ("系统正常运行", "正常运行", "正常运行"),
        ("使用单位满意率", "≥90%", "95%"),
    ]
    assert [one.score for one in form.indicators] == [20, 9, 20, 20, 10]
    assert [one.weight for one in form.indicators] == [20, 10, 20, 20, 10]
    assert [one.group_weight for one in form.indicators] == [30, 30, 20, 20, 10]


def test_groups_of_merged_cells_are_carried_down() -> None:
    form = read(TITLE, PROJECT)
    assert [one.level_one for one in form.indicators][:3] == ["产出指标"] * 3
    assert [one.level_two for one in form.indicators][:3] == ["数量指标", "数量指标", "质量指标"]


def test_each_indicator_knows_its_line() -> None:
    form = read(TITLE, PROJECT, ABOVE)
    first = form.indicators[0].cells["actual"]
    assert (first.text, first.place.line) == ("110 次", 10)


def test_a_whole_unit_is_read_though_rows_are_shifted() -> None:
    form = read("2031年度部门整体绩效自评表", WHOLE)
    assert form.whole_unit and form.subject == "青川区数据中心"
    told = [(one.level_two, one.name, one.target.value) for one in form.indicators]
    assert told == [
        ("数量指标", "巡查次数", 100),
        ("数量指标", "报告份数", 10),
        ("核心产出1", "点位数量", 20),
    ]
    assert {one.cells["goal"].text for one in form.indicators} == {"平台运行"}
    assert form.fields["项目支出总额"].text == "150 万元"
    assert form.fields[MEASURES].text == "", "left empty, but it is there to be pointed at"


def test_the_national_form_is_read() -> None:
    form = read("项目支出绩效自评表", NATIONAL)
    head = form.execution
    assert head and head.budget and head.budget.text == "200", "the adjusted budget counts"
    assert (head.weight, head.score and head.score.text) == (10, "7.5")
    assert [one.weight for one in form.indicators] == [25, 25, 30, 10]
    assert [one.score for one in form.indicators] == [25, Decimal("18.75"), 30, 10]
    assert form.indicators[1].cells["reason"].text.startswith("暴雨")
    assert "reason" not in form.indicators[0].cells
    assert [one.group_weight for one in form.indicators] == [50, 50, 30, 10]
    assert form.total and form.total.text == "91.25"
    assert form.fields["总分值"].text == "100"


def test_a_row_cut_by_a_page_break_is_one_indicator() -> None:
    text = """年度绩效目标\t一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值
\t效益指标\t社会效益指标\t甲\t提升\t提升
环境影\t\t夜间噪声, 在\t不打扰邻近\t不打扰邻近居民休息

\t\t响指标\t居民区内的感受\t居民休息
\t\t社会效益指标\t乙\t增加\t增加"""
    form = read("甲项目绩效自评表", text)
    told = [(one.name, one.target.text) for one in form.indicators]
    assert told == [
        ("甲", "提升"),
        ("夜间噪声,在居民区内的感受", "不打扰邻近居民休息"),
        ("乙", "增加"),
    ]


def test_the_upright_cell_beside_the_indicators_is_none_of_them() -> None:
    text = "\t一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值\n"
    text += "年度绩效目标\t产出指标\t数量指标\t甲\t≥4 个\t4 个"
    (one,) = read("甲项目绩效自评表", text).indicators
    assert (one.level_one, one.level_two, one.name) == ("产出指标", "数量指标", "甲")


def test_columns_that_were_labelled_already_are_taken() -> None:
    labels = ("一级指标", "二级指标", "指标名称", "2030 年", "预期当年实现值", "绩效标准")
    table = sheet(
        "项目绩效目标表", "产出指标\t数量指标\t巡查\t无\t≥4 次\t≥4 次", form=Form.PROJECT_TARGETS
    )
    columns = tuple(Column(at, (one,), Role.TEXT) for at, one in enumerate(labels))
    (form,) = performance_forms([replace(table, columns=columns)])
    (one,) = form.indicators
    assert not form.evaluated and one.actual is None
    assert (one.target.operator, one.target.value) == (Operator.AT_LEAST, 4)
    assert one.cells["former"].text == "无" and one.cells["standard"].text == "≥4 次"


def test_two_projects_in_one_table_are_two_forms() -> None:
    table = sheet(TITLE, PROJECT + "\n" + PROJECT.replace("平台运行", "热线服务"))
    first, second = performance_forms([table])
    assert (first.subject, second.subject) == ("平台运行", "热线服务")
    assert len(first.indicators) == len(second.indicators) == 5


def test_parts_that_a_page_break_parted_are_one_form() -> None:
    head, tail = PROJECT.split("\n\n")
    first = sheet(TITLE, head)
    second = replace(sheet("", tail, first.place.end_line + 2), title="")
    (form,) = performance_forms([first, second])
    assert len(form.indicators) == 5 and form.total and REASON in form.fields


def test_other_tables_are_no_forms() -> None:
    table = sheet("收入决算表", "科目\t合计\n教育支出\t10", form=Form.INCOME)
    assert performance_forms([table]) == ()


def test_lines_far_above_name_nothing() -> None:
    above = lines_of("填报日期：2032 年 3 月 5 日\n" + "正文\n" * 30)
    (form,) = performance_forms([sheet(TITLE, PROJECT, 40)], above)
    assert FILLED not in form.fields


def test_money_beside_the_columns_of_indicators_is_no_indicator() -> None:
    labels = (
        "一级指标",
        "指标名称",
        "2030年",
        "预期当年实现值",
        "栏目",
        "当年",
        "占比",
        "2030年",
        "2029年",
    )
    text = "\t\t\t\t财政拨款\t100\t100%\t90\t80\n年度目标1：平台\n产出指标\t巡查次数\t无\t≥4 次"
    table = sheet("整体绩效目标表", text, form=Form.UNIT_TARGETS)
    columns = tuple(Column(at, (one,), Role.TEXT) for at, one in enumerate(labels))
    (form,) = performance_forms([replace(table, columns=columns)])
    (one,) = form.indicators
    assert (one.name, one.cells["goal"].text) == ("巡查次数", "平台")
    assert form.fields["收入/财政拨款/上年"].text == "90"


def test_a_second_row_of_headings_is_no_indicator() -> None:
    text = """项目总投入（万元）\t50
资金构成\t中央财政\t0
\t区级财政\t50
一级指标\t二级指标\t指标名称\t指标值\t绩效标准\t近两年指标值\t\t预期当年实现值
\t\t\t\t\t2030年\t2029年
产出指标\t数量指标\t巡查次数\t≥4 次\t≥4 次\t≥3 次\t无\t≥4 次"""
    form = read("项目支出绩效目标申报表", text)
    (one,) = form.indicators
    assert (one.name, one.target.value, one.cells["former"].text) == ("巡查次数", 4, "≥3 次")
    assert [form.fields[key].text for key in ("项目总投入", "中央财政", "区级财政")] == [
        "50",
        "0",
        "50",
    ]


def test_a_title_that_is_only_a_year_gets_the_line_above() -> None:
    above = lines_of("青川区数据中心\n项目支出绩效自评表\n（2031年度）\n")
    (form,) = performance_forms([sheet("（2031年度）", NATIONAL, 5)], above)
    assert form.title == "项目支出绩效自评表（2031年度）"
