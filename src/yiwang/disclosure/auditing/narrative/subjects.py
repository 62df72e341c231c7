"""From the functional subject that a sentence names to its code."""

import re
from collections.abc import Mapping

from yiwang.disclosure.codes.labels import class_code

_NUMBERED = re.compile(r"\((\d{2,3})([类款项])\)")
_LEVELS = re.compile(r"\((?:\d{2,3})?[类款项]\)")
_DASHES = re.compile(r"[-－—]")
_ITEM, _SECTION, _CLASS = 7, 5, 3


def path_of(subject: str) -> list[str]:
    """The names from the class down: 住房保障支出(类)住房改革支出(款)… or with dashes between."""
    parts = [one for one in _LEVELS.split(subject) if one]
    if len(parts) == 1:
        parts = [one for one in _DASHES.split(subject) if one]
    if len(parts) > 1 and parts[-1] == "支出":
        # 一般公共服务(类)支出: the last word belongs to the name.
        parts = [*parts[:-2], parts[-2] + "支出"]
    return parts


def code_of(subject: str, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """Its code: as printed, or by the names that the tables print; None where unsure."""
    numbers = _NUMBERED.findall(subject)
    if numbers and numbers[0][1] == "类":
        return "".join(number for number, _ in numbers)
    path = path_of(subject)
    if not path:
        return None
    first, last = class_code(path[0]), path[-1]
    if len(path) == 1 and first is not None:
        return first
    deep = _depth(subject, len(path))
    found = [one for one in names.get(last, ()) if first is None or one.startswith(first)]
    if deep:
        found = [one for one in found if len(one) == deep]
    elif len(found) > 1:
        found = [one for one in found if len(one) == max(map(len, found))]
    return found[0] if len(found) == 1 else None


def _depth(subject: str, parts: int) -> int | None:
    """How long the code must be, by the level that the words say."""
    for level, length in (("项", _ITEM), ("款", _SECTION), ("类", _CLASS)):
        if subject.endswith(f"{level})"):
            return length
    return {3: _ITEM, 2: _SECTION}.get(parts)
