"""Examples from a file: which columns are text, which are known beside it, which is the answer."""

from dataclasses import dataclass
from pathlib import Path

from yiwang.insight.classes.grams import Example
from yiwang.insight.tables import rows
from yiwang.kernel.refusals import Invalid


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
    for row in rows(path, columns.all):
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
