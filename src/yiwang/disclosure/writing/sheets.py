"""Performance sheets as boards of boxes: self-evaluations (自评表) and targets (申报表).

basis: 财预〔2015〕88号 and the forms of self-evaluation that districts publish: the head with
budget A, spent B and their rate, then indicators of three levels.
"""

from itertools import groupby

from yiwang.disclosure.writing.blocks import Board, Box
from yiwang.disclosure.writing.book import Book
from yiwang.disclosure.writing.promises import Goal, Sheet
from yiwang.disclosure.writing.reasons import percent
from yiwang.disclosure.writing.target_sheets import target_board
from yiwang.kernel.money import MoneyUnit

_WIDTHS = (14, 10, 14, 26, 14, 14, 8)
_NOTES = (
    "备注：1.预算执行情况口径：预算数为调整后财政资金总额（包括上年结余结转），"
    "执行数为资金使用单位财政资金实际支出数。",
    "2.定量指标先汇总完成数，再计算得分，得分不得突破权重总额。",
    "3.定性指标按达成预期指标、部分达成预期指标、未达成预期指标三档合理确定分值。",
)

Row = tuple[Box, ...]


def board(book: Book, sheet: Sheet) -> Board:
    """The sheet laid out."""
    if not sheet.evaluated:
        return target_board(book, sheet)
    kind = "整体绩效自评表" if sheet.whole_unit else f"{sheet.subject}项目绩效自评表"
    title = f"{book.year}年度{book.unit.short if sheet.whole_unit else ''}{kind}"
    rows = (*_about(book, sheet), *_execution(sheet), *_indicators(sheet), *_after(sheet))
    return Board(title, (f"单位名称：{book.unit.name}",), _WIDTHS, rows, sheet, _NOTES)


def marked(names: tuple[str, ...], chosen: int) -> str:
    """Boxes to tick, as the forms print them: 1.持续性项目☑ 2.新增性项目□."""
    return " ".join(
        f"{number}.{name}{'☑' if number == chosen else '□'}" for number, name in enumerate(names, 1)
    )


def _about(book: Book, sheet: Sheet) -> tuple[Row, ...]:
    if sheet.whole_unit:
        basic, project = sheet.fields.get("基本支出总额", ""), sheet.fields.get("项目支出总额", "")
        return (
            (Box("单位名称", head=True), Box(book.unit.name, columns=6)),
            (
                Box("基本支出总额", head=True),
                Box(basic, columns=2),
                Box("项目支出总额", head=True),
                Box(project, columns=3),
            ),
            (Box("年度目标", head=True), Box(sheet.goal, columns=6)),
        )
    return (
        (Box("项目名称", head=True), Box(sheet.subject, columns=6)),
        (
            Box("主管部门", head=True),
            Box(book.unit.name, columns=2),
            Box("项目实施单位", head=True),
            Box(book.unit.name, columns=3),
        ),
        (
            Box("项目类别", head=True),
            Box(marked(("部门预算项目", "财政专项资金"), 1), columns=6),
        ),
        (
            Box("项目属性", head=True),
            Box(marked(("持续性项目", "新增性项目"), 1 if sheet.continued else 2), columns=6),
        ),
        (
            Box("项目类型", head=True),
            Box(
                marked(("常年性项目", "延续性项目", "一次性项目"), 1 if sheet.regular else 3),
                columns=6,
            ),
        ),
    )


def execution_told(sheet: Sheet) -> tuple[str, str, str, str]:
    """Budget A, spent B in 万元, their rate, its score, as the head of a self-evaluation prints."""
    return (
        f"{sheet.budget.told(MoneyUnit.WAN):,}",
        f"{sheet.spent.told(MoneyUnit.WAN):,}",
        f"{percent(sheet.spent.fen, sheet.budget.fen)}%" if sheet.budget else "",
        _score(sheet.execution_score),
    )


def _execution(sheet: Sheet) -> tuple[Row, ...]:
    weight = sheet.execution_weight
    label = "部门整体支出总额" if sheet.whole_unit else "年度财政资金总额"
    return (
        (
            Box(f"预算执行情况（万元）（{weight}分）", rows=2, head=True),
            Box("", columns=2),
            Box("预算数（A）", head=True),
            Box("执行数（B）", head=True),
            Box("执行率（B/A）", head=True),
            Box(f"得分（{weight}分*执行率）", head=True),
        ),
        (
            Box(label, columns=2, head=True),
            *(Box(text, right=True) for text in execution_told(sheet)),
        ),
    )


def _indicators(sheet: Sheet) -> list[Row]:
    heads = ("一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分")
    rows: list[Row] = [
        (
            Box("年度绩效指标", rows=len(sheet.goals) + 1, head=True),
            *(Box(one, head=True) for one in heads),
        )
    ]
    for _first, goals in groupby(sheet.goals, key=lambda one: one.level_one):
        rows += _group(list(goals))
    return rows


def _group(goals: list[Goal]) -> list[Row]:
    """Rows of one 一级指标; each 二级指标 spans its own with the weight of all of them."""
    rows: list[Row] = []
    for second, group in groupby(goals, key=lambda one: one.level_two):
        below = list(group)
        weight = sum(one.weight or 0 for one in below)
        head = Box(f"{second}（{weight}分）" if weight else second, rows=len(below), head=True)
        for number, one in enumerate(below):
            first = (Box(one.level_one, rows=len(goals), head=True),) if not rows else ()
            name = f"{one.name}（{one.weight}分）" if one.weight is not None else one.name
            told = (Box(name), Box(one.target), Box(one.actual), Box(_score(one.score), right=True))
            rows.append((*first, *(() if number else (head,)), *told))
    return rows


def _after(sheet: Sheet) -> tuple[Row, ...]:
    return (
        (Box("总分", head=True), Box(_score(sheet.score), columns=6)),
        (Box("偏差大或目标未完成原因分析", head=True), Box(sheet.reason, columns=6)),
        (Box("改进措施及结果应用方案", head=True), Box(sheet.improvement, columns=6)),
    )


def _score(score: object) -> str:
    return "" if score is None else str(score)
