"""A head that no form declares: its columns as far as known headings are found in its text."""

import re
from collections.abc import Iterator

from yiwang.disclosure.reading.flowing.heads import Content, Head, Spot, names

_SPACES = re.compile(r"\s+")
_YEAR = re.compile(r"20\d\d年(?:度)?")
_LONGEST = 16
"""What is longer than sixteen letters and not known is several headings, or a sentence."""


def composed(text: str, figures: int, coded: bool, labelled: bool) -> Head:
    """A head with a column for each heading found, and at least `figures` columns of figures.

    Headings over several columns are left out where there are more headings than figures;
    columns that no heading was found for have none.
    """
    found = [Spot((name,), kind or Content.FIGURE) for name, kind in _headings(text)]
    groups = {name for name, kind in names() if kind is None}
    front = _front(found, coded, labelled)
    rest = [one for one in found if one.content is Content.FIGURE]
    single = [one for one in rest if one.labels[-1] not in groups]
    chosen = rest if len(rest) <= figures else single
    nameless = [Spot((), Content.FIGURE)] * (figures - len(chosen))
    return Head((*front, *chosen, *nameless))


def _front(found: list[Spot], coded: bool, labelled: bool) -> list[Spot]:
    front = []
    for content, needed in ((Content.CODE, coded), (Content.LABEL, labelled)):
        own = [one for one in found if one.content is content]
        front += own[:1] or [Spot((), content)] * needed
    return front


def _headings(text: str) -> Iterator[tuple[str, Content | None]]:
    """Known headings and what stands between them, in the order of the text."""
    text = _SPACES.sub("", text)
    unknown = ""
    while text:
        name, kind = _next(text)
        if name:
            yield from _unknown(unknown)
            yield name, kind
            unknown = ""
        else:
            name = text[0]
            unknown += name
        text = text[len(name) :]
    yield from _unknown(unknown)


def _next(text: str) -> tuple[str, Content | None]:
    year = _YEAR.match(text)
    lead = year.group() if year else ""
    rest = text[len(lead) :]
    for name, kind in names():
        if rest.startswith(name):
            return lead + name, kind
    return "", None


def _unknown(text: str) -> Iterator[tuple[str, Content | None]]:
    if 2 <= len(text) <= _LONGEST:
        yield text, Content.FIGURE
