"""What lies in quarantine: rows of one run with the rules they break, personal values masked."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
import pyarrow.dataset as ds
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yiwang.hub import places
from yiwang.hub.feeds import opening
from yiwang.hub.feeds.models import Feed, Run
from yiwang.kernel import masking
from yiwang.lake.intake.order import REJECTED
from yiwang.lake.schema import PERSONAL, Field, Kind

SHOWN, DOWNLOADED = 50, 100_000
_KINDS = {
    Kind.WHOLE: gettext_noop("不是整数"),
    Kind.NUMBER: gettext_noop("不是数字"),
    Kind.DECIMAL: gettext_noop("不是金额（最多四位小数）"),
    Kind.YES_NO: gettext_noop("不是“是”或“否”"),
    Kind.DAY: gettext_noop("不是日期"),
    Kind.MOMENT: gettext_noop("不是时间"),
}
_WHOLE_ROW = {
    "encoding": gettext_noop("有无法识别的字符，请检查文件编码"),
    "duplicate": gettext_noop("主键在同一批中重复，已以最后一行为准"),
    "object": gettext_noop("不是一条完整的记录"),
}


@dataclass(frozen=True)
class Rejected:
    """One row as it came; `number` is its row in the source."""

    number: int
    reasons: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict)


def rejected(run: Run, most: int = SHOWN) -> list[Rejected]:
    """Rows that this run put into quarantine, not more than so many."""
    table = run.feed.resource.key + REJECTED
    if run.lake_run is None or not run.rejected or not places.store().exists(table):
        return []
    rows = ds.dataset(list(places.store().files(table)))
    wanted = rows.scanner(
        columns=["row", "rules", "raw"], filter=ds.field("run") == run.lake_run.hex
    )
    fields = named(run.feed)
    found = [
        told(one["row"], one["rules"] or "", one["raw"] or "", fields)
        for one in wanted.head(most).to_pylist()
    ]
    return sorted(found, key=lambda one: one.number)


def as_csv(run: Run) -> Iterator[str]:
    """The same as a file for a spreadsheet, a line at a time."""
    rows = rejected(run, DOWNLOADED)
    names = list(dict.fromkeys(name for one in rows for name in one.values))
    # The mark lets spreadsheets know the encoding.
    yield "\ufeff" + _line([_("行号"), _("问题"), *names])
    for one in rows:
        values = [one.values.get(name, "") for name in names]
        yield _line([one.number, "；".join(one.reasons), *values])


def _line(cells: list[Any]) -> str:
    out = io.StringIO()
    # A cell that begins like a formula would be one in a spreadsheet.
    safe = [f"'{one}" if str(one)[:1] in ("=", "+", "-", "@", "\t") else one for one in cells]
    csv.writer(out).writerow(safe)
    return out.getvalue()


def named(feed: Feed) -> dict[str, Field]:
    """Our fields under every name by which a source may call them."""
    terms = opening.terms(feed)
    found = {}
    for one in terms.schema.fields:
        theirs = [name for name, key in terms.aliases.items() if key == one.key]
        found |= dict.fromkeys([one.key.casefold(), one.label.casefold()], one)
        found |= {name.casefold(): one for name in theirs}
    return found


def told(number: int, rules: str, raw: str, fields: dict[str, Field]) -> Rejected:
    """A row with what is wrong with it, in words, and its cells masked."""
    reasons = tuple(reason(rule, fields) for rule in rules.split(",") if rule)
    return Rejected(number, reasons, masked(raw, fields))


def masked(raw: str, fields: dict[str, Field]) -> dict[str, str]:
    """The cells of a row, those that tell of a person hidden."""
    try:
        cells = orjson.loads(raw)
    except orjson.JSONDecodeError:
        cells = None
    if not isinstance(cells, dict):
        return {_("原始内容"): masking.numbers(raw)[:300]}
    return {str(name): _cell(str(name), value, fields) for name, value in cells.items()}


def _cell(name: str, value: Any, fields: dict[str, Field]) -> str:
    text = "" if value is None else str(value)
    known = fields.get(name.strip().casefold())
    if known is not None and known.meaning in PERSONAL:
        return hidden(text)
    return text[:200] if known is not None else masking.numbers(text)[:200]


def hidden(text: str) -> str:
    """The first and last sign alone: enough to find the row again, not the person."""
    return text[:1] + "*" * min(len(text) - 1, 6) + (text[-1:] if len(text) > 3 else "")


def reason(rule: str, fields: dict[str, Field]) -> str:
    """What is wrong with a row, in words."""
    kind, _colon, about = rule.partition(":")
    known = fields.get(about.casefold())
    label = known.label if known else about
    if kind == "required":
        return _("“{field}”为空").format(field=label)
    if kind == "kind" and known is not None:
        return f"“{label}”{_(_KINDS.get(known.kind, gettext_noop('不合要求')))}"
    if kind == "columns":
        found, _slash, wanted = about.partition("/")
        return _("有{found}列，应有{wanted}列").format(found=found, wanted=wanted)
    return _(_WHOLE_ROW.get(kind, rule))
