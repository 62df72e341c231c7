"""Numbers that Word sets by itself: 一、 and （二） stand in no text, only in the numbering."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LEVELS = 9


@dataclass(frozen=True)
class Level:
    """One level of a list: 第%1部分 counted in Chinese from 1."""

    form: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of one document, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counted: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: Element | None, styles: Element | None) -> "Numbering":
        """The lists that are declared in these two parts."""
        found = cls()
        if numbering is not None:
            found.levels = _levels(numbering)
        for style in () if styles is None else styles.findall(W + "style"):
            told = _told(style)
            if told:
                found.styles[style.get(W + "styleId", "")] = told
        return found

    def before(self, paragraph: Element) -> str:
        """The number that Word prints before a paragraph; counts it."""
        told = _told(paragraph) or self.styles.get(_style(paragraph))
        if told is None or told[0] not in self.levels:
            return ""
        key, depth = told
        level = self.levels[key].get(depth)
        if level is None or level.form in ("bullet", "none"):
            return ""
        counts = self.counted.setdefault(key, [])
        while len(counts) <= depth:
            above = self.levels[key].get(len(counts))
            counts.append((above.start if above else 1) - (len(counts) == depth))
        del counts[depth + 1 :]
        counts[depth] += 1
        return self._printed(key, level, counts)

    def _printed(self, key: str, level: Level, counts: list[int]) -> str:
        text = level.text
        for depth, count in enumerate(counts):
            form = self.levels[key].get(depth, level).form
            text = text.replace(f"%{depth + 1}", _counted(count, form))
        return text


def _levels(numbering: Element) -> dict[str, dict[int, Level]]:
    abstract = {
        one.get(W + "abstractNumId", ""): {
            int(level.get(W + "ilvl", "0")): _level(level) for level in one.findall(W + "lvl")
        }
        for one in numbering.findall(W + "abstractNum")
    }
    return {
        one.get(W + "numId", ""): abstract.get(_value(one.find(W + "abstractNumId")), {})
        for one in numbering.findall(W + "num")
    }


def _level(level: Element) -> Level:
    start = _value(level.find(W + "start"))
    return Level(
        _value(level.find(W + "numFmt")),
        _value(level.find(W + "lvlText")),
        int(start) if start.isdecimal() else 1,
    )


def _told(element: Element) -> tuple[str, int] | None:
    """List and level that a paragraph or a style names."""
    numbers = element.find(f"{W}pPr/{W}numPr")
    if numbers is None:
        return None
    depth = _value(numbers.find(W + "ilvl"))
    return _value(numbers.find(W + "numId")), min(int(depth or "0"), _LEVELS)


def _style(paragraph: Element) -> str:
    return _value(paragraph.find(f"{W}pPr/{W}pStyle"))


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(W + "val", "")


def _counted(count: int, form: str) -> str:
    if form in _CHINESE and 0 < count < 100:
        tens, ones = divmod(count, 10)
        before = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
        return before + (_DIGITS[ones] if ones else "")
    if form.startswith("decimalEnclosedCircle") and 0 < count <= len(_CIRCLES):
        return _CIRCLES[count - 1]
    return str(count)
