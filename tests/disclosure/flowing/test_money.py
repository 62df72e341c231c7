"""Tables of money by subjects, units and projects."""

from tests.disclosure.flowing import labels, region, spaced, texts
from yiwang.disclosure.reading.flowing import shape

SPENDING = """
科目编码 科目名称 合计 基本支出 项目支出 事业单位经营支出 上缴上级支出 对附属单位补助支出

合计 900.00 500.00 400.00

201 一般公共服务支出 700.00 300.00 400.00

20103 政府办公厅（室）及相关机构事务 700.00 300.00 400.00

208 社会保障和就业支出 200.00 200.00
"""


def test_a_row_with_fewer_figures_than_columns_is_read_from_the_left() -> None:
    shaped = shape(region(SPENDING, "spending"))
    assert texts(shaped)[0] == ["", "合计", "900.00", "500.00", "400.00", "", "", ""]
    assert texts(shaped)[3][:5] == ["208", "社会保障和就业支出", "200.00", "200.00", ""]


def test_sums_say_which_columns_are_empty() -> None:
    text = spaced(
        [
            "科目编码 科目名称 合计 基本支出 项目支出",
            "合计 900.00 300.00 600.00",
            "201 一般公共服务支出 700.00 300.00 400.00",
            "20103 政府办公厅（室）及相关机构事务 700.00 300.00 400.00",
            "2010350 事业运行 300.00 300.00",
            "2010399 其他政府办公厅（室）及相关机构事务支出 400.00 400.00",
            "206 科学技术支出 200.00 200.00",
        ]
    )
    rows = texts(shape(region(text, "spending")))
    by_code = {row[0]: row[2:] for row in rows}
    assert by_code["2010350"] == ["300.00", "300.00", ""]
    assert by_code["2010399"] == ["400.00", "", "400.00"]
    assert by_code["206"] == ["200.00", "", "200.00"]


HEAD_IN_PIECES = """
部门 代码 部门（单位）名称+合计 本年收入+上年结转结余 小计 一般公共预 算 政府 性基 金预 算 国有 资本
经营 预算 财政 专户 管理 资金 事业 收入 事业 单位 经营 收入 上级 补助 收入 附属
单位 上缴 收入 其他 收入 小计 一般 公共 预算 政府 性基 金预 算 国有 资本 经营
预算 财政 专户 管理 资金 单位 资金
"""


def test_a_head_cut_sign_by_sign_is_known_by_its_letters() -> None:
    figures = " ".join(["8.00"] * 3 + ["0.00"] * 14)
    head = [one.replace("+", " ") for one in HEAD_IN_PIECES.split()]
    text = spaced([*head, f"合计 {figures}", "312", "青川区大数", "据中心", figures])
    shaped = shape(region(text, "income"))
    assert labels(shaped)[:4] == ["部门代码", "部门（单位）名称", "合计", "本年收入/小计"]
    assert labels(shaped)[-1] == "上年结转结余/单位资金" and len(shaped.columns) == 19
    assert texts(shaped)[1][:3] == ["312", "青川区大数据中心", "8.00"]


def test_labels_around_their_figures_are_put_together() -> None:
    text = """
科目编码 科目名称 合计 基本支出 项目支出
合计 9.00 5.00 4.00
其他政府办公厅（室）及
2010399 9.00 5.00 4.00
相关机构事务支出
机关事业单位基本养老保
2080505 0.00 0.00 0.00
险缴费支出
"""
    rows = texts(shape(region(text, "spending")))
    assert [row[:2] for row in rows] == [
        ["", "合计"],
        ["2010399", "其他政府办公厅（室）及相关机构事务支出"],
        ["2080505", "机关事业单位基本养老保险缴费支出"],
    ]


def test_labels_that_go_on_behind_their_figures_are_put_together() -> None:
    text = """
科目编码 科目名称 合计 基本支出 项目支出
合计 9.00 5.00 4.00
2010399 其他政府办公厅（室）及 9.00 5.00 4.00
相关机构事务支出
2080505 机关事业单位基本养老保 0.00 0.00 0.00
险缴费支出
"""
    rows = texts(shape(region(text, "spending")))
    assert [row[1] for row in rows] == [
        "合计",
        "其他政府办公厅（室）及相关机构事务支出",
        "机关事业单位基本养老保险缴费支出",
    ]


def test_cells_on_lines_of_their_own_make_one_row() -> None:
    text = spaced(
        ["科目编码 科目名称 合计 人员经费 公用经费", "合计", "9.00", "5.00", "4.00"]
        + [
            "301",
            "工资福利支出",
            "5.00",
            "5.00",
            "0.00",
            "302",
            "商品和服务支出",
            "4.00",
            "0.00",
            "4.00",
        ]
    )
    rows = texts(shape(region(text, "basic_spending")))
    assert rows == [
        ["", "合计", "9.00", "5.00", "4.00"],
        ["301", "工资福利支出", "5.00", "5.00", "0.00"],
        ["302", "商品和服务支出", "4.00", "0.00", "4.00"],
    ]


def test_a_figure_broken_in_two_is_whole_again() -> None:
    text = "科目编码 科目名称 合计 基本支出 项目支出\n合计 13,529,38\n6.59 13,529,386.59 0.00"
    assert texts(shape(region(text, "spending")))[0][2:] == [
        "13,529,386.59",
        "13,529,386.59",
        "0.00",
    ]


def test_an_empty_table_has_columns_and_no_rows() -> None:
    text = "科目编码 科目名称\n本年政府性基金预算支出\n合计 基本支出 项目支出\n说明：本单位没有。"
    shaped = shape(region(text, "fund_spending"))
    assert shaped.rows == () and len(shaped.columns) == 5
    assert [one.text for one in shaped.notes] == ["说明：本单位没有。"]


def test_the_head_printed_again_on_a_new_page_is_no_row() -> None:
    head = "科目编码 科目名称 合计\n基本支出 项目支出\n"
    text = f"{head}合计 3.00 1.00 2.00\n{head}201 一般公共服务支出 3.00 1.00 2.00"
    assert [row[0] for row in texts(shape(region(text, "spending")))] == ["", "201"]


def test_an_unknown_head_keeps_every_figure() -> None:
    text = "科目编码 科目名称 某某专款 另一专款 合计\n201 一般公共服务支出 3.00 1.00 2.00 4.00 5.00"
    shaped = shape(region(text, None))
    assert texts(shaped) == [["201", "一般公共服务支出", "3.00", "1.00", "2.00", "4.00", "5.00"]]


def test_cells_tell_their_place() -> None:
    shaped = shape(region(SPENDING, "spending"))
    cell = shaped.rows[1][2]
    assert (cell.place.line, cell.place.start, cell.place.end) == (5, 13, 19)


def test_purchases_without_codes_end_with_their_figures() -> None:
    text = spaced(
        ["单位名称 项目名称 采购品目 数量 计量单位 采购金额", "合计 60.00"]
        + ["青川区大数据中心 网络运行 互联网接入服务 1 项 40.00"]
        + ["青川区大数据中心 网络运行 复印纸 10 箱 20.00"]
    )
    assert texts(shape(region(text, "procurement"))) == [
        ["合计", "", "", "", "", "60.00"],
        ["青川区大数据中心", "网络运行", "互联网接入服务", "1", "项", "40.00"],
        ["青川区大数据中心", "网络运行", "复印纸", "10", "箱", "20.00"],
    ]


def test_projects_by_type_tell_their_name_and_unit() -> None:
    text = """
类型 项目名称 项目单位 合计 本年拨款 一般公共预算 政府性基金预算 国有资本经营预算
合计 15.00 15.00
特定目标类 网络运行维护
项目
青川区大数据中
心本级
10.00 10.00
其他运转类 热线 青川区大数据中心本级 5.00 5.00
"""
    assert [row[:5] for row in texts(shape(region(text, "projects")))] == [
        ["", "合计", "", "15.00", "15.00"],
        ["特定目标类", "网络运行维护项目", "青川区大数据中心本级", "10.00", "10.00"],
        ["其他运转类", "热线", "青川区大数据中心本级", "5.00", "5.00"],
    ]
