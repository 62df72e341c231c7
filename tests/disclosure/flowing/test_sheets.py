"""Sheets of targets: fields, money, goals and indicators with their values."""

import re

from tests.disclosure.flowing import labels, region, spaced, texts
from yiwang.disclosure.reading.flowing import shape
from yiwang.disclosure.reading.performance import performance_forms
from yiwang.disclosure.reading.shaped import Shaped
from yiwang.disclosure.tables import Place, Table

UNIT = spaced(
    re.split(
        r"\s*[|\n]\s*",
        """\
填报日期：2031 年 2 月 5日 | 部门名称 青川区大数据中心 | 填报人 甲某 联系电话 000-0000
部门总体 | 资金情况 | （万元） | 总体资金情况 | 当年预算 | 收支 | 占比 | 近两年收支情况
2030 年 2029 年 | 收入 | 构成 | 财政拨款 10.50 100% 9.00 8 | 合计 10.50 100% 9.00 8
支出 | 构成 | 基本支出 4.50 42.86% 4.00 3 | 部门职能概述 | 1、管理政务网络，
保障运行。 | 整体绩效目标 | 长期目标 年度目标 | 目标 1：网络 | 目标 2：热线
目标 1：网络 | 目标 2：热线 | 长期目标 1： 网络 | 长期绩效指标
一级指标 二级指标 指标名称 指标值 绩效标准 | 产出指标 | 数量指标
机房检查次数 ≥12 次 ≥12 次 | 质量指标 | 全年网络没有发生 | 重大事故 | 未发生 未发生
年度目标 1： 网络 | 年度绩效指标 | 一级 | 指标 | 二级指标 指标名称 | 指标值 | 绩效
标准 | 近两年指标值 预期当年 | 实现值2030 年 2029 年 | 产出 | 指标 | 数量指标
机房检查次数 ≥10 次 无 ≥12 次 ≥12次 | 效益 | 指标 | 服务对象满 | 意度指标
使用单位满意 | 率 | 无 无 ≥85% ≥85% | 备注：1.请如实填报。""",
    )
)


def shaped() -> Shaped:
    return shape(region(UNIT, "unit_targets"))


def indicators(one: Shaped) -> list[list[str]]:
    return [row[1:8] for row in texts(one) if row[3]]


def test_indicators_stand_under_their_headings() -> None:
    assert labels(shaped())[1:8] == [
        "一级指标",
        "二级指标",
        "指标名称",
        "指标值/近两年指标值/2030年",
        "指标值/近两年指标值/2029年",
        "指标值/预期当年实现值",
        "绩效标准",
    ]
    assert indicators(shaped()) == [
        ["产出指标", "数量指标", "机房检查次数", "", "", "≥12次", "≥12次"],
        ["产出指标", "质量指标", "全年网络没有发生重大事故", "", "", "未发生", "未发生"],
        ["产出指标", "数量指标", "机房检查次数", "≥10次", "无", "≥12次", "≥12次"],
        ["效益指标", "服务对象满意度指标", "使用单位满意率", "无", "无", "≥85%", "≥85%"],
    ]


def test_a_goal_stands_above_its_indicators() -> None:
    told = [row[0] or row[3] for row in texts(shaped()) if row[0] or row[3]]
    assert told[0] == "长期目标1：网络" and told[3] == "年度目标1：网络" and len(told) == 6


def test_fields_keep_their_values() -> None:
    fields = {row[9]: row[10] for row in texts(shaped()) if row[9]}
    assert fields["填报日期："] == "2031年2月5日" and fields["联系电话"] == "000-0000"
    assert fields["部门职能概述"] == "1、管理政务网络，保障运行。"
    assert fields["长期目标"] == fields["年度目标"] == "目标1：网络目标2：热线"


def test_lines_of_money_have_four_figures_and_their_side() -> None:
    rows = [row[8:10] + row[12:16] for row in texts(shaped()) if row[12]]
    assert rows == [
        ["收入构成", "财政拨款", "10.50", "100%", "9.00", "8"],
        ["收入构成", "合计", "10.50", "100%", "9.00", "8"],
        ["支出构成", "基本支出", "4.50", "42.86%", "4.00", "3"],
    ]


def test_notes_are_no_rows() -> None:
    assert [one.text for one in shaped().notes] == ["备注：1.请如实填报。"]


def test_money_of_a_project_stands_in_a_column_of_figures() -> None:
    text = "项目名称 网络运行\n项目资金情况\n（万元）\n项目总投入 43.5\n资金构\n成"
    text += "\n中央财政 0\n区级财政 43.5"
    rows = texts(shape(region(text, "project_targets")))
    assert [row[9:] for row in rows if row[11]] == [
        ["项目总投入", "", "43.5"],
        ["中央财政", "", "0"],
        ["区级财政", "", "43.5"],
    ]


def block(*lines: str) -> list[list[str]]:
    head = "年度绩效指标\n一级指标 二级指标 指标名称 指标值 绩效标准\n"
    return [
        [*row[:3], *row[5:]]
        for row in indicators(shape(region(head + "\n".join(lines), "project_targets")))
    ]


def test_a_group_in_the_middle_of_its_rows_holds_for_those_above_too() -> None:
    rows = block(
        "检查次数 ≥3 次 ≥3 次", "产出指标 数量指标 报告份数 ≥4 份 ≥4 份", "培训期数 ≥1 期 ≥1 期",
        "满意度指标 服务对象满意度指标 满意率 ≥85% ≥85%",
    )  # fmt: skip
    assert [row[:2] for row in rows[:3]] == [["产出指标", "数量指标"]] * 3
    assert rows[3][:3] == ["满意度指标", "服务对象满意度指标", "满意率"]


def test_the_rest_of_a_name_below_its_values_belongs_to_it() -> None:
    rows = block(
        "产出指标", "数量指标 全年开展网络安全 ≥3 次 ≥3 次", "检查次数", "培训期数 1期 1期"
    )
    assert [row[2] for row in rows] == ["全年开展网络安全检查次数", "培训期数"]


def test_values_in_words_are_values() -> None:
    rows = block(
        "效益指标", "社会效益指标 政务服务效率 明显提高 明显提高", "群众办事 更加方便 更加方便"
    )
    assert [row[2:] for row in rows] == [
        ["政务服务效率", "明显提高", "明显提高"],
        ["群众办事", "更加方便", "更加方便"],
    ]


def test_costs_are_a_first_level_of_their_own_or_a_second_under_outputs() -> None:
    rows = block("产出指标 成本指标 总费用 ≤5 万元 ≤5 万元")
    assert rows[0][:2] == ["产出指标", "成本指标"]
    rows = block("成本指标 经济成本指标 总费用 ≤5 万元 ≤5 万元")
    assert rows[0][:2] == ["成本指标", "经济成本指标"]


def test_a_form_is_made_of_a_sheet_with_its_goals_money_and_indicators() -> None:
    told = shaped()
    table = Table("整体绩效目标表", Place(1, 99), told.columns, told.rows, form="unit_targets")
    (form,) = performance_forms([table])
    assert [one.target.text for one in form.indicators] == ["≥12次", "未发生", "≥12次", "≥85%"]
    assert form.fields["收入/合计/上年"].text == "9.00" and form.whole_unit
    assert form.indicators[3].cells["goal"].text == "网络"


def test_former_years_by_words_and_grounds_behind_percentages() -> None:
    text = """年度绩效目标表
目标名称 保障网络
一级指标 二级指标 三级指标
指标值 指标值确定
依据
前年 上年 预计当年
实现
产出指标
数量指标 巡查次数 240 次 240 次 ≥240 次 计划标准
时效指标 按时完成率 98% 99% 100% 计划标准
效益指标 社会效益指标 政务服务能力 提升 提升 提升 历史标准"""
    assert [row[2:] for row in indicators(shape(region(text, "project_targets")))] == [
        ["巡查次数", "240次", "240次", "≥240次", "计划标准"],
        ["按时完成率", "98%", "99%", "100%", "计划标准"],
        ["政务服务能力", "提升", "提升", "提升", "历史标准"],
    ]


def test_a_project_tells_where_its_money_comes_from() -> None:
    text = "项目当年预算 43.50\n项目资金来源\n资金来源项目 金额\n合计 43.50"
    text += "\n1.一般公共预算财政拨款收入 43.50"
    rows = texts(shape(region(text, "project_targets")))
    assert [row[9] for row in rows if row[11] == "43.50"] == [
        "项目当年预算",
        "合计",
        "1.一般公共预算财政拨款收入",
    ]
