"""A made-up final account and a made-up budget of 青川区, whose tables add up."""

from tests.disclosure.building import document, table
from yiwang.disclosure.document import Document
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Table
from yiwang.kernel.money import MoneyUnit

SUMMARY = """
    项目 | 行次 | 金额#1 || 项目 | 行次 | 金额#2
    一、一般公共预算财政拨款收入 | 1 | 100.00 || 一、一般公共服务支出 | 6 | 80.00
    二、政府性基金预算财政拨款收入 | 2 | || 二、外交支出 | 7 |
    三、其他收入 | 3 | 5.50 || 三、社会保障和就业支出 | 8 | 21.50
    本年收入合计 | 4 | 105.50 || 本年支出合计 | 9 | 101.50
    年初结转和结余 | 5 | 2.00 || 年末结转和结余 | 10 | 6.00
    总计 | 11 | 107.50 || 总计 | 12 | 107.50
"""
INCOME = """
    编码 | 科目名称 | 本年收入合计#1 | 财政拨款收入#2 | 事业收入#3 | 其他收入#4
     | 合计 | 105.50 | 100.00 | | 5.50
    201 | 一般公共服务支出 | 84.00 | 78.50 | | 5.50
    20103 | 政府办公厅（室）及相关机构事务 | 84.00 | 78.50 | | 5.50
    2010350 | 事业运行 | 44.00 | 40.00 | | 4.00
    2010399 | 其他政府办公厅（室）及相关机构事务支出 | 40.00 | 38.50 | | 1.50
    208 | 社会保障和就业支出 | 21.50 | 21.50 | |
    20805 | 行政事业单位养老支出 | 21.50 | 21.50 | |
    2080505 | 机关事业单位基本养老保险缴费支出 | 21.50 | 21.50 | |
"""
SPENDING = """
    编码 | 科目名称 | 本年支出合计#1 | 基本支出#2 | 项目支出#3 | 经营支出#4
     | 合计 | 101.50 | 61.50 | 40.00 |
    201 | 一般公共服务支出 | 80.00 | 40.00 | 40.00 |
    20103 | 政府办公厅（室）及相关机构事务 | 80.00 | 40.00 | 40.00 |
    2010350 | 事业运行 | 40.00 | 40.00 | |
    2010399 | 其他政府办公厅（室）及相关机构事务支出 | 40.00 | | 40.00 |
    208 | 社会保障和就业支出 | 21.50 | 21.50 | |
    20805 | 行政事业单位养老支出 | 21.50 | 21.50 | |
    2080505 | 机关事业单位基本养老保险缴费支出 | 21.50 | 21.50 | |
"""
GRANTS = """
    项目 | 金额 || 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款
    一、一般公共预算财政拨款 | 100.00 || 一、一般公共服务支出 | 78.50 | 78.50 |
    二、政府性基金预算财政拨款 | || 二、外交支出 | | |
     | || 三、社会保障和就业支出 | 21.50 | 21.50 |
    本年收入合计 | 100.00 || 本年支出合计 | 100.00 | 100.00 |
    年初财政拨款结转和结余 | || 年末财政拨款结转和结余 | | |
    总计 | 100.00 || 总计 | 100.00 | 100.00 |
"""
GENERAL = """
    编码 | 科目名称 | 本年支出/小计 | 本年支出/基本支出 | 本年支出/项目支出
     | 合计 | 100.00 | 61.50 | 38.50
    2010350 | 事业运行 | 40.00 | 40.00 |
    2010399 | 其他政府办公厅（室）及相关机构事务支出 | 38.50 | | 38.50
    2080505 | 机关事业单位基本养老保险缴费支出 | 21.50 | 21.50 |
"""
BASIC = """
    编码 | 科目名称 | 决算数 || 编码 | 科目名称 | 决算数 || 编码 | 科目名称 | 决算数
    301 | 工资福利支出 | 51.50 || 302 | 商品和服务支出 | 9.00 || 310 | 资本性支出 | 1.00
    30101 | 基本工资 | 30.00 || 30201 | 办公费 | 4.00 || 31002 | 办公设备购置 | 1.00
    30108 | 机关事业单位基本养老保险缴费 | 21.50 || 30217 | 公务接待费 | 0.40 || | |
    303 | 对个人和家庭的补助 | || 30299 | 其他商品和服务支出 | 4.60 || | |
    人员经费合计 | | 51.50 || 公用经费合计 | | || | | 10.00
"""
THREE = """
    预算数/合计 | 预算数/因公出国（境）费 | 预算数/公务用车购置及运行费/小计 | 预算数/公务用车购置及运行费/公务用车购置费 | 预算数/公务用车购置及运行费/公务用车运行费 | 预算数/公务接待费 || 决算数/合计 | 决算数/因公出国（境）费 | 决算数/公务用车购置及运行费/小计 | 决算数/公务用车购置及运行费/公务用车购置费 | 决算数/公务用车购置及运行费/公务用车运行费 | 决算数/公务接待费
    3.50 | | 2.50 | | 2.50 | 1.00 || 2.40 | | 2.00 | | 2.00 | 0.40
"""  # noqa: E501
NOTHING = """
    编码 | 科目名称 | 本年支出/合计 | 本年支出/基本支出 | 本年支出/项目支出
     | 合计 | | |
"""
PROJECTS = """
    编码 | 项目名称 | 合计 | 本年拨款/一般公共预算 | 本年拨款/政府性基金预算 | 单位资金
     | | 900.50 | 900.50 | 0.00 | 0.00
    121 | 青川区大数据中心 | 900.50 | 900.50 | 0.00 | 0.00
    121001 | 青川区大数据中心本级 | 900.50 | 900.50 | 0.00 | 0.00
    31 | 本级支出项目 | 900.50 | 900.50 | 0.00 | 0.00
    51010124121T000000101 | 机房运行 | 500.50 | 500.50 | 0.00 | 0.00
    51010124121T000000102 | 网络租用 | 400.00 | 400.00 | 0.00 | 0.00
"""
PURCHASES = """
    编码 | 单位名称 | 采购数量 | 单价(元) | 采购金额/采购金额(合计) | 采购金额/其中面向中小企业(元)
    121 | 青川区大数据中心 | 5 | 300 | 700 | 200
    121001 | 青川区大数据中心本级 | 3 | 100 | 300 | 0
    121001 | 青川区大数据中心本级 | 2 | 200 | 400 | 200
"""
BUDGET_SPENDING = """
    编码 | 科目名称 | 合计 | 基本支出/小计 | 基本支出/人员经费 | 基本支出/公用经费 | 项目支出
     | 合计 | 1500.50 | 600.00 | 500.00 | 100.00 | 900.50
    201 | 一般公共服务支出 | 1500.50 | 600.00 | 500.00 | 100.00 | 900.50
    20103 | 政府办公厅（室）及相关机构事务 | 1500.50 | 600.00 | 500.00 | 100.00 | 900.50
    2010350 | 事业运行 | 600.00 | 600.00 | 500.00 | 100.00 | 0.00
    2010399 | 其他政府办公厅（室）及相关机构事务支出 | 900.50 | 0.00 | 0.00 | 0.00 | 900.50
"""


def final() -> list[Table]:
    """The tables of the final account, in 万元."""
    return [
        table(Form.SUMMARY, SUMMARY, "收入支出决算总表"),
        table(Form.INCOME, INCOME, "收入决算表"),
        table(Form.SPENDING, SPENDING, "支出决算表"),
        table(Form.GRANT_SUMMARY, GRANTS, "财政拨款收入支出决算总表"),
        table(Form.GENERAL_SPENDING, GENERAL, "一般公共预算财政拨款支出决算表"),
        table(Form.BASIC_SPENDING, BASIC, "一般公共预算财政拨款基本支出决算明细表"),
        table(Form.THREE_PUBLIC, THREE, "财政拨款“三公”经费支出决算表"),
        table(
            Form.FUND_SPENDING,
            NOTHING,
            "政府性基金预算财政拨款收入支出决算表",
            notes="本部门 2024 年度无政府性基金预算财政拨款收入支出。",
        ),
        table(
            Form.CAPITAL_SPENDING,
            NOTHING,
            "国有资本经营预算财政拨款支出决算表",
            notes="本部门 2024 年度无国有资本经营预算财政拨款支出。",
        ),
    ]


def budget() -> list[Table]:
    """Tables of a budget, in 元."""
    yuan = MoneyUnit.YUAN
    return [
        table(Form.GENERAL_SPENDING, BUDGET_SPENDING, "一般公共预算支出表", yuan),
        table(Form.SPENDING, BUDGET_SPENDING, "支出总表", yuan),
        table(Form.PROJECTS, PROJECTS, "项目支出表", yuan),
        table(Form.PROCUREMENT, PURCHASES, "政府采购预算表", yuan),
    ]


def with_change(tables: list[Table], number: int, old: str, new: str) -> Document:
    """A document in whose table `number` every cell `old` of the first such row is `new`."""
    one = tables[number]
    rows, done = [], False
    for row in one.rows:
        hit = not done and any(cell.text == old for cell in row.values())
        index = next((i for i, cell in row.items() if cell.text == old), None) if hit else None
        if index is not None:
            cell = row[index]
            row = {**row, index: type(cell)(new, cell.place, cell.row, cell.column)}
            done = True
        rows.append(row)
    assert done, f"{old} is not printed"
    changed = type(one)(
        one.title,
        one.place,
        one.columns,
        tuple(rows),
        one.unit,
        one.printed_unit,
        one.number,
        one.form,
        one.notes,
    )
    return document(*tables[:number], changed, *tables[number + 1 :])
