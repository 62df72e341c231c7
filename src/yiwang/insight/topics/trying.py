"""Topics of a file of messages, without taking anything in."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from yiwang.insight.tables import rows
from yiwang.insight.topics.finding import LEAST, Found, find
from yiwang.insight.topics.texts import Text
from yiwang.kernel.masking import free_text
from yiwang.kernel.refusals import Invalid

LONGEST_WEEKS = 520
_TIMES = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M")
_DAYS = ("%Y-%m-%d", "%Y/%m/%d")


@dataclass(frozen=True)
class Columns:
    """Which column holds what; empty: there is none."""

    text: str
    time: str
    title: str = ""
    user: str = ""
    id: str = ""
    likes: str = ""
    area: str = ""


def add_arguments(parser: ArgumentParser) -> None:
    """The file and the names of its columns."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--text", required=True, help="column of the text")
    parser.add_argument("--time", required=True, help="column of the time")
    for name in ("title", "user", "id", "likes", "area"):
        parser.add_argument(f"--{name}", default="", help=f"column of the {name}, if there is one")
    parser.add_argument("--weeks", type=int, default=0, help="look back so far; all by default")
    parser.add_argument("--until", type=date.fromisoformat, default=None, help="the last day")
    parser.add_argument("--least", type=int, default=LEAST, help="people that make a topic")


def texts_of(path: Path, columns: Columns) -> list[Text]:
    """The rows of a CSV file as texts; rows are numbered where no column of numbers is named."""
    named = [column for column in vars(columns).values() if column]
    return list(_texts(rows(path, named), columns))


def _texts(found: Iterable[dict[str, str]], columns: Columns) -> Iterator[Text]:
    for line, row in enumerate(found, 1):
        content = (row[columns.text] or "").strip()
        likes = row[columns.likes] if columns.likes else ""
        yield Text(
            key=_number(row[columns.id]) if columns.id else line,
            title=(row[columns.title] if columns.title else content[:60]).strip(),
            content=content,
            on=day_of(row[columns.time]),
            who=(row[columns.user] if columns.user else "").strip(),
            likes=int(likes) if likes.strip().isdigit() else 0,
            area=row[columns.area] if columns.area else "",
        )


def _number(written: str) -> int:
    if not written.isdecimal():
        raise Invalid("编号“{written}”不是数字", written=written[:20])
    return int(written)


def day_of(written: str) -> date:
    """The day of a time as files write it. Raises `Invalid`."""
    for form in (*_TIMES, *_DAYS):
        try:
            return datetime.strptime(written.strip(), form).date()  # noqa: DTZ007 - only the day
        except ValueError:
            continue
    raise Invalid("读不出时间：{written}", written=written[:40])


def run(options: dict[str, Any]) -> list[dict[str, Any]]:
    """The topics of the file, what affects most people first."""
    columns = Columns(
        **{name: options[name] for name in ("text", "time", "title", "user", "id", "likes", "area")}
    )
    texts = texts_of(options["file"], columns)
    until = options["until"] or max((text.on for text in texts), default=date.today())  # noqa: DTZ011
    texts = [text for text in texts if text.on <= until]
    weeks = options["weeks"] or _weeks(texts, until)
    first = [text for text in texts if (until - text.on).days < 7 * weeks]
    found = find(first, until=until, weeks=weeks, least=options["least"])
    by_key = {text.key: text for text in first}
    order = sorted(found, key=lambda one: (-one.people, -one.heat, one.keys))
    return [_told(one, by_key) for one in order]


def _weeks(texts: list[Text], until: date) -> int:
    earliest = min((text.on for text in texts), default=until)
    return min(LONGEST_WEEKS, (until - earliest).days // 7 + 1)


def _told(one: Found, texts: dict[int, Text]) -> dict[str, Any]:
    days = [texts[key].on for key in one.keys]
    return {
        "name": free_text(str(one.name))[0],
        "kind": one.kind.value,
        "people": one.people,
        "heat": one.heat,
        "messages": len(one.keys),
        "from": min(days).isoformat(),
        "to": max(days).isoformat(),
        "direction": one.trend.direction.value,
        "since": one.trend.since.isoformat() if one.trend.since else None,
        "words": list(one.words),
        "examples": [free_text(texts[key].title)[0] for key in one.examples],
        "ids": sorted(one.keys),
    }
