"""Rows of a CSV file by the columns that are asked for; the same for every room that measures."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path

from yiwang.kernel.refusals import Invalid
from yiwang.kernel.text_files import decode

MOST_BYTES = 512 * 1024 * 1024
MOST_ROWS = 1_000_000


def rows(path: Path, wanted: Iterable[str]) -> Iterator[dict[str, str]]:
    """Each row as the text of these columns, without blanks around it; in any usual encoding.

    Raises `Invalid` for a file that cannot be read or is too large, and for a column that is not
    there, with those that are.
    """
    lines = csv.DictReader(StringIO(_content(path), newline=""))
    there = [name.strip() for name in lines.fieldnames or ()]
    lines.fieldnames = there
    names = list(dict.fromkeys(wanted))
    missing = [name for name in names if name not in there]
    if missing:
        raise Invalid(
            "文件{name}没有“{missing}”列；有的列：{there}",
            name=path.name,
            missing="、".join(missing),
            there="、".join(there[:30]),
        )
    try:
        for number, row in enumerate(lines):
            if number >= MOST_ROWS:
                raise Invalid("文件超过{most}行", most=MOST_ROWS)
            yield {name: (row[name] or "").strip() for name in names}
    except csv.Error as error:
        raise Invalid("文件{name}不是有效的CSV：{why}", name=path.name, why=str(error)) from None


def _content(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Invalid("文件超过{megabytes} MB", megabytes=MOST_BYTES // 1024**2)
        return decode(path.read_bytes(), name=path.name).text
    except OSError as error:
        raise Invalid("打不开文件{name}：{why}", name=str(path), why=error.strerror or "") from None
