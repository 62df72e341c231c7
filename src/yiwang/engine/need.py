"""What an action asks for (要件): its kind, its choices and its bounds."""

from dataclasses import dataclass
from enum import StrEnum


class NeedKind(StrEnum):
    """How a need is asked for and checked."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    WHOLE_NUMBER = "whole_number"
    MOMENT = "moment"
    UNIT = "unit"
    UNITS = "units"
    AREA = "area"
    CATEGORY = "category"
    CHANNEL = "channel"
    CASE = "case"
    FILES = "files"
    POINT = "point"
    PERSON = "person"


@dataclass(frozen=True)
class Choice:
    """One answer of a choice."""

    key: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Need:
    """What an action must be given (要件)."""

    key: str
    label: str
    kind: NeedKind = NeedKind.LONG_TEXT
    required: bool = True
    choices: tuple[Choice, ...] = ()
    max_length: int = 4000
    may_be: tuple[int, int] = (0, 10**9)
    help: str = ""
    # Whether the citizen may read what was given.
    public: bool = False
