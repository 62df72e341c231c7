"""Heads of tables: the declared ones, and which of them a broken head is.

Extraction tears heads apart and tells their cells in any order; what stays is which letters
there are, so heads are compared by how often each letter stands in them.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, cached_property
from itertools import groupby, product
from pathlib import Path
from typing import Any

from yiwang.disclosure.tables import Column, Role


class Content(StrEnum):
    """What fills the cells of a column."""

    FIGURE = "figure"
    CODE = "code"
    LABEL = "label"
    TEXT = "text"
    CODED = "coded"  # [30201]办公费
    TYPE = "type"
    SOURCE = "source"
    NATURE = "nature"
    FLAG = "flag"
    MEASURE = "measure"


_ROLES = {Content.FIGURE: Role.FIGURE, Content.CODE: Role.CODE, Content.LABEL: Role.LABEL}
_FAR = 0.25
"""Heads that differ in more than a quarter of their letters are different heads."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One column of a head."""

    labels: tuple[str, ...]
    content: Content
    panel: int = 0


@dataclass(frozen=True)
class Head:
    """The columns of a table from the left; `sided` where two halves stand side by side."""

    spots: tuple[Spot, ...]
    forms: tuple[str, ...] = ()
    sided: bool = False

    @cached_property
    def text(self) -> str:
        """All headings, those over several columns once, as a reader tells them line by line."""
        depth = max((len(one.labels) for one in self.spots), default=0)
        return plain("".join("".join(self._level(level)) for level in range(depth)))

    @cached_property
    def letters(self) -> Counter[str]:
        """How often each letter stands in it."""
        return Counter(self.text)

    @property
    def figures(self) -> int:
        """How many columns hold figures."""
        return sum(one.content is Content.FIGURE for one in self.spots)

    def has(self, content: Content) -> bool:
        """Whether some column holds that."""
        return any(one.content is content for one in self.spots)

    def with_room(self, figures: int, labels: bool = False, panel: int = 0) -> "Head":
        """With nameless columns more, where rows have more figures, or labels and no column."""
        told = sum(one.content is Content.FIGURE and one.panel == panel for one in self.spots)
        worded = any(one.content not in (Content.FIGURE, Content.CODE) for one in self.spots)
        front = (Spot((), Content.LABEL),) * (labels and not worded)
        more = (Spot((), Content.FIGURE, panel),) * (figures - told)
        return replace(self, spots=(*front, *self.spots, *more)) if front or more else self

    def columns(self) -> tuple[Column, ...]:
        """As the typed document keeps them."""
        return tuple(
            Column(index, one.labels, _ROLES.get(one.content, Role.TEXT), one.panel)
            for index, one in enumerate(self.spots)
        )

    def _level(self, level: int) -> Iterator[str]:
        paths = (one.labels[: level + 1] for one in self.spots if len(one.labels) > level)
        return (path[-1] for path, _ in groupby(paths))


def plain(text: str) -> str:
    """The letters that count when heads are compared: no marks, no figures, no spaces."""
    return "".join(letter for letter in text if "\u4e00" <= letter <= "\u9fff")


def words(content: Content) -> tuple[str, ...]:
    """The words that fill a cell of that content whole, long ones first; () for free text."""
    return tuple(sorted(_declared()["words"].get(content.value, ()), key=len, reverse=True))


def known(text: str, form: str | None, figures: int, coded: bool) -> tuple[float, Head | None]:
    """How far the nearest declared head is from `text` (0 same, 1 nothing shared), and that head.

    It must have room for `figures` figures in a row, and for codes where rows are `coded`. Of heads
    with the same letters the one whose letters stand in the likelier order is taken.
    """
    letters = Counter(plain(text))
    fitting = [
        one for one in _of(form) if one.figures >= figures and (one.has(Content.CODE) or not coded)
    ]
    if not letters or not fitting:
        return 1.0, None
    far = [(_distance(letters, one.letters), one) for one in fitting]
    least = min(distance for distance, _ in far)
    if least > _FAR:
        return least, None
    near = [one for distance, one in far if distance == least]
    return least, max(near, key=lambda one: (_likeness(plain(text), one.text), -one.figures))


@cache
def names() -> tuple[tuple[str, Content | None], ...]:
    """Every declared heading, long ones first; those over several columns have no content."""
    found: dict[str, Content | None] = {}
    for head in _heads():
        for spot in head.spots:
            found.update({label: found.get(label) for label in spot.labels[:-1]})
            found[spot.labels[-1]] = spot.content
    return tuple(sorted(found.items(), key=lambda one: -len(one[0])))


def _distance(one: Counter[str], other: Counter[str]) -> float:
    letters = one.keys() | other.keys()
    return sum(abs(one[x] - other[x]) for x in letters) / (one.total() + other.total())


def _likeness(text: str, other: str) -> float:
    return SequenceMatcher(None, text, other, autojunk=False).ratio()


@cache
def _of(form: str | None) -> tuple[Head, ...]:
    own = tuple(one for one in _heads() if form in one.forms)
    return own or _heads()


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "heads.toml").read_text("utf-8"))


@cache
def _heads() -> tuple[Head, ...]:
    return tuple(
        _head(entry, chosen) for entry in _declared()["head"] for chosen in product(*entry["slots"])
    )


def _head(entry: dict[str, Any], chosen: tuple[list[str], ...]) -> Head:
    sided, panel, spots = entry.get("sided", False), 0, list[Spot]()
    for written in (one for slot in chosen for one in slot):
        path, _, content = written.partition(":")
        kind = Content(content or "figure")
        if sided and kind is Content.LABEL and spots:
            panel += 1
        spots.append(Spot(tuple(path.split("/")), kind, panel))
    return Head(tuple(spots), tuple(entry["forms"]), sided)
