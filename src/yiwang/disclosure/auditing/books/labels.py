"""What labels of rows and columns mean, however they are spaced, numbered and bracketed."""

import re
from functools import lru_cache

_SPACES = re.compile(r"[\s\u3000\u00a0]+")
_TYPED = str.maketrans("（）：，“”", '():,""')
_MARKUP = re.compile(r"</?b>|\*\*")
_GRAND = re.compile(r"(?:收入|支出|收|支)?总计|(?:收入|支出)预算总计|收支总计")
_YEAR = re.compile(r"(?:本年|当年)(?:收入|支出)(?:合计|小计|总计)?|(?:收入|支出)(?:合计|小计)")
_TOTAL = re.compile(r"合计|总计|小计|栏次合计|.{0,8}(?:合计|总计|小计)(?:\([^)]*\))?")
_LEVELS = (
    re.compile(r"^[一二三四五六七八九十廿卅]+、"),
    re.compile(r"^[（(][一二三四五六七八九十廿卅]+[）)]"),
    re.compile(r"^[0-9]+[.、．]"),
    re.compile(r"^[（(][0-9]+[）)]"),
)
# Rows between 本年收入合计 and 总计: what was carried over, and what was set aside.
CARRIED = ("结转", "结余", "动用", "上年", "年初", "年末", "年终", "弥补")
# Rows that stand under a carried row and say of which fund it is.
FUNDS = {
    "general": re.compile(r"一般公共预算"),
    "fund": re.compile(r"政府性基金"),
    "capital": re.compile(r"国有资本经营"),
}
PART = re.compile(r"^(?:其中|#|[*＊])")


@lru_cache(maxsize=8192)
def tidy(label: str) -> str:
    """A label without spaces and mark-up, brackets and quotes of one kind."""
    return _SPACES.sub("", _MARKUP.sub("", label)).translate(_TYPED)


def grand_total(label: str) -> bool:
    """Whether a row is 总计: everything, with what was carried over."""
    return _GRAND.fullmatch(tidy(label)) is not None


def year_total(label: str) -> bool:
    """Whether a row is 本年收入合计 or 本年支出合计."""
    return _YEAR.fullmatch(tidy(label)) is not None


def total(label: str) -> bool:
    """Whether a row or column says that it adds up others."""
    return _TOTAL.fullmatch(tidy(label)) is not None or grand_total(label)


def carried(label: str) -> bool:
    """Whether a row tells what came from or goes to another year."""
    name = tidy(label)
    return any(word in name for word in CARRIED)


def level(label: str) -> int | None:
    """How deep a numbered label stands: 一、 is 0, （一） 1, 1. 2; None without a number."""
    name = tidy(label)
    return next((depth for depth, one in enumerate(_LEVELS) if one.match(name)), None)


def fund(label: str) -> str | None:
    """Which of the three funds a label names, if it names just one."""
    named = [key for key, one in FUNDS.items() if one.search(tidy(label))]
    return named[0] if len(named) == 1 else None
