"""The money of a target sheet: what comes in, what is spent, this year and two before."""

import re
from dataclasses import dataclass, field

from yiwang.disclosure.figures import figure
from yiwang.disclosure.reading.performance.rows import Row, bare
from yiwang.disclosure.tables import Cell

OTHERS = "其他资金来源"
"""A line with figures that is none of those below: then sums of the known ones prove nothing."""
LINES = ("财政拨款", "其他资金", "基本支出", "项目支出", "合计")
COLUMNS = ("当年", "占比", "上年", "前年")
"""The four figures of a line; a line with another number of them tells this year's only."""


@dataclass
class Funds:
    """Rows of the block 部门总体资金情况 as fields: 收入/财政拨款/当年."""

    fields: dict[str, Cell] = field(default_factory=dict)
    side: str = "收入"

    def take(self, row: Row) -> None:
        """Read one row; the side follows from its lines, as 基本支出 begins spending."""
        name = next((bare(one.text) for one in row if bare(one.text) in LINES), None)
        if name is None:
            if len(row) > 1 and any(figure(one.text) for one in row[1:]):
                self.fields.setdefault(OTHERS, row[0])
            return
        if name in {"基本支出", "项目支出"} or any(re.match("支出", bare(one.text)) for one in row):
            self.side = "支出"
        figures = [one for one in row if figure(one.text)]
        columns = COLUMNS if len(figures) == len(COLUMNS) else COLUMNS[:1]
        for column, cell in zip(columns, figures, strict=False):
            self.fields.setdefault(f"{self.side}/{name}/{column}", cell)
