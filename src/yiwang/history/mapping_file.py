"""Reads a mapping (TOML) and refuses, with the name of the entry, whatever is not meant in it."""

import re
import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from yiwang.history.entries import Section
from yiwang.history.mapping import (
    SHEET,
    WHOLE_ROW,
    Choose,
    Ending,
    FileMapping,
    FileShape,
    Flag,
    MappingFault,
    Times,
    plain,
)

# The longest shipped mapping has two thousand characters.
MOST_BYTES = 1 << 20
ENCODINGS = (
    ("auto", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
    + ("gb18030", "gbk", "gb2312", "big5", "big5hkscs")
    + ("ascii", "latin-1", "cp1252")
)
LONGEST_SOURCE, LONGEST_LABEL = 40, 50
_SOURCE = re.compile(rf"[^\s:/\x00-\x1f]{{1,{LONGEST_SOURCE}}}")
_TEXTS = ("title", "content", "address")
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read(path: Path) -> FileMapping:
    """The mapping in a file. Raises `MappingFault` with a sentence on what is wrong."""
    text = _text(path)
    try:
        return build(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise _not_toml(str(fault)) from None
    except (ValueError, RecursionError) as fault:
        # Whole numbers of thousands of digits, brackets within brackets without end.
        raise _not_toml(str(fault)) from None


def place(fault: MappingFault, path: Path) -> None:
    """Add the line of the entry that is at fault, where one can be found."""
    at = str(fault.details.get("at", ""))
    line = line_of(_text(path), at) if at else 0
    if line:
        fault.details["line"] = line


def _text(path: Path) -> str:
    try:
        return _content(path)
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise MappingFault("读不了对照文件（{why}），请检查--mapping和权限", why=why) from None


def _content(path: Path) -> str:
    if not path.is_file():
        raise MappingFault(
            "没有这个对照文件：{name}；请检查--mapping后的路径或名称", name=path.name
        )
    if path.stat().st_size > MOST_BYTES:
        raise MappingFault("对照文件超过1 MB，多半选错了文件，请检查--mapping")
    try:
        # Editors on Windows put a mark before the first letter, and end lines in their own way.
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        raise MappingFault("对照文件不是UTF-8文字，请另存为UTF-8后再导入", line=line) from None


def _not_toml(why: str) -> MappingFault:
    where = _WHERE.search(why)
    place = {"line": int(where[1])} if where else {}
    return MappingFault(
        "对照文件不是有效的TOML（{why}）；请检查引号和括号是否成对、一项是否写了两次、文字是否加了引号",
        why=why[:200],
        **place,
    )


def line_of(text: str, at: str) -> int:
    """The line on which an entry (`section.key`) stands, or else its section; 0 for neither."""
    section, _, key = at.rpartition(".")
    inside, found = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        heading = re.fullmatch(r"\s*\[+\s*([\w.-]+)\s*\]+\s*(?:#.*)?", line)
        if heading:
            inside = heading[1]
            found = number if inside in (at, section) and not found else found
        elif inside == section and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
            return number
    return found


def build(content: dict[str, Any]) -> FileMapping:
    """A mapping from its parsed TOML. Raises `MappingFault`."""
    top = Section("", content)
    found = FileMapping(
        source=_source(top),
        label=_label(top),
        procedure=top.text("procedure", "appeals"),
        key=_key(top),
        shape=_shape(top.section("file", optional=True)),
        times=_times(top.section("times")),
        ending=_ending(top.section("closed")),
        unit=top.template("unit"),
        texts={key: top.section("texts").template(key) for key in _TEXTS},
        choices={key: _choose(top.section(key)) for key in ("channel", "category", "nature")},
        point=_point(top.optional("point")),
        anonymous=_anonymous(top.optional("anonymous")),
        flag=_flag(top.optional("on_time")),
    )
    top.nothing_else()
    return _with_columns(found)


def _source(top: Section) -> str:
    source = top.text("source")
    if not _SOURCE.fullmatch(source):
        # It stands before the number in `source_key`: a colon could make two sources one.
        raise MappingFault(
            "对照文件的“{at}”应为1至{most}个字，不含空白、冒号和斜线",
            at="source",
            most=LONGEST_SOURCE,
        )
    return source


def _label(top: Section) -> str:
    label = top.text("label")
    if len(label) > LONGEST_LABEL:
        raise MappingFault("对照文件的“{at}”不能超过{most}字", at="label", most=LONGEST_LABEL)
    return label


def _key(top: Section) -> tuple[str, ...]:
    names = top.values("key")
    if names == (WHOLE_ROW,):
        return names
    if WHOLE_ROW in names:
        raise MappingFault("对照文件的“{at}”里，“*”（整行）不能与列名并用", at="key")
    columns = tuple(plain(name) for name in names)
    if "" in columns or len(set(columns)) < len(columns):
        raise MappingFault("对照文件的“{at}”里有空的或重复的列名", at="key")
    return columns


def _times(section: Section) -> Times:
    zone = section.text("zone")
    # A folder of zones such as "Asia", or the machine's own, is no zone that a file can be in.
    if zone not in available_timezones() - {"localtime", "Factory"}:
        raise MappingFault(
            "没有“{zone}”这个时区，请写全称，如“Asia/Shanghai”", zone=zone, at="times.zone"
        )
    return Times(
        zone=ZoneInfo(zone),
        opened=section.column("opened"),
        due=section.column("due", optional=True),
        closed=section.column("closed", optional=True),
        closed_after_days=section.column("closed_after_days", optional=True),
        ambiguous=section.one_of("ambiguous", ("first", "second", "refuse")),
        as_of=section.one_of("as_of", ("", "last_time")),
    )


def _shape(section: Section) -> FileShape:
    separator = section.text("separator", "auto")
    if separator != "auto" and (len(separator) != 1 or separator in '"\r\n'):
        raise MappingFault(
            "对照文件的“{at}”应为“auto”，或恰好一个分隔字符，且不是引号或换行", at="file.separator"
        )
    return FileShape(
        encoding=section.one_of("encoding", ENCODINGS),
        separator=separator,
        sheets=section.values("sheets", optional=True),
    )


def _ending(section: Section) -> Ending:
    return Ending(
        column=section.column("column"),
        closed=frozenset(section.values("values")),
        reply=section.template("reply", ""),
        reply_if_blank=section.text("reply_if_blank"),
        record=section.template("record"),
        answered=section.column("answered", optional=True),
    )


def _choose(section: Section) -> Choose:
    column, table = section.column("column", optional=True), section.table("values")
    other = section.text("other", "")
    if table and not column:
        at = f"{section.name}.column"
        raise MappingFault("对照文件有“{name}.values”，却没有写“{at}”", name=section.name, at=at)
    return Choose(column, table, other or None)


def _anonymous(section: Section | None) -> Choose | None:
    if section is None:
        return None
    values = dict.fromkeys(section.values("values"), "anonymous")
    return Choose(section.column("column"), values)


def _point(section: Section | None) -> tuple[str, str] | None:
    return section and (section.column("longitude"), section.column("latitude"))


def _flag(section: Section | None) -> Flag | None:
    if section is None:
        return None
    flag = Flag(
        column=section.column("column"),
        on_time=frozenset(section.values("on_time")),
        overdue=frozenset(section.values("overdue")),
        without_limit=section.one_of("without_limit", ("", "on_time")),
    )
    both = sorted(flag.on_time & flag.overdue)
    if both:
        raise MappingFault(
            "对照文件里“{value}”既是按期又是逾期，请改“{at}”", value=both[0], at="on_time.overdue"
        )
    return flag


def _with_columns(found: FileMapping) -> FileMapping:
    """The mapping together with every column that the file must have."""
    times, ending = found.times, found.ending
    named = {times.opened, times.due, times.closed, times.closed_after_days}
    named |= {ending.column, ending.answered}
    named.update(() if found.key == (WHOLE_ROW,) else found.key)
    for text in (found.unit, ending.reply, ending.record, *found.texts.values()):
        named.update(text.columns)
    named |= {choice.column for choice in found.choices.values()}
    named.update(found.point or ())
    named |= {choice.column for choice in (found.anonymous, found.flag) if choice}
    columns, by_sheet = frozenset(named - {"", SHEET}), SHEET in named
    return FileMapping(**{**found.__dict__, "columns": columns, "by_sheet": by_sheet})
