"""Turns one row of a file into the facts of one case, or says why it cannot."""

import hashlib
import math
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from yiwang.engine import givens, register
from yiwang.engine.language import Action
from yiwang.history.faults import RowFault
from yiwang.history.mapping import WHOLE_ROW, Choose, FileMapping, Template
from yiwang.history.packed import NOT_WORKED_OUT
from yiwang.history.times import LocalTimes
from yiwang.kernel.refusals import Refusal

Cells = list[str]
ANY_VALUE = "*"
LONGEST_KEY = 120
# What a spreadsheet leaves where it could not work a cell out.
ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)
# Numbers of more than fifteen digits lose their last ones in a spreadsheet.
_UNUSABLE = ERRORS | {NOT_WORKED_OUT}
_ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+\d+")


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What one row says of its case; moments are epoch seconds."""

    line: int
    key: str
    opened: int
    # None while the case is open.
    closed: int | None
    # Whether the file gives no time of closing, so that `closed` is only the nearest known one.
    closed_inferred: bool
    receive: dict[str, Any]
    category: str
    unit: str
    reply: dict[str, Any]
    anonymous: bool
    flag: str


@dataclass
class RowReader:
    """Reads the rows of one file under its mapping."""

    mapping: FileMapping
    header: list[str]
    latest: int = 0
    now: int = field(default_factory=lambda: int(time.time()))

    def __post_init__(self) -> None:
        mapping, ending = self.mapping, self.mapping.ending
        procedure = register.procedure(mapping.procedure)
        self._at = {name: at for at, name in enumerate(self.header)}
        self.times = LocalTimes(mapping.times.zone, mapping.times.ambiguous)
        self._opening = procedure.opening
        self._replying = procedure.action_by_key["reply"]
        self._texts = {key: self._filler(text) for key, text in mapping.texts.items()}
        self._unit = self._filler(mapping.unit)
        self._reply, self._record = self._filler(ending.reply), self._filler(ending.record)
        self._choices = {key: self._chooser(choice) for key, choice in mapping.choices.items()}
        self._seen_keys: set[int] = set()
        self._alike: dict[bytes, int] = {}

    def read(self, line: int, cells: Cells) -> CaseFacts:
        """The facts of a row. Raises `RowFault`."""
        if len(cells) != len(self.header):
            raise RowFault("ragged", f"这一行有{len(cells)}格，表头有{len(self.header)}格")
        if any("\x00" in cell for cell in cells):
            raise RowFault("bad_value", "这一行含有不能保存的空字符")
        if not _UNUSABLE.isdisjoint(cells):
            self._refuse_errors(cells)
        mapping = self.mapping
        key = self._key(cells)
        number = "" if mapping.key == (WHOLE_ROW,) else key
        opened, closed, inferred = self._span(cells)
        category = self._choices["category"](cells) or ""
        facts = CaseFacts(
            line=line,
            key=f"{mapping.source}:{key}",
            opened=opened,
            closed=closed,
            closed_inferred=inferred,
            receive=_clean(self._opening, self._given(cells, category, number)),
            category=category,
            unit=self._unit_name(cells),
            reply={} if closed is None else _clean(self._replying, self._reply_given(cells)),
            anonymous=self._anonymous(cells),
            flag=self._cell(cells, mapping.flag.column) if mapping.flag else "",
        )
        self._seen_keys.add(hash(key))
        self.latest = max(self.latest, opened, closed or 0)
        return facts

    def _refuse_errors(self, cells: Cells) -> None:
        """Raises `RowFault` for a cell that the mapping wants and that holds no value."""
        wanted = self.mapping.columns
        for name, cell in zip(self.header, cells, strict=True):
            if cell in ERRORS and name in wanted:
                raise RowFault("error_value", f"“{name}”是表格的错误值{cell}，请改正后再导入")
            if cell == NOT_WORKED_OUT and name in wanted:
                raise RowFault(
                    "formula", f"“{name}”是没有算出结果的公式，请用表格软件打开、保存后再导入"
                )

    def _cell(self, cells: Cells, column: str) -> str:
        return cells[self._at[column]].strip() if column else ""

    def _key(self, cells: Cells) -> str:
        if self.mapping.key == (WHOLE_ROW,):
            return self._key_of_row(cells)
        key = "/".join(self._cell(cells, column) for column in self.mapping.key)
        if not key.strip("/"):
            raise RowFault("no_key", "没有编号")
        if any(_ROUNDED.fullmatch(self._cell(cells, column)) for column in self.mapping.key):
            raise RowFault("bad_key", f"编号“{key}”是存成数字后舍去了末位的，请按文本格式重新导出")
        if len(key) + len(self.mapping.source) + 1 > LONGEST_KEY:
            raise RowFault("bad_key", f"编号超过{LONGEST_KEY}字")
        if hash(key) in self._seen_keys:
            raise RowFault("duplicate_key", f"编号“{key}”在文件里出现了不止一次")
        return key

    def _key_of_row(self, cells: Cells) -> str:
        """Rows without a number are known by what they hold; equal ones are counted apart."""
        digest = hashlib.sha256("\x1f".join(cells).encode()).digest()[:16]
        self._alike[digest] = self._alike.get(digest, 0) + 1
        return f"{digest.hex()}.{self._alike[digest]}"

    def _span(self, cells: Cells) -> tuple[int, int | None, bool]:
        """When it was opened and closed, and whether the latter was inferred."""
        wanted = self.mapping.times
        text = self._cell(cells, wanted.opened)
        if not text:
            raise RowFault("no_time", "没有受理时间")
        wall = self.times.read(text, "受理时间")
        opened = self._past(self.times.at(wall, "受理时间"), "受理时间")
        if not self._is_closed(cells):
            return opened, None, False
        closed_text = self._cell(cells, wanted.closed)
        span = self._cell(cells, wanted.closed_after_days)
        if not wanted.closed and not wanted.closed_after_days:
            return opened, opened, True
        if not closed_text and not span:
            raise RowFault("closed_without_time", "已办结，但没有办结时间")
        if closed_text:
            closed = self.times.moment(closed_text, "办结时间")
        else:
            closed = self.times.after_days(wall, span, "办结天数")
        if closed < opened:
            raise RowFault("closed_before_opened", "办结时间早于受理时间")
        return opened, self._past(closed, "办结时间"), False

    def _is_closed(self, cells: Cells) -> bool:
        ending = self.mapping.ending
        value = self._cell(cells, ending.column)
        closed = value in ending.closed or (bool(value) and ANY_VALUE in ending.closed)
        if not closed and self._cell(cells, ending.answered):
            raise RowFault("answer_without_time", "有答复或办结时间，却没有记为办结，无法确定时间")
        return closed

    def _past(self, moment: int, name: str) -> int:
        if moment > self.now:
            raise RowFault("future_time", f"{name}在将来")
        return moment

    def _given(self, cells: Cells, category: str, number: str) -> dict[str, Any]:
        given: dict[str, Any] = {key: fill(cells) for key, fill in self._texts.items()}
        given["channel"] = self._choices["channel"](cells)
        given["nature"] = self._choices["nature"](cells)
        given["category"] = category
        given["wants_call"] = False
        given["outer_number"] = number
        due = self._cell(cells, self.mapping.times.due)
        if due:
            given["outer_due"] = self.times.moment(due, "截止时间")
        if self.mapping.point:
            given["point"] = self._point(cells, self.mapping.point)
        return given

    def _reply_given(self, cells: Cells) -> dict[str, Any]:
        return {
            "public_reply": self._reply(cells).strip() or self.mapping.ending.reply_if_blank,
            "handling_record": self._record(cells),
            "solved_claim": "explained",
        }

    def _unit_name(self, cells: Cells) -> str:
        name = self._unit(cells).strip()
        if not name or len(name) > 60:
            raise RowFault("bad_unit", "没有承办单位，或其名称超过60字")
        return name

    def _anonymous(self, cells: Cells) -> bool:
        choice = self.mapping.anonymous
        return choice is not None and self._cell(cells, choice.column) in choice.table

    def _point(self, cells: Cells, columns: tuple[str, str]) -> list[float] | None:
        texts = [self._cell(cells, column) for column in columns]
        if not all(texts):
            return None
        try:
            found = [float(text) for text in texts]
        except ValueError:
            found = []
        if not found or not all(map(math.isfinite, found)):
            raise RowFault("bad_number", f"位置“{'，'.join(texts)[:60]}”不是经纬度")
        return found

    def _filler(self, text: Template) -> Callable[[Cells], str]:
        """Fills a template from the cells of a row; columns are looked up once."""
        # Most texts are one column and nothing else: those are not worth a general walk.
        columns = [self._at[name] for name in text.columns]
        if len(columns) == 1 and not any(text.parts[::2]):
            (only,) = columns
            return lambda cells: cells[only].strip()
        if not columns:
            return lambda cells: text.parts[0]
        pattern = "%s".join(part.replace("%", "%%") for part in text.parts[::2])
        return lambda cells: pattern % tuple([cells[at].strip() for at in columns])

    def _chooser(self, choice: Choose) -> Callable[[Cells], str | None]:
        if not choice.column:
            return lambda cells: choice.other
        at, table, other = self._at[choice.column], choice.table, choice.other
        return lambda cells: table.get(cells[at].strip(), other)


def _clean(action: Action, given: dict[str, Any]) -> dict[str, Any]:
    """What the action accepts. Raises `RowFault` with the sentence of the refusal."""
    try:
        return givens.clean(action, given)
    except Refusal as refusal:
        raise RowFault("bad_value", refusal.message) from None
