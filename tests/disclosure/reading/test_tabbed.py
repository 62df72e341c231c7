"""Tables with tabs as converters print them: budgets, headings in few cells, cells run together."""

from yiwang.disclosure.reading.shaped import Region, Shaped
from yiwang.disclosure.reading.tabbed import shape
from yiwang.disclosure.tables import Entry, Line, Place, Role, Table


def shaped(text: str, form: str | None = None) -> Shaped:
    lines = tuple(
        Line(line, Place(at, at, 1)) for at, line in enumerate(text.strip("\n").split("\n"), 1)
    )
    return shape(Region("", (), lines, form))


def labels(one: Shaped) -> list[str]:
    return [column.label for column in one.columns]


def entries(one: Shaped) -> tuple[Entry, ...]:
    return Table("", Place(1, 1), one.columns, one.rows).entries


BUDGET = """
科目编码\t科目名称\t合计\t基本支出\t\t\t项目支出
\t\t\t小计\t人员经费\t公用经费\t
合计\t\t9.00\t5.00\t3.00\t2.00\t4.00
201\t一般公共服务支出\t9.00\t5.00\t3.00\t2.00\t4.00
"""
# The same, printed without the empty cells of what headings span.
NARROWED = """
科目编码\t科目名称\t合计\t基本支出\t项目支出
小计\t人员经费\t公用经费
合计\t\t9.00\t5.00\t3.00\t2.00\t4.00
201\t一般公共服务支出\t9.00\t5.00\t3.00\t2.00\t4.00
"""
HEADINGS = [
    "科目编码",
    "科目名称",
    "合计",
    "基本支出/小计",
    "基本支出/人员经费",
    "基本支出/公用经费",
    "项目支出",
]


def test_headings_over_several_columns_reach_to_the_next_heading() -> None:
    one = shaped(BUDGET)
    assert labels(one) == HEADINGS
    assert [(entry.code, entry.label) for entry in entries(one)] == [
        (None, "合计"),
        ("201", "一般公共服务支出"),
    ]


def test_headings_in_few_cells_stand_over_as_many_columns_as_they_have_children() -> None:
    assert labels(shaped(NARROWED)) == HEADINGS
    assert shaped(NARROWED).rows == shaped(BUDGET).rows


def test_halves_in_few_cells() -> None:
    one = shaped("""
收入\t支出
项目\t行次\t金额\t项目\t行次\t金额
栏次\t\t1\t栏次\t\t2
一、财政拨款\t1\t1.00\t一、一般公共服务支出\t31\t1.00
""")
    assert labels(one) == [
        "收入/项目",
        "收入/行次",
        "收入/金额",
        "支出/项目",
        "支出/行次",
        "支出/金额",
    ]
    assert [column.panel for column in one.columns] == [0, 0, 0, 1, 1, 1]


def test_codes_in_three_columns_under_headings_in_few_cells() -> None:
    one = shaped("""
项目\t本年支出合计\t基本支出\t项目支出
功能分类科目编码\t科目名称
类\t款\t项
栏次\t\t\t\t1\t2\t3
合计\t\t\t\t3.00\t1.00\t2.00
2010350\t\t\t事业运行\t3.00\t1.00\t2.00
""")
    assert labels(one)[3:] == ["项目/科目名称", "本年支出合计", "基本支出", "项目支出"]
    assert entries(one)[1].code == "2010350"


def test_three_levels_of_headings_in_few_cells() -> None:
    one = shaped("""
预算数\t决算数
合计\t公务用车购置及运行费\t公务接待费\t合计\t公务用车购置及运行费\t公务接待费
小计\t公务用车购置费\t公务用车运行费\t小计\t公务用车购置费\t公务用车运行费
1\t2\t3\t4\t5\t6\t7\t8\t9\t10
2.00\t\t\t\t2.00\t1.00\t\t\t\t1.00
""")
    assert labels(one)[6] == "决算数/公务用车购置及运行费/小计"
    assert [column.panel for column in one.columns] == [0] * 5 + [1] * 5


def test_codes_printed_part_by_part_are_one_code() -> None:
    one = shaped("""
类\t款\t项\t科目名称\t合计
201\t03\t50\t事业运行\t1.00
""")
    assert entries(one)[0].code == "2010350"


def test_an_empty_table_of_two_heading_rows_has_only_columns() -> None:
    one = shaped("""
科目编码\t科目名称\t本年政府性基金预算支出
\t\t合计\t基本支出\t项目支出
""")
    assert labels(one)[2:] == [
        "本年政府性基金预算支出/合计",
        "本年政府性基金预算支出/基本支出",
        "本年政府性基金预算支出/项目支出",
    ]
    assert [column.role for column in one.columns[2:]] == [Role.FIGURE] * 3
    assert one.rows == ()


def test_a_total_that_stands_in_another_column_of_words_names_its_row() -> None:
    one = shaped("""
单位代码\t单位名称\t项目\t数量\t采购金额
121001\t青川区示例中心\t示例运行费\t1\t30.00
\t合计\t\t\t30.00
""")
    assert [entry.label for entry in entries(one)] == ["示例运行费", "合计"]


def test_rows_without_figures_between_items_are_rows_of_their_own() -> None:
    """An item without code nor figure below one without line numbers is no rest of a label."""
    one = shaped("""
项目\t本年预算数
合计\t1.00
1、因公出国（境）费用\t
2、公务接待费\t1.00
""")
    assert [entry.label for entry in entries(one)] == [
        "合计",
        "1、因公出国（境）费用",
        "2、公务接待费",
    ]


def test_a_list_of_work_keeps_its_words() -> None:
    one = shaped("""
序号\t重要事项\t完成情况
1\t汇集数据\t全部完成
2\t开放数据\t完成九成
""")
    assert labels(one) == ["序号", "重要事项", "完成情况"]
    assert [row[2].text for row in one.rows] == ["全部完成", "完成九成"]
    assert [entry.line_number for entry in entries(one)] == ["1", "2"]


def test_targets_with_one_heading_row_have_columns() -> None:
    one = shaped(
        """
项目名称\t一级指标\t二级指标\t三级指标\t指标值
示例运行费\t产出指标\t数量指标\t巡查次数\t≥12次
\t\t质量指标\t合格率\t100%
""",
        "project_targets",
    )
    assert labels(one)[-1] == "指标值"
    assert len(one.rows) == 2
