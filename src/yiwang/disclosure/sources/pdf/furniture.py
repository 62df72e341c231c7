"""What a page prints around its text: page numbers, and a head or foot that most pages repeat."""

import re
from collections import Counter
from collections.abc import Sequence

from yiwang.disclosure.tables import Line

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－―~·]\s*)?(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[-—–－―~·])?"
    r"(?:\s*[/，,、]?\s*(?:共\s*)?\d{1,3}\s*页?)?\s*"
)
# In what unit and of whom a table is: it stands above each one, however many pages have one.
_OF_TABLE = re.compile(r"(?:单位|部门)(?:名称)?\s*[:：]|公开\s*\d+\s*表")
_DIGITS = re.compile(r"\d+")
# How many lines at either end of a page may be its head or foot.
_DEPTH = 2
_LEAST_PAGES = 3


def furniture(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """The lines of these pages that belong to the paper, not to the document.

    A number alone at either end of a page is its number; a text there that stands on at least
    half of the pages, and on three, is a running head. Figures of a table that reaches the end of
    its page are kept: they are no line of their own.
    """
    numbers = {
        line
        for lines in pages
        for line in (*lines[:1], *lines[-1:])
        if _PAGE_NUMBER.fullmatch(line.text)
    }
    rest = [[line for line in lines if line not in numbers] for lines in pages]
    ends = [(*lines[:_DEPTH], *lines[-_DEPTH:]) for lines in rest]
    counted = Counter(key for lines in ends for key in {_key(line) for line in lines})
    least = max(_LEAST_PAGES, len([one for one in pages if one]) / 2)
    repeated = {key for key, count in counted.items() if key and count >= least}
    return numbers | {line for lines in ends for line in lines if _key(line) in repeated}


def _key(line: Line) -> str:
    """The text without what changes from page to page; empty for what belongs to a table."""
    if _OF_TABLE.search(line.text):
        return ""
    return _DIGITS.sub("0", "".join(line.text.split()))
