"""What a mapping says: which column of another system's file means what."""

import re
from collections.abc import Mapping as Readable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from yiwang.kernel.refusals import Invalid

SHIPPED = Path(__file__).parent / "mappings"
_BLANK = re.compile(r"\{([^{}]+)\}")
WHOLE_ROW = "*"
# Stands in templates for the name of the sheet that a row is on.
SHEET = "工作表"


class MappingFault(Invalid):
    """The mapping itself is wrong; `details["at"]` names the entry."""

    code = "bad_mapping"


@dataclass(frozen=True)
class Template:
    """A text with {columns} in it; `parts` alternates between plain text and column."""

    parts: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it takes values from."""
        return self.parts[1::2]


@dataclass(frozen=True)
class Choose:
    """A value looked up by what a column holds; `other` where the table does not know it."""

    column: str
    table: Readable[str, str]
    other: str | None = None


@dataclass(frozen=True)
class FileShape:
    """How the rows lie in the file."""

    encoding: str = "auto"
    separator: str = "auto"
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Times:
    """Which columns hold which times, in which zone."""

    zone: ZoneInfo
    opened: str
    due: str = ""
    closed: str = ""
    # Days after opening, where the file gives a span instead of a time.
    closed_after_days: str = ""
    ambiguous: str = "first"
    # "last_time": open cases are judged at the latest time that stands in the file.
    as_of: str = ""


@dataclass(frozen=True)
class Ending:
    """When a row is a closed case, and with what answer."""

    column: str
    closed: frozenset[str]
    reply: Template
    reply_if_blank: str
    record: Template
    # The columns of which one being filled says that there was an answer.
    answered: str = ""


@dataclass(frozen=True)
class Flag:
    """The other system's own word on whether a case was on time."""

    column: str
    on_time: frozenset[str]
    overdue: frozenset[str]
    # What a case without a limit counts as: "on_time", or "" for undecidable.
    without_limit: str = ""


@dataclass(frozen=True)
class FileMapping:
    """Everything that is needed to make cases of the rows of one kind of file."""

    source: str
    label: str
    procedure: str
    key: tuple[str, ...]
    shape: FileShape
    times: Times
    ending: Ending
    unit: Template
    texts: Readable[str, Template]
    choices: Readable[str, Choose]
    point: tuple[str, str] | None = None
    anonymous: Choose | None = None
    flag: Flag | None = None
    columns: frozenset[str] = field(default_factory=frozenset)
    # Whether it takes the name of the sheet (`SHEET`) for a column.
    by_sheet: bool = False


def plain(name: str) -> str:
    """A heading without the blanks and line breaks that workbooks put into it."""
    return "".join(name.replace("\ufeff", "").split())


def template(text: str) -> Template:
    """A text with {columns}, taken apart."""
    parts = _BLANK.split(text)
    return Template(tuple(plain(p) if at % 2 else p for at, p in enumerate(parts)))
