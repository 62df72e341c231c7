"""What a line is by itself: titles, numbers, units and owners as cities print them."""

import pytest

from yiwang.disclosure.forms import form_of
from yiwang.disclosure.reading.marks import (
    Mark,
    Strip,
    Titled,
    number_of,
    owner_of,
    titled,
    unit_of,
)
from yiwang.disclosure.tables import Line, Place


def strip(text: str) -> Strip:
    return Strip(Line(text, Place(1, 1)))


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("表 1.示例中心 2031 年收支总表", "示例中心 2031 年收支总表", "表 1"),
        ("附表1：2031年收支预算总表", "2031年收支预算总表", "表 1"),
        ("表一 收支预算总表", "收支预算总表", "表 一"),
        ("2031 年度收入支出决算总表（表 1）", "2031 年度收入支出决算总表", "表 1"),
        ("2031年部门收支总表（公开表1）", "2031年部门收支总表", "公开表1"),
        ("政府性基金预算支出决算公开表7", "政府性基金预算支出决算公开表", "表 7"),
        ("公开01表 收入决算表", "收入决算表", "公开01表"),
        ("一、收支总表", "收支总表", None),
        ("财政拨款支出预算表（功能科目）", "财政拨款支出预算表（功能科目）", None),
        ("收支预算总表 单位：万元", "收支预算总表", None),
        ("收 支 总 表\t\t\t", "收支总表", None),
    ],
)
def test_titles_are_known_and_their_numbers_taken_off(
    text: str, title: str, number: str | None
) -> None:
    assert strip(text).mark is Mark.TITLE
    assert titled(strip(text).plain) == Titled(title, number)


@pytest.mark.parametrize(
    "text",
    [
        "详见附表 1，收支预算总表。",  # a sentence
        "注：本表反映部门本年度的总收支表",  # a note
        "第二部分 2031 年度部门预算表",  # a part
        "部门预算公开情况说明",  # no table
        "请填写上表",  # names no topic
        "收入支出决算总表 ........ 5",  # an entry of a contents page
    ],
)
def test_what_only_speaks_of_tables_is_no_title(text: str) -> None:
    assert strip(text).mark is not Mark.TITLE


@pytest.mark.parametrize(
    ("text", "unit", "owner", "number"),
    [
        ("单位：万元", "万元", None, None),
        ("单位:元", "元", None, None),
        ("（单位：万元）", "万元", None, None),
        ("金额单位：人民币元", "元", None, None),
        ("部门：青川区示例中心 单位：元", "元", "青川区示例中心", None),
        ("编制单位：示例中心      单位：元", "元", "示例中心", None),
        ("部门名称（盖章）：示例中心", None, "示例中心", None),
        ("公开 01 表", None, None, "公开 01 表"),
        ("部门公开表1", None, None, "部门公开表1"),
        ("公开02表 单位：万元", "万元", None, "公开02表"),
        ("填报日期：2031 年 2 月 5 日", None, None, None),
    ],
)
def test_lines_above_tables_tell_unit_owner_and_number(
    text: str, unit: str | None, owner: str | None, number: str | None
) -> None:
    assert strip(text).mark is Mark.HEADING
    assert (unit_of(text), owner_of(text), number_of(text)) == (unit, owner, number)


@pytest.mark.parametrize(
    "text", ["单位名称\t示例中心\t\t", "单位：青川区示例中心负责编制。", "单价50万元(含)以上设备"]
)
def test_rows_and_sentences_are_no_such_lines(text: str) -> None:
    assert strip(text).mark is not Mark.HEADING


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("部门财务收支预算总表", "summary"),
        ("2031年度收入支出决算总表", "summary"),
        ("收入预算总表", "income"),
        ("支出预算总表", "spending"),
        ("财政拨款收支预算总表", "grant_summary"),
        ("财政拨款收入支出决算总表", "grant_summary"),
        ("财政拨款支出预算表(功能科目)", "general_spending"),
        ("一般公共预算财政拨款支出决算表", "general_spending"),
        ("一般公共预算基本支出部门预算经济分类预算表", "basic_spending"),
        ("财政拨款三公经费支出决算表", "three_public"),
        ("政府性基金预算财政拨款收入支出决算表", "fund_spending"),
        ("国有资本经营预算支出表", "capital_spending"),
        ("政府采购预算表", "procurement"),
        ("政府购买服务预算表", "bought_services"),
        ("资产配置预算表", "assets"),
        ("部门整体支出绩效目标申报表", "unit_targets"),
        ("项目支出绩效目标表", "project_targets"),
        ("部门整体绩效自评表", "unit_evaluation"),
        ("2031年度示例项目自评表", "project_evaluation"),
        ("人员经费一览表", None),
    ],
)
def test_titles_tell_the_form(title: str, form: str | None) -> None:
    assert form_of(title) == form
