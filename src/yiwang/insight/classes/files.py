"""Examples from a file: which columns are text, which are known beside it, which is the answer."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from yiwang.insight.classes.grams import Example
from yiwang.kernel.refusals import Invalid
from yiwang.kernel.text_files import decode

MOST_BYTES = 512 * 1024 * 1024
MOST_ROWS = 1_000_000


@dataclass(frozen=True)
class Columns:
    """The columns that matter: texts are put together, what is told is taken whole."""

    label: str
    text: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every column that must be there."""
        return (self.label, *self.text, *self.told)


@dataclass(frozen=True)
class Labelled:
    """Examples with their answers, and how many rows had none and were left out."""

    examples: list[Example]
    labels: list[str]
    left_out: int


def read(path: Path, columns: Columns) -> Labelled:
    """The examples of a CSV file in any usual encoding.

    Raises `Invalid` for a file that cannot be read, a column that is not there, or no examples.
    """
    found, left_out = Labelled([], [], 0), 0
    for row in _rows(path, columns.all):
        label = row[columns.label]
        example = Example(
            "\n".join(row[name] for name in columns.text),
            {name: row[name] for name in columns.told},
        )
        if label and (example.text.strip() or any(example.told.values())):
            found.examples.append(example)
            found.labels.append(label)
        else:
            left_out += 1
    if not found.examples:
        raise Invalid("文件{name}里没有可用的样本", name=path.name)
    return Labelled(found.examples, found.labels, left_out)


def _rows(path: Path, wanted: Sequence[str]) -> Iterator[dict[str, str]]:
    lines = csv.DictReader(StringIO(_content(path), newline=""))
    there = [name.strip() for name in lines.fieldnames or ()]
    lines.fieldnames = there
    missing = [name for name in wanted if name not in there]
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
            yield {name: (row[name] or "").strip() for name in wanted}
    except csv.Error as error:
        raise Invalid("文件{name}不是有效的CSV：{why}", name=path.name, why=str(error)) from None


def _content(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Invalid("文件超过{megabytes} MB", megabytes=MOST_BYTES // 1024**2)
        return decode(path.read_bytes(), name=path.name).text
    except OSError as error:
        raise Invalid("打不开文件{name}：{why}", name=str(path), why=error.strerror or "") from None
