"""The subjects of public money: functional 类/款/项 (3, 5, 7 digits), economic 类/款 (3, 5 digits).

basis: 政府收支分类科目 (Ministry of Finance, yearly). Classes are complete; of sections and items
there are those that district units commonly use. Names change; `since` and `until` are years.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Subject:
    """A code with its official name and what it says it reflects (empty where not kept here)."""

    code: str
    name: str
    since: int | None = None
    until: int | None = None
    meaning: str = ""

    @property
    def economic(self) -> bool:
        """Whether it is of the economic classification."""
        return self.code.startswith("3")

    def valid(self, year: int) -> bool:
        """Whether the name was in force in that year."""
        return (self.since is None or self.since <= year) and (
            self.until is None or year <= self.until
        )


@cache
def subjects() -> tuple[Subject, ...]:
    """All that are kept, older names first."""
    text = resources.files("yiwang.disclosure.codes").joinpath("subjects.csv").read_text("utf-8")
    return tuple(
        Subject(
            row["code"],
            row["name"],
            int(row["since"]) if row["since"] else None,
            int(row["until"]) if row["until"] else None,
            row["meaning"],
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def subject(code: str, year: int | None = None) -> Subject | None:
    """The subject of that code in that year (without a year: the newest), None if unknown."""
    fitting = [one for one in _by_code().get(code, ()) if year is None or one.valid(year)]
    return fitting[-1] if fitting else None


def name(code: str, year: int | None = None) -> str:
    """Its name; the code itself where it is not known."""
    found = subject(code, year)
    return found.name if found else code


def above(code: str) -> tuple[str, ...]:
    """The codes from the class down to this one: 201, 20103, 2010350."""
    return tuple(code[:length] for length in (3, 5, 7) if length <= len(code))


@cache
def _by_code() -> dict[str, tuple[Subject, ...]]:
    found: dict[str, tuple[Subject, ...]] = {}
    for one in subjects():
        found[one.code] = (*found.get(one.code, ()), one)
    return found
