"""A table as it lies in the document becomes a typed table: title, number, unit, cells, notes."""

import re
from collections.abc import Sequence
from itertools import pairwise

from yiwang.disclosure.forms import SHEETS, form_of
from yiwang.disclosure.reading import flowing, laid_out
from yiwang.disclosure.reading.clean import bare, squeezed
from yiwang.disclosure.reading.gridded import shape_grids
from yiwang.disclosure.reading.marks import Mark, Strip, Titled, number_of, titled, unit_of
from yiwang.disclosure.reading.numbering import numbered
from yiwang.disclosure.reading.regions import Found
from yiwang.disclosure.reading.shaped import Region, Shaped
from yiwang.disclosure.reading.tabbed import shape
from yiwang.disclosure.tables import Line, Place, Table
from yiwang.kernel.money import MoneyUnit

_UNITS = {"元": MoneyUnit.YUAN, "万元": MoneyUnit.WAN}
_IN_HEADS = re.compile(r"[（(]\s*(?:单位\s*[:：]\s*)?(万元|元)\s*[）)]")
_LAID_OUT = re.compile(r"\S {3,}\S")
_LAID_OUT_SHARE = 0.2
_ROW_FIGURE = re.compile(r"\d[\d,]*\.\d\d(?!\d)")


def table_of(found: Found, above: str) -> Table:
    """The typed table; `above` is the heading above it, for a table without a title."""
    told = _title(found, above)
    body, notes = _without_notes(found)
    form = form_of(bare(told.title))
    region = Region(told.title, tuple(one.line for one in found.heading), body, form)
    shaped = _shaped(found, region)
    headings = "".join(bare(column.label) for column in shaped.columns)
    printed = _printed_unit(found, shaped)
    return Table(
        title=told.title,
        place=_place(found),
        columns=shaped.columns,
        rows=shaped.rows,
        unit=_UNITS.get(printed or ""),
        printed_unit=printed,
        number=told.number,
        form=form or form_of("", headings),
        notes=_ordered((*notes, *shaped.notes)),
    )


def _title(found: Found, above: str) -> Titled:
    """The title that names the table best: one with a printed number, or else the last."""
    told = [titled(one.plain) or Titled(_unnumbered(one.plain), None) for one in found.titles]
    numbers = [one.number for one in told if one.number]
    numbers += [one for strip in found.heading if (one := number_of(strip.plain))]
    best = next((one for one in told if one.number), None)
    best = best or (told[-1] if told else Titled(_unnumbered(above), None))
    return Titled(best.title, numbers[0] if numbers else None)


def _unnumbered(text: str) -> str:
    """A heading without its number."""
    whole = squeezed(text)
    one = numbered(whole)
    return one.title if one is not None and one.title else whole


def _without_notes(found: Found) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The body, and the notes: what comes behind 注：, when no figures in columns follow."""
    notes = [one.line for one in found.notes]
    body = found.body
    if not found.ruled:
        cut = len(body)
        for at in range(len(body) - 1, -1, -1):
            if body[at].mark is Mark.NOTE:
                cut = at
            elif _ROW_FIGURE.search(body[at].plain):
                break
        notes += [one.line for one in body[cut:] if one.plain]
        body = body[:cut]
    return tuple(one.line for one in body), tuple(notes)


def _shaped(found: Found, region: Region) -> Shaped:
    if found.grids:
        return shape_grids(found.grids, region.form)
    if found.ruled:
        return shape(region)
    return laid_out.shape(region) if _is_laid_out(found.body) else flowing.shape(region)


def _is_laid_out(body: Sequence[Strip]) -> bool:
    """Whether runs of spaces part the cells."""
    texts = [one.plain for one in body if one.plain]
    runs = sum(1 for text in texts if _LAID_OUT.search(text))
    return bool(texts) and runs >= len(texts) * _LAID_OUT_SHARE


def _printed_unit(found: Found, shaped: Shaped) -> str | None:
    """The money unit in the lines above the table, or else the one that its headings name."""
    for strip in (*found.heading, *found.titles):
        told = unit_of(strip.plain)
        if told:
            return told
    labels = [label for column in shaped.columns for label in column.labels]
    sheet = form_of(bare(" ".join(one.plain for one in found.titles))) in SHEETS or not any(labels)
    cells = [cell.text for row in shaped.rows for cell in row.values()] if sheet else []
    named = {unit for text in (*labels, *cells) for unit in _IN_HEADS.findall(text)}
    return named.pop() if len(named) == 1 else None


def _place(found: Found) -> Place:
    """From the title to the last line of the body."""
    places = [one.line.place for one in (*found.titles, *found.heading, *found.body)]
    places += [grid.place for grid in found.grids]
    page = places[0].page
    # Lines of a text file count on over pages; in other files each page counts anew.
    through = all(
        one.line < other.line for one, other in pairwise(places) if one.page != other.page
    )
    same = [one for one in places if through or one.page == page]
    return Place(min(one.line for one in same), max(one.end_line for one in same), page)


def _ordered(notes: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(notes, key=lambda line: line.place.line))
