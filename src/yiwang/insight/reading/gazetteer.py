"""The names that the district itself knows, ready to be found in a text; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_FOUND = 50


@dataclass(frozen=True)
class Known:
    """Something that has a name here: an area, a place of the list, or a unit."""

    kind: str
    name: str
    code: str
    # The area that it lies in, and what lies above: the longer the path, the closer.
    area: str = ""
    path: str = ""
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True)
class Named:
    """A name in a text, and what it may mean."""

    start: int
    end: int
    meant: tuple[Known, ...]


class Gazetteer:
    """Finds every name in one walk through a text; the longest at each place."""

    def __init__(self, names: Iterable[tuple[str, Known]]) -> None:
        meant: dict[str, list[Known]] = {}
        for name, known in names:
            if len(name) > 1 and known not in meant.setdefault(name, []):
                meant[name].append(known)
        self._meant = {name: tuple(found) for name, found in meant.items()}
        self._begins: dict[str, list[str]] = {}
        for name in sorted(self._meant, key=len, reverse=True):
            self._begins.setdefault(name[:2], []).append(name)

    def find(self, text: str) -> list[Named]:
        """Names from left to right, none within another."""
        found: list[Named] = []
        at = 0
        while at < len(text) - 1 and len(found) < MOST_FOUND:
            for name in self._begins.get(text[at : at + 2], ()):
                if text.startswith(name, at):
                    found.append(Named(at, at + len(name), self._meant[name]))
                    at += len(name) - 1
                    break
            at += 1
        return found


def closest(found: Iterable[Named]) -> Known | None:
    """The smallest area or place that is meant; None where it stays open which one.

    Where a name may mean several, what else is named decides: 荷园 beside 湖畔街道.
    """
    rows = [
        tuple(known for known in named.meant if known.kind in ("area", "place")) for named in found
    ]
    rows = [row for row in rows if row]
    sure = [row[0].path for row in rows if len(row) == 1]
    best: Known | None = None
    for row in rows:
        fitting = [known for known in row if any(_below(known.path, path) for path in sure)]
        chosen = row[0] if len(row) == 1 else fitting[0] if len(fitting) == 1 else None
        if chosen is not None and (best is None or _deeper(chosen, best)):
            best = chosen
    return best


def _below(path: str, above: str) -> bool:
    return path != above and path.startswith(above)


def _deeper(one: Known, other: Known) -> bool:
    return (one.path.count("/"), one.kind == "place") > (
        other.path.count("/"),
        other.kind == "place",
    )


# A road, an estate or a village with its number: 建设路118号3栋2单元502室.
_SIGNS = r"[\u4e00-\u9fff]{1,8}?"
_NUMBERED = re.compile(
    rf"{_SIGNS}(?:大道|路|街|巷|里|弄|村|小区|花园|家园|苑|新村|广场|胡同|组)"
    r"(?:(?:\d{1,5}|[一二三四五六七八九十]{1,3})(?:号|弄|附\d+号)(?:之\d+|附\d+)?)?"
    r"(?:[A-Za-z]?\d{0,4}(?:栋|幢|座|号楼|期))?(?:\d{1,3}单元)?(?:\d{1,5}(?:室|号房|房)?)?(?:门口|门前|楼下|旁)?"
)
_NUMBER = re.compile(r"\d|[一二三四五六七八九十]号")
_LEAD = re.compile(
    r"^道|^.*?(?:街道|社区|位于|居住|家住|[在到从住是的我至与和于把对向近离靠点时分])"
)


def addresses(text: str) -> list[tuple[int, int]]:
    """Where addresses with a number stand; what leads up to a name is cut off."""
    found = []
    for hit in _NUMBERED.finditer(text):
        start = hit.start()
        while lead := _LEAD.match(text[start : hit.end()]):
            start += lead.end()
        if hit.end() - start >= 4 and _NUMBER.search(hit.group()):
            found.append((start, hit.end()))
    return found[:MOST_FOUND]
