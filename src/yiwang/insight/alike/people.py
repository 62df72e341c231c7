"""How many people stand behind cases: persons, not copies."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from yiwang.cases import texts


def people(groups: list[list[int]]) -> list[int]:
    """Of each group of cases, the people: whoever appealed, joined, or was counted by who did.

    One caller who appeals five times is one, and brings the largest number that they told. Without
    a name, copies of the same words are one. Cases merged into one of the group count with it.
    """
    wanted = {case for some in groups for case in some}
    rows = texts.of_people(wanted)
    numbers = {row["number"]: row["id"] for row in rows}
    merged = texts.merged_into(numbers)
    said: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for row in rows:
        said[row["id"]].append((_who(row), row["people"]))
    for row in merged:
        said[numbers[row["main_case"]]].append((_who(row), row["people"]))
    for case, reporter, phone in texts.joined(wanted):
        said[case].append((person(phone, reporter), 1))
    return [_together(said[case] for case in some) for some in groups]


def _together(said: Iterable[list[tuple[str, int]]]) -> int:
    most: dict[str, int] = {}
    for some in said:
        for who, many in some:
            most[who] = max(most.get(who, 1), many)
    return sum(most.values())


def _who(row: dict[str, Any]) -> str:
    if row["reporter_id"]:
        return person(row["reporter__phone"], row["reporter_id"])
    words = "".join(row["content"].split())
    return "words:" + hashlib.sha256(words.encode()).hexdigest()


def person(phone: str, reporter: int) -> str:
    """The same for everybody who gave the same number."""
    return f"phone:{phone}" if phone else f"reporter:{reporter}"
