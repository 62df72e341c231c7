"""What the words before a figure say: which thing, which of its amounts, of which year, how."""

from dataclasses import dataclass

from yiwang.disclosure.reading.statements import words
from yiwang.disclosure.statement import Measure, Says, Way

# 支出决算为: the account of what the paragraph speaks of, not of all spending.
_SIDES = ("支出", "收入")
_STOPS = "。；;，,：:、"
_QUOTES = str.maketrans("", "", '“”"')
_OPEN, _CLOSED = "(“《「", ")”》」"


@dataclass(frozen=True, slots=True)
class Clause:
    """The last clause before a figure, taken apart; `start` is its position in the lead."""

    start: int
    thing: str
    measure: Measure | None
    kind: Says
    way: Way | None = None
    year: int | None = None
    whole: str = ""


def clause(lead: str, unit: str) -> Clause:
    """What `lead`, all that stands between the figure before and this one, says of this one."""
    start = last_stop(lead)
    tail = lead[start:]
    if unit == "%":
        return _rate(start, tail)
    changed = words.CHANGED.search(tail)
    if changed is not None:
        way = words.way_of(changed["way"], changed["other"])
        head = _before_base(tail[: changed.start()])
        return Clause(start, *_thing(head), Says.CHANGE, way, _year(head))
    compared = words.COMPARED.search(tail)
    if compared is not None:
        _, measure = _thing(compared["base"])
        return Clause(start, "", measure, Says.AMOUNT, year=_year(tail), whole=compared["base"])
    kind = Says.AMOUNT if unit in words.MONEY_UNITS else Says.COUNT
    return Clause(start, *_thing(tail), kind, year=_year(tail))


def _rate(start: int, tail: str) -> Clause:
    completion = words.COMPLETION.search(tail)
    if completion is not None:
        thing = _thing(tail[: completion.start()])
        return Clause(start, *thing, Says.COMPLETION, whole=completion["base"])
    share = words.SHARE.search(tail)
    if share is not None:
        thing = _thing(tail[: share.start()])
        return Clause(start, *thing, Says.SHARE, whole=share["whole"])
    changed = words.CHANGED.search(tail)
    if changed is not None:
        way = words.way_of(changed["way"], changed["other"])
        head = _before_base(tail[: changed.start()])
        return Clause(start, *_thing(head), Says.RATE, way, _year(head))
    return Clause(start, *_thing(tail), Says.COUNT)


def last_stop(text: str) -> int:
    """The position behind the last stop outside brackets and quotation marks."""
    depth, position = 0, 0
    for number, sign in enumerate(text):
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSED:
            depth = max(depth - 1, 0)
        elif sign in _STOPS and not depth and not _joins(text, number):
            position = number + 1
    return position


def _joins(text: str, number: int) -> bool:
    """Whether a stop stands within a name or a list: 收、支总计."""
    if text[number] != "、" or number == 0:
        return False
    return number + 1 < len(text)


def _before_base(text: str) -> str:
    """What is told to have changed: the words before 比上年, if there are any."""
    for sign in ("与", "比", "较"):
        head, found, _ = text.partition(sign)
        if found:
            return head
    return text


def _year(text: str) -> int | None:
    found = words.YEAR.search(text)
    return int(found[1]) if found else None


def _thing(text: str) -> tuple[str, Measure | None]:
    """The thing and which of its amounts; both as short as they can be."""
    plain = cleaned(text)
    for pattern, measure in words.MEASURES:
        found = pattern.search(plain)
        if found is not None:
            rest = cleaned(plain[: found.start()])
            return "" if rest in _SIDES and measure is Measure.ACCOUNT else rest, measure
    return words.LINKS.sub("", plain), None


def cleaned(text: str) -> str:
    """A thing without numbering, year, “of which” and a bracket that was opened before it."""
    before = None
    while before != text:
        before = text
        text = words.NUMBERING.sub("", text)
        text = words.OPENERS.sub("", text.translate(_QUOTES)).lstrip("、，,。；;")
    used = words.USED_FOR.match(text)
    text = text[used.end() :] if used else text
    text = words.SUMMARY_TAIL.sub("", text.strip("、，,：:。"))
    return text[:-1] if text.endswith("的") else text
