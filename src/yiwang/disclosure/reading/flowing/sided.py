"""Tables of two halves side by side: what comes in at the left, what goes out at the right."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from yiwang.disclosure.reading.flowing.building import Filled, built
from yiwang.disclosure.reading.flowing.heads import Content, Head
from yiwang.disclosure.reading.flowing.logical import Logical
from yiwang.disclosure.reading.flowing.parting import Parted
from yiwang.disclosure.reading.flowing.pieces import Piece, Row, glued
from yiwang.disclosure.reading.flowing.placing import placed
from yiwang.disclosure.reading.shaped import Shaped

_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_TENS = {"十": 10, "廿": 20, "卅": 30}
_ORDINAL = re.compile(r"[（(]?([一二三四五六七八九十廿卅]+)\s*[、.．）)]")
_NUMBERED = re.compile(rf"{_ORDINAL.pattern}|[（(]\d+[）)]|\d+\s*[、.．](?!\d)|其中\s*[:：]?")
_BEGINNINGS = (
    *("本年收入", "本年支出", "收入总计", "支出总计", "收入合计", "支出合计", "合计", "总计"),
    *("上年结", "年终结", "结转下年", "年末结", "年初结", "结余分配", "动用"),
    *("使用非财政", "用事业基金", "用历年结余"),
)
_GOES_OUT = ("支出", "年终结", "结转下年", "年末结", "结余分配")
_COMES_IN = ("收入", "拨款", "上年结", "年初结", "使用非财政", "用事业基金", "动用", "用历年结余")
_WHOLE = ("支出", "收入", "拨款", "结余", "结转", "资金", "合计", "总计", "费用")
_SHORT = 3
"""So few letters on a line of their own are the rest of the label before."""


@dataclass
class _Item:
    """A label with the figures behind it."""

    texts: list[Piece] = field(default_factory=list)
    figures: list[Piece] = field(default_factory=list)
    panel: int = 0

    @property
    def label(self) -> str:
        return glued(self.texts)

    @property
    def first(self) -> int:
        return (*self.texts, *self.figures)[0].row

    @property
    def last(self) -> int:
        return max(one.row for one in (*self.texts, *self.figures))


def sided_table(parted: Parted) -> Shaped:
    """Shape it: items in the order of the lines, those begun on one line side by side."""
    items = _items(parted.rows)
    panels = max(one.panel for one in parted.head.spots)
    _choose_sides(items, panels)
    head = parted.head
    for panel in range(panels + 1):
        own = (len(one.figures) for one in items if one.panel == panel)
        head = head.with_room(max(own, default=0), panel=panel)
    halves = [_Half(head, panel) for panel in range(panels + 1)]
    for half in halves:
        half.take([one for one in items if one.panel == half.panel])
    return built(head, _side_by_side(items, halves), parted.notes)


def _items(rows: Iterable[Row]) -> list[_Item]:
    items: list[_Item] = []
    for piece in (piece for row in rows for piece in row):
        if piece.counts and items:
            items[-1].figures.append(piece)
        elif not items or _begins(piece, items[-1]):
            items.append(_Item([piece]))
        else:
            items[-1].texts.append(piece)
    return items


def _begins(piece: Piece, last: _Item) -> bool:
    """Whether the piece begins a label, and is not the rest of the last one."""
    if _NUMBERED.match(piece.text) or piece.text.startswith(_BEGINNINGS):
        return True
    if piece.row == last.last:
        return bool(last.figures)
    whole = last.label.endswith(_WHOLE)
    return (
        whole and len(piece.text) > _SHORT and (bool(last.figures) or piece.text.endswith(_WHOLE))
    )


def _choose_sides(items: list[_Item], panels: int) -> None:
    """Give each item its half: by where it stands among those of its line, by words, by number."""
    together = Counter(one.first for one in items)
    seen, reached = Counter[int](), {0: 0, 1: 0}
    for item in items:
        if together[item.first] > 1:
            item.panel = min(seen[item.first], panels)
        else:
            item.panel = _alone(item, reached)
        seen[item.first] += 1
        reached[item.panel] = ordinal(item.label) or reached.get(item.panel, 0)


def _alone(item: _Item, reached: dict[int, int]) -> int:
    if any(word in item.label for word in _GOES_OUT):
        return 1
    if any(word in item.label for word in _COMES_IN):
        return 0
    number = ordinal(item.label)
    return int(number is not None and number == reached[1] + 1 and number != reached[0] + 1)


def ordinal(label: str) -> int | None:
    """The number that a label begins with: 3 of 三、 and （三）, 21 of 二十一、 and 廿一、."""
    found = _ORDINAL.match(label)
    if not found:
        return None
    total = 0
    for letter in found[1]:
        if letter in _TENS:
            total = max(total, 1) * _TENS[letter] if letter == "十" else _TENS[letter]
        else:
            total += _DIGITS[letter]
    return total


class _Half:
    """The columns of one half and where each item's cells stand in them."""

    def __init__(self, head: Head, panel: int) -> None:
        own = [(index, one) for index, one in enumerate(head.spots) if one.panel == panel]
        self.panel = panel
        self.head = Head(tuple(one for _, one in own))
        self.label = next(index for index, one in own if one.content is Content.LABEL)
        self.figures = [index for index, one in own if one.content is Content.FIGURE]
        self.filled: dict[int, Filled] = {}

    def take(self, items: list[_Item]) -> None:
        """Place the figures of this half's items."""
        rows = [Logical((), tuple(one.texts), tuple(one.figures)) for one in items]
        for item, row, place in zip(items, rows, placed(rows, self.head), strict=True):
            cells: Filled = {self.label: row.texts}
            for number, piece in zip(place, row.figures, strict=False):
                cells[self.figures[number]] = (piece,)
            self.filled[id(item)] = cells


def _side_by_side(items: list[_Item], halves: list[_Half]) -> list[Filled]:
    rows: list[Filled] = []
    until, panel = -1, len(halves)
    for item in items:
        if item.panel > panel and item.first <= until:
            rows[-1].update(halves[item.panel].filled[id(item)])
        else:
            rows.append(dict(halves[item.panel].filled[id(item)]))
        until, panel = item.last, item.panel
    return rows
