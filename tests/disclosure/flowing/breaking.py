"""Made-up tables and the ways in which extraction breaks them over lines."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

SPENDING_HEAD = (
    "科目编码",
    "科目名称",
    "合计",
    "基本支出",
    "小计",
    "人员经费",
    "公用经费",
    "项目支出",
)
WORDS = (
    "一般公共服务",
    "网络",
    "政府办公厅（室）",
    "事业运行",
    "住房保障",
    "医疗",
    "数据资源",
    "其他",
)
ENDS = ("支出", "事务", "补助", "运行", "缴费")


@dataclass(frozen=True)
class MadeUp:
    """A row of a made-up table: code, label, and total, basic, staff, running, projects."""

    code: str
    label: str
    amounts: tuple[Decimal, ...]


def spending(seed: int) -> list[MadeUp]:
    """A table of spending whose classes, sections and items add up; one for each seed."""
    chance = random.Random(seed)
    codes = [
        f"{first}{section:02}{item:02}"
        for first in sorted(chance.sample(range(201, 230), chance.randint(1, 4)))
        for section in range(1, chance.randint(1, 2) + 1)
        for item in range(1, chance.randint(1, 3) + 1)
    ]
    items = [MadeUp(code, _name(chance), _amounts(chance)) for code in codes]
    return [MadeUp("", "合计", _sum(items)), *_tree(items, chance)]


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(WORDS, k=chance.randint(1, 3))) + chance.choice(ENDS)


def _amounts(chance: random.Random) -> tuple[Decimal, ...]:
    """Total, basic, staff, running and project money that add up; not all of it is nothing.

    Without any figure nothing tells to which row a line before its code belongs; no published
    table prints such rows.
    """
    told = [chance.choice((0, chance.randint(100, 10**9))) for _ in range(2)]
    told.append(chance.randint(100, 10**9) if not any(told) or chance.random() < 0.5 else 0)
    staff, running, projects = (Decimal(fen) / 100 for fen in told)
    return (staff + running + projects, staff + running, staff, running, projects)


def _sum(items: Sequence[MadeUp]) -> tuple[Decimal, ...]:
    return tuple(
        sum(column, Decimal(0)) for column in zip(*(one.amounts for one in items), strict=True)
    )


def _tree(items: Sequence[MadeUp], chance: random.Random) -> Iterator[MadeUp]:
    for code in sorted({one.code[:n] for one in items for n in (3, 5, 7)}):
        own = [one for one in items if one.code.startswith(code)]
        yield own[0] if len(code) == 7 else MadeUp(code, _name(chance), _sum(own))


class Breaker:
    """Breaks a table over lines, always the same way for one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.width = self.random.randint(4, 12)
        self.way = self.random.choice((self._whole, self._before, self._around, self._from_code))
        self.blank = self.random.random() < 0.7

    def text(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """The lines of the table: `rows` are code, label and figures as printed."""
        lines = [*self._head(head)]
        lines += [
            line for code, label, *figures in rows for line in self._row(code, label, figures)
        ]
        return ("\n\n" if self.blank else "\n").join(lines)

    def cut(self, text: str, width: int) -> list[str]:
        """The text in pieces of at most that width; the last one is not shorter than two."""
        pieces = [text[at : at + width] for at in range(0, len(text), width)]
        return (
            pieces
            if len(pieces) == 1 or len(pieces[-1]) > 1
            else [*pieces[:-2], pieces[-2] + pieces[-1]]
        )

    def _head(self, head: Sequence[str]) -> Iterator[str]:
        held: list[str] = []
        for name in head:
            if self.random.random() < 0.5:
                held.append(name)
                continue
            yield from (" ".join(held),) if held else ()
            yield from self.cut(name, self.random.randint(2, 4))
            held = []
        yield from (" ".join(held),) if held else ()

    def _row(self, code: str, label: str, figures: Sequence[str]) -> list[str]:
        pieces = self.cut(label, self.width) if code else [label]
        told = " ".join(figures)
        return (
            [f"{code} {label} {told}".strip()] if len(pieces) == 1 else self.way(code, pieces, told)
        )

    def _whole(self, code: str, pieces: list[str], figures: str) -> list[str]:
        return [f"{code} {''.join(pieces)} {figures}"]

    def _before(self, code: str, pieces: list[str], figures: str) -> list[str]:
        return [code, *pieces, *([figures] if figures else [])]

    def _around(self, code: str, pieces: list[str], figures: str) -> list[str]:
        """Two lines; of three, the middle one beside the code, a reader cannot always tell."""
        label = "".join(pieces)
        half = (len(label) + 1) // 2
        return [label[:half], f"{code} {figures}".strip(), label[half:]]

    def _from_code(self, code: str, pieces: list[str], figures: str) -> list[str]:
        return [f"{code} {pieces[0]} {figures}", *pieces[1:]]
