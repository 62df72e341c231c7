"""What stands in each column, and which columns are one half of a table."""

import re
from collections.abc import Sequence

from yiwang.disclosure.reading.clean import bare
from yiwang.disclosure.reading.heads import Heads
from yiwang.disclosure.reading.rows import coded, is_code, is_figure
from yiwang.disclosure.tables import Column, Role

_CODE = re.compile(r"编码|代码|编号")
_DIVIDED = ("类", "款", "项")
_LINE_NUMBER = ("行次", "序号")
# What a row is called, the more telling first.
_LABEL = (
    re.compile(r"科目名称"),
    re.compile(r"项目名称|指标名称|重要事项|重点工作"),
    re.compile(r"^(?:项目|支出项目|收入项目)(?:\(.*\))?$"),
    re.compile(r"名称"),
    re.compile(r"^(?:科目|部门|单位|内容|支出|收入|经济分类|功能分类|功能科目)"),
)
_AMOUNT = re.compile(
    r"金额|合计|小计|总计|[预决]算数|执行数|调整数|收入|支出|经费|[费款]$|结转|结余|数量|单价|预算|资金|基金"
    r"|占比|比例|增减|人员类|运转类|目标类|完成数|\(万?元\)|元$|[12]\d{3}年"
)
_WORDED = re.compile(
    r"编码|代码|名称|品目|科目|来源|性质|单位$|内容|情况|说明|备注|目录|是否|依据|标准|类型|类别"
)

Samples = Sequence[Sequence[str]]


def columns_of(heads: Heads, samples: Samples) -> tuple[Column, ...]:
    """The columns; `samples` are for each the texts of its cells, which tell where heads do not."""
    roles = [
        _role(path, number, sample)
        for path, number, sample in zip(heads.paths, heads.numbers, samples, strict=True)
    ]
    panels = _panels(heads.paths, roles)
    roles = _one_label(heads.paths, roles, panels, samples)
    paths = _with_neighbours(heads.paths, roles, panels)
    return tuple(
        Column(index, _labels(paths[index], roles[index]), roles[index], panels[index], number)
        for index, number in enumerate(heads.numbers)
    )


def _role(path: tuple[str, ...], number: str | None, sample: Sequence[str]) -> Role:
    leaf = bare(path[-1]) if path else ""
    codes = sum(1 for text in sample if is_code(text) or coded(text))
    figures = sum(1 for text in sample if is_figure(text))
    if leaf in _LINE_NUMBER:
        return Role.LINE_NUMBER
    if leaf in _DIVIDED or any(_CODE.search(one) for one in path[-2:]):
        return _code_or_label(leaf, codes + figures, len(sample))
    if sample and figures * 2 >= len(sample):
        return Role.FIGURE
    if sample:
        return Role.TEXT if not _all_amounts(leaf, number) else Role.FIGURE
    amount = number is not None or bool(_AMOUNT.search(leaf)) and not _WORDED.search(leaf)
    return Role.FIGURE if amount else Role.TEXT


def _code_or_label(leaf: str, codes: int, filled: int) -> Role:
    """A column headed by codes holds labels where a converter shifted the heads."""
    return Role.TEXT if filled > 2 and codes * 2 < filled and leaf in _DIVIDED else Role.CODE


def _all_amounts(leaf: str, number: str | None) -> bool:
    """Whether a column is of amounts by its head although some cells hold words."""
    return number is not None and not _WORDED.search(leaf)


def _panels(paths: Sequence[tuple[str, ...]], roles: Sequence[Role]) -> list[int]:
    """A half begins where a heading like that of the first column comes again behind figures."""
    leaves = [bare(path[-1]) if path else "" for path in paths]
    opening, panel, seen, panels = leaves[0] if leaves else "", 0, False, []
    for index, (leaf, role) in enumerate(zip(leaves, roles, strict=True)):
        if seen and role is not Role.FIGURE and _alike(leaf, opening):
            panel, seen = panel + 1, False
        seen = seen or role is Role.FIGURE and index > 0
        panels.append(panel)
    if panel == 0 and all(role is Role.FIGURE for role in roles):
        return _twins(paths)
    return panels


def _alike(leaf: str, opening: str) -> bool:
    """Whether two headings open halves: 项目 and 项目（按功能分类）, 科目编码 and 科目编码."""
    return bool(leaf) and (leaf == opening or leaf[:2] == opening[:2] == "项目")


def _twins(paths: Sequence[tuple[str, ...]]) -> list[int]:
    """Halves of a table that has figures only: 预算数 and 决算数 over the same headings."""
    tops: list[str] = []
    for path in paths:
        top = path[0] if path else ""
        if not tops or tops[-1] != top:
            tops.append(top)
    below = [tuple(path[1:] for path in paths if path and path[0] == top) for top in tops]
    if len(tops) < 2 or len(set(tops)) < len(tops) or len(set(below)) != 1 or not any(below[0]):
        return [0] * len(paths)
    return [tops.index(path[0]) if path else 0 for path in paths]


def _one_label(
    paths: Sequence[tuple[str, ...]], roles: list[Role], panels: list[int], samples: Samples
) -> list[Role]:
    """In each half the column that says what a row is called becomes its label."""
    changed = list(roles)
    for panel in sorted(set(panels)):
        worded = [
            index for index, one in enumerate(panels) if one == panel and roles[index] is Role.TEXT
        ]
        worded = (
            worded
            or [
                index
                for index, one in enumerate(panels)
                if one == panel and not samples[index] and _named(paths[index])
            ][:1]
        )
        best = min(worded, key=lambda index: _telling(paths[index], samples[index]), default=None)
        if best is not None:
            changed[best] = Role.LABEL
    return changed


def _named(path: tuple[str, ...]) -> bool:
    """Whether names should stand in a column that is empty: codes and names were run together."""
    return any("名称" in one for one in path)


def _telling(path: tuple[str, ...], sample: Sequence[str]) -> tuple[int, int]:
    """The lower, the more a column is what rows are called; one with words before an empty one."""
    leaf = bare(path[-1]) if path else ""
    rank = next((at for at, one in enumerate(_LABEL) if one.search(leaf)), len(_LABEL))
    return (0 if sample else 1, rank)


def _with_neighbours(
    paths: Sequence[tuple[str, ...]], roles: Sequence[Role], panels: Sequence[int]
) -> list[tuple[str, ...]]:
    """No label stands under a heading of amounts: where converters shifted it, it moves left."""
    moved = [tuple(path) for path in paths]
    wordy = (Role.CODE, Role.LABEL)
    for index in range(1, len(moved)):
        left, here = moved[index - 1], moved[index]
        follows = roles[index] in wordy and roles[index - 1] in wordy
        if not (follows and left and here and left[0] != here[0] and len(here) > 1):
            continue
        if panels[index] == panels[index - 1] and _heads_figures(here[0], index, paths, roles):
            moved[index] = (left[0], *here[1:])
    return moved


def _heads_figures(
    top: str, index: int, paths: Sequence[tuple[str, ...]], roles: Sequence[Role]
) -> bool:
    rest = zip(paths[index + 1 :], roles[index + 1 :], strict=True)
    return any(path and path[0] == top and role is Role.FIGURE for path, role in rest)


def _labels(path: tuple[str, ...], role: Role) -> tuple[str, ...]:
    """The headings of a column; 类, 款, 项 divide codes, never labels."""
    if role is Role.CODE:
        return tuple(one for one in path if "名称" not in one) or path
    return tuple(one for one in path if one not in (*_DIVIDED, "栏次")) or path
