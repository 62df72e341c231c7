"""Takes a bill in: every row becomes a usage, is there already, or is refused with its reason.

What is on record of a month is never overwritten by the way: the same number with other amounts
is refused, unless the file is said to be a new edition. Then the months that it tells of, as far
as they are of the same source, count by it alone; the former edition stays to be seen.
"""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import python_calamine
from django.db import IntegrityError, transaction
from django.utils import timezone

from yiwang.fieldwork.reports import FileReport
from yiwang.fieldwork.terminals.mapping import AMOUNTS, BillMapping
from yiwang.fieldwork.terminals.models import Bill, Terminal, Usage
from yiwang.kernel.refusals import Conflict, Invalid, Refusal, TooLarge
from yiwang.kernel.text_files import decode
from yiwang.org.actors import SYSTEM, Worker

MOST_BYTES, MOST_ROWS = 16 * 1024 * 1024, 100_000
NUMBER = re.compile(r"1\d{10}|1\d{12}")
MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?(?:[-/.]?\d{1,2}日?)?")
_WHOLE = ("sms", "calls", "connected")
_LARGEST = Decimal(10_000_000)
_CENT = Decimal("0.01")


@dataclass
class Report(FileReport):
    """What came of a bill; rows are counted as lines of the file."""

    file: str
    sha256: str
    source: str
    rows_read: int = 0
    usages_added: int = 0
    rows_repeated: int = 0
    rows_blank: int = 0
    rows_refused: list[dict[str, Any]] = field(default_factory=list)
    # Of each month: its rows, and of how many numbers this source told before.
    months: list[dict[str, Any]] = field(default_factory=list)
    # Usages of the former edition that count no more, and numbers of it that are in this one not.
    usages_replaced: int = 0
    numbers_gone: list[str] = field(default_factory=list)
    # Masked: taken in, but no terminal on record has the number.
    numbers_unknown: list[str] = field(default_factory=list)
    # Its number once it was taken in.
    bill: int | None = None

    def refuse_row(self, line: int, refusal: Refusal) -> None:
        """List a row that could not be used."""
        self.rows_refused.append({"row": line} | refusal.plain())

    @property
    def adds_up(self) -> bool:
        """Whether every row was added, repeated, blank or refused."""
        known = self.usages_added + self.rows_repeated + self.rows_blank
        return self.rows_read == known + len(self.rows_refused)


@dataclass
class Bills:
    """A file read against what is on record."""

    report: Report
    fresh: list[Usage]
    # Of the former edition; empty unless the file is a new one.
    former: list[Usage]


def check_bill(*, name: str, content: bytes, mapping: BillMapping, replace: bool = False) -> Report:
    """What would come of a bill; nothing is written. Raises `Invalid` or `TooLarge`."""
    return _read(name, content, mapping, replace).report


@transaction.atomic
def import_bill(
    *,
    name: str,
    content: bytes,
    mapping: BillMapping,
    by: Worker = SYSTEM,
    replace: bool = False,
) -> Report:
    """Take in the rows of a bill, as a new edition of its months where `replace` says so.

    Raises `Invalid` or `TooLarge` when it is none, `Conflict` when another came in at once.
    """
    found = _read(name, content, mapping, replace)
    if found.fresh:
        try:
            with transaction.atomic():
                _keep(found, by)
        except IntegrityError:
            raise Conflict("刚才有另一份账单导入，请重新核对") from None
    return found.report


def _keep(found: Bills, by: Worker) -> None:
    report = found.report
    bill = Bill.objects.create(
        file=report.file,
        sha256=report.sha256,
        source=report.source,
        replaced=bool(found.former),
        report=report.plain(),
        by_name=by.person_name,
        at=timezone.now(),
    )
    if found.former:
        months = {row.month for row in found.former}
        former = Usage.objects.filter(month__in=months, bill__source=bill.source, replaced_by=None)
        former.update(replaced_by=bill)
    for usage in found.fresh:
        usage.bill = bill
    Usage.objects.bulk_create(found.fresh, batch_size=500)
    report.bill = bill.pk


def _read(name: str, content: bytes, mapping: BillMapping, replace: bool) -> Bills:
    if len(content) > MOST_BYTES:
        raise TooLarge("文件超过{most}兆字节", most=MOST_BYTES // 1024 // 1024)
    report = Report(name[:200], hashlib.sha256(content).hexdigest(), mapping.source)
    usages = list(_usages(content, mapping, report))
    months = sorted({usage.month for _line, usage in usages})
    there = list(Usage.objects.filter(month__in=months, replaced_by=None).select_related("bill"))
    own = [row for row in there if row.bill.source == mapping.source]
    former = own if replace else []
    known = {(row.number, row.month): row for row in there if row not in set(former)}
    fresh = _fresh(usages, known, report)
    report.rows_refused.sort(key=lambda told: told["row"])
    _tell(report, usages, own, replace)
    report.usages_replaced = len(former)
    report.usages_added = len(fresh)
    return Bills(report, fresh, former)


def _usages(content: bytes, mapping: BillMapping, report: Report) -> Iterator[tuple[int, Usage]]:
    """The rows that say something that can be, with their lines."""
    for line, facts in _rows(content, mapping):
        report.rows_read += 1
        if report.rows_read > MOST_ROWS:
            raise TooLarge("一份账单最多{most}行", most=MOST_ROWS)
        if not any(facts.values()):
            report.rows_blank += 1
            continue
        try:
            yield line, _usage(facts, mapping)
        except Refusal as refusal:
            report.refuse_row(line, refusal)


def _fresh(
    usages: list[tuple[int, Usage]], known: dict[tuple[str, date], Usage], report: Report
) -> list[Usage]:
    """What is new; what is there exactly so is counted, anything else is refused."""
    fresh: list[Usage] = []
    for line, usage in usages:
        there = known.get((usage.number, usage.month))
        if there is None:
            known[usage.number, usage.month] = usage
            fresh.append(usage)
        elif any(getattr(there, key) != getattr(usage, key) for key in AMOUNTS):
            report.refuse_row(line, Conflict("这个号码这个月已有不同的用量"))
        else:
            report.rows_repeated += 1
    return fresh


def _tell(report: Report, usages: list[tuple[int, Usage]], own: list[Usage], replace: bool) -> None:
    """What the file says of which months, and of whose numbers nothing is known."""
    rows = Counter(usage.month for _line, usage in usages)
    known = Counter(usage.month for usage in own)
    report.months = [
        {"month": f"{month:%Y-%m}", "rows": rows[month], "known": known[month]}
        for month in sorted(rows)
    ]
    told = {(usage.number, usage.month) for _line, usage in usages}
    numbers = {number for number, _month in told}
    there = set(Terminal.objects.values_list("number", flat=True))
    report.numbers_unknown = sorted(_masked(number) for number in numbers - there)
    gone = {(row.number, row.month) for row in own} - told if replace else set()
    report.numbers_gone = sorted({_masked(number) for number, _month in gone})


def _masked(number: str) -> str:
    return f"{number[:3]}****{number[-4:]}"


def _usage(facts: dict[str, str], mapping: BillMapping) -> Usage:
    number = re.sub(r"[\s-]|^\+?86(?=1)", "", facts["number"])
    if not NUMBER.fullmatch(number):
        raise Invalid("号码应为11位或13位数字")
    amounts = {key: _amount(key, facts.get(key, ""), mapping) for key in AMOUNTS}
    calls, connected = amounts["calls"], amounts["connected"]
    if calls is not None and connected is not None and connected > calls:
        raise Invalid("接通次数多于呼叫次数")
    return Usage(number=number, month=_month(facts["month"]), **amounts)


def _month(text: str) -> date:
    found = MONTH.fullmatch(text.split(" ")[0].split("T")[0])
    if not found or not 1 <= int(found[2]) <= 12 or not 2000 <= int(found[1]) <= 2100:
        raise Invalid("账期应写作2026-09")
    return date(int(found[1]), int(found[2]), 1)


def _amount(key: str, text: str, mapping: BillMapping) -> Any:
    plain = text.replace(",", "").replace("，", "")
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise Invalid("“{column}”应为数字", column=mapping.columns[key]) from None
    # NaN compares with nothing: asked first.
    if not value.is_finite() or not 0 <= value <= _LARGEST:
        raise Invalid("“{column}”应为不小于0的数字", column=mapping.columns[key])
    if key in _WHOLE:
        if value != int(value):
            raise Invalid("“{column}”应为整数", column=mapping.columns[key])
        return int(value)
    return (value * mapping.factors[key]).quantize(_CENT)


def _rows(content: bytes, mapping: BillMapping) -> Iterator[tuple[int, dict[str, str]]]:
    lines = _workbook(content) if content.startswith(b"PK\x03\x04") else _text(content)
    places: dict[str, int] = {}
    for line, cells in lines:
        if places:
            yield line, {k: cells[at] if at < len(cells) else "" for k, at in places.items()}
        elif set(mapping.columns.values()) <= set(cells):
            places = {key: cells.index(column) for key, column in mapping.columns.items()}
    if not places:
        raise Invalid("文件里没有对照文件所说的表头")


def _text(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decode(content).text
    separator = "\t" if "\t" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        raise Invalid("CSV文件的第{line}行无法读取", line=reader.line_num) from None


def _workbook(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, IndexError):
        raise Invalid("工作簿已损坏，或不是Excel文件") from None
    for line, cells in enumerate(rows, 1):
        yield line, [_cell(cell) for cell in cells]


def _cell(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell).strip()
