"""Codes of projects and subjects: their shape and what their parts say; pure."""

import re
from dataclasses import dataclass

from yiwang.kernel.refusals import Invalid

# 6 digits of the division, 2 of the year, perhaps 3 of the department, a letter, a sequence.
_PROJECT = re.compile(r"(\d{6})(\d{2})(\d{3})?([A-Z])(\d{6,12})")
_ANY = re.compile(r"[0-9A-Z]{6,30}")
CLASS, SECTION, ITEM = 3, 5, 7


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """The parts of a project code: 42010724121T000000101 is of 420107, 2024, department 121."""

    division: str
    year: int
    department: str
    kind: str
    sequence: str


def project_code(text: str) -> ProjectCode | None:
    """The parts of a code; None where another office numbers otherwise. Raises `Invalid`."""
    plain = text.strip().upper()
    if not _ANY.fullmatch(plain):
        raise Invalid("项目编码应为6至30位数字和大写字母：“{text}”", text=plain[:40])
    found = _PROJECT.fullmatch(plain)
    if found is None:
        return None
    division, year, department, kind, sequence = found.groups()
    return ProjectCode(division, 2000 + int(year), department or "", kind, sequence)


def above(code: str) -> tuple[str, ...]:
    """The codes above one: 2010350 lies in 20103 and 201, 30101 in 301."""
    return tuple(code[:end] for end in (CLASS, SECTION) if end < len(code))


def is_functional(code: str) -> bool:
    """Whether it is a functional item (项) as far as its shape tells."""
    return len(code) == ITEM and code.isdigit() and code.startswith("2")


def is_economic(code: str) -> bool:
    """Whether it is an economic item (款) as far as its shape tells."""
    return len(code) == SECTION and code.isdigit() and code[0] in "35"
