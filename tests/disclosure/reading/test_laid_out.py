"""Tables whose columns are kept by spaces: made-up ones, as layouts break them."""

import unicodedata
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yiwang.disclosure.reading.laid_out import shape
from yiwang.disclosure.reading.shaped import Region, Shaped
from yiwang.disclosure.tables import Line, Place, Role


def shaped(text: str, form: str | None = None) -> Shaped:
    """The shape of a body; a form feed begins a page."""
    lines, page = [], 1
    for number, line in enumerate(text.strip("\n").split("\n"), 1):
        page += line.count("\f")
        lines.append(Line(line.replace("\f", ""), Place(number, number, page)))
    return shape(Region("青川区收支表", (), tuple(lines), form))


def labels(table: Shaped) -> list[str]:
    return [column.label for column in table.columns]


def rows(table: Shaped) -> list[dict[int, str]]:
    return [{at: cell.text for at, cell in row.items()} for row in table.rows]


def test_columns_without_a_figure_are_known_by_their_headings_and_groups_by_their_middle() -> None:
    table = shaped(
        """
                   项目                              收入预算

功能分类科目编码
                       功能分类科目名称       合计       财政拨款收入     事业收入     其他收入
类     款    项

201             一般公共服务支出           30.00       30.00
201   03        政府办公厅事务            30.00       30.00
201   03   01   行政运行               30.00       30.00

                   合计               30.00       30.00
"""
    )
    assert labels(table) == [
        "项目/功能分类科目编码/类",
        "项目/功能分类科目编码/款",
        "项目/功能分类科目编码/项",
        "项目/功能分类科目名称",
        "收入预算/合计",
        "收入预算/财政拨款收入",
        "收入预算/事业收入",
        "收入预算/其他收入",
    ]
    assert [one.role for one in table.columns][2:5] == [Role.CODE, Role.LABEL, Role.FIGURE]
    assert rows(table)[2] == {0: "201", 1: "03", 2: "01", 3: "行政运行", 4: "30.00", 5: "30.00"}
    assert rows(table)[3] == {3: "合计", 4: "30.00", 5: "30.00"}


def test_a_name_around_the_line_of_its_figures_is_one_name() -> None:
    table = shaped(
        """
 类   款   项   科目名称                合计      基本支出
208   05        行政事业单位养老支出       9.00       9.00

208   05   05                        6.00       6.00
                机关事业单位基本养老保险
                缴费支出

208   05   06   其他支出                3.00       3.00
"""
    )
    assert rows(table)[1] == {
        0: "208",
        1: "05",
        2: "05",
        3: "机关事业单位基本养老保险缴费支出",
        4: "6.00",
        5: "6.00",
    }
    cell = table.rows[1][3]
    assert (cell.place.line, cell.place.end_line) == (5, 6)
    assert len(table.rows) == 3


def test_figures_above_the_line_of_their_code_belong_to_it_not_to_the_row_before() -> None:
    table = shaped(
        """
 类   款   项   科目名称             合计     基本支出    项目支出
                                        5.00       3.00
201             一般公共服务支出       8.00
                                        5.00
201   06        财政事务             5.00
                                                   3.00
201   07        税收事务             3.00
"""
    )
    assert [{at: text for at, text in row.items() if at > 3} for row in rows(table)] == [
        {4: "8.00", 5: "5.00", 6: "3.00"},
        {4: "5.00", 5: "5.00"},
        {4: "3.00", 6: "3.00"},
    ]


def test_two_halves_with_figures_codes_and_names_on_lines_of_their_own() -> None:
    table = shaped(
        """
    经济分类                                   经济分类
    科目编码                                   科目编码
                   科目名称      决算数                         科目名称        决算数
类      款                              类      款

301                            70.00   302                           20.00
            工资福利支出                                 商品和服务支出

                               70.00                                 12.00
301    01                              302
            基本工资                              01   办公费

                                                                      8.00
301    02                              302
            津贴补贴                              02   印刷费

                            70.00                                   20.00
           人员经费合计                              公用经费合计
"""
    )
    assert [one.panel for one in table.columns] == [0, 0, 0, 0, 1, 1, 1, 1]
    assert rows(table) == [
        {0: "301", 2: "工资福利支出", 3: "70.00", 4: "302", 6: "商品和服务支出", 7: "20.00"},
        {0: "301", 1: "01", 2: "基本工资", 3: "70.00", 4: "302", 5: "01", 6: "办公费", 7: "12.00"},
        {0: "301", 1: "02", 2: "津贴补贴", 4: "302", 5: "02", 6: "印刷费", 7: "8.00"},
        {2: "人员经费合计", 3: "70.00", 6: "公用经费合计", 7: "20.00"},
    ]


def test_names_of_two_halves_broken_at_different_lines_stay_apart() -> None:
    table = shaped(
        """
          收入                          支出
     项目         决算数            项目         决算数
一、一般公共预算财政拨款   9.00     一、一般公共服务支出     9.00
二、政府性基金预算财政拨
                          二、外交支出
款
三、国有资本经营预算财政
                          三、国防支出
拨款
               9.00                    9.00
     本年收入合计                  本年支出合计
"""
    )
    assert rows(table) == [
        {0: "一、一般公共预算财政拨款", 1: "9.00", 2: "一、一般公共服务支出", 3: "9.00"},
        {0: "二、政府性基金预算财政拨款", 2: "二、外交支出"},
        {0: "三、国有资本经营预算财政拨款", 2: "三、国防支出"},
        {0: "本年收入合计", 1: "9.00", 2: "本年支出合计", 3: "9.00"},
    ]


def test_a_page_laid_out_anew_continues_the_columns_and_its_repeated_headings_are_no_rows() -> None:
    table = shaped(
        """
 类   款   项   科目名称                     合计         基本支出         项目支出
201             一般公共服务支出             8.00           5.00           3.00
201   06        财政事务                   8.00           5.00           3.00
\f类   款   项   科目名称      合计     基本支出     项目支出
221             住房保障支出  2.00                   2.00
                 合计      10.00      5.00       5.00
"""
    )
    assert rows(table)[2:] == [
        {0: "221", 3: "住房保障支出", 4: "2.00", 6: "2.00"},
        {3: "合计", 4: "10.00", 5: "5.00", 6: "5.00"},
    ]


def test_headings_broken_over_lines_are_whole() -> None:
    table = shaped(
        """
               本年收入合        财政拨款收        上级补助
    科目名称                                          其他收入
                   计            入           收入

基本运行               8.00           8.00
其他运行               2.00           1.00                      1.00
"""
    )
    assert labels(table) == ["科目名称", "本年收入合计", "财政拨款收入", "上级补助收入", "其他收入"]


def test_a_table_of_figures_only_has_one_row_under_its_headings() -> None:
    table = shaped(
        """
                      “三公”经费预算数
                                    公务用车购置及运行费
   合计      因公出国(境)费    公务接待费
                                小计      购置费       运行费

  8.50          3.00    2.50     3.00                3.00
"""
    )
    assert rows(table) == [{0: "8.50", 1: "3.00", 2: "2.50", 3: "3.00", 5: "3.00"}]
    assert [column.labels[-2:] for column in table.columns[3:]] == [
        ("公务用车购置及运行费", one) for one in ("小计", "购置费", "运行费")
    ]


def test_a_code_glued_to_its_name_is_parted_and_a_sum_in_words_is_not() -> None:
    table = shaped(
        """
科目编码  科目名称       决算数
30101    基本工资       3.00
30102津贴补贴           2.00
"""
    )
    assert rows(table)[1] == {0: "30102", 1: "津贴补贴", 2: "2.00"}


def test_nothing_and_placeholders_never_make_it_fail() -> None:
    assert shaped("\n\n").rows == ()
    assert shaped("…\n\nXX   XX\n  。\n").columns is not None


NAMES = st.sampled_from(
    ("一般公共服务支出", "财政事务", "行政运行", "住房改革支出", "卫生健康支出")
)
AMOUNT = st.none() | st.decimals(Decimal("0.01"), Decimal("99999"), places=2)


@given(
    data=st.lists(
        st.tuples(NAMES, st.lists(AMOUNT, min_size=3, max_size=3)), min_size=2, max_size=12
    ),
    wide=st.booleans(),
    gap=st.integers(3, 9),
)
def test_what_is_laid_out_is_read_back(
    data: list[tuple[str, list[Decimal | None]]], wide: bool, gap: int
) -> None:
    """Both ways to count a Chinese sign, any figures missing but never a whole column."""
    whole = [("合计", [Decimal("1.00")] * 3), *data]
    text = "  科目名称".ljust(16) + "".join(
        head.rjust(8 + gap - (4 if wide else 0)) for head in ("合计数", "基本支出", "项目支出")
    )
    lines = [text, ""]
    for name, amounts in whole:
        line = name + " " * (24 - width(name, wide))
        for amount in amounts:
            line += ("" if amount is None else f"{amount:.2f}").rjust(8 + gap)
        lines.append(line)
    table = shaped("\n".join(lines))
    told = [
        [row[0]] + [row.get(at) for at in range(len(table.columns) - 3, len(table.columns))]
        for row in rows(table)
    ]
    assert told == [
        [name, *(None if one is None else f"{one:.2f}" for one in amounts)]
        for name, amounts in whole
    ]


def width(text: str, wide: bool) -> int:
    return sum(2 if wide and unicodedata.east_asian_width(sign) == "W" else 1 for sign in text)
