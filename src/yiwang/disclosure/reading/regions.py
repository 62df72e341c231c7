"""Where tables begin and end among the lines of a document; what is no table stays text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from yiwang.disclosure.forms import Form, form_of
from yiwang.disclosure.reading.clean import bare
from yiwang.disclosure.reading.marks import Mark, Strip, titled
from yiwang.disclosure.reading.notes import notes_after
from yiwang.disclosure.reading.numbering import heading_of
from yiwang.disclosure.reading.spaced import spaced_end
from yiwang.disclosure.sources.flow import Grid

Block = Strip | Grid
_SKIPPED = (Mark.BLANK, Mark.PAGE)
_LONGEST_CAPTION = 50
# A cell that a converter cut off its row stands alone, short, between two rows.
_LONGEST_SCRAP = 20


@dataclass
class Found:
    """A table as it lies in the document, not yet shaped."""

    titles: list[Strip] = field(default_factory=list)
    heading: list[Strip] = field(default_factory=list)
    body: list[Strip] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    notes: list[Strip] = field(default_factory=list)

    @property
    def ruled(self) -> bool:
        """Whether tabs or the file itself tell the cells."""
        return bool(self.grids) or any(strip.mark is Mark.ROW for strip in self.body)

    @property
    def complete(self) -> bool:
        """Whether it is a table at all: with a body, or with a unit and a note but empty."""
        return bool(self.body or self.grids or (self.titles and self.heading and self.notes))


def regions_of(blocks: Sequence[Block]) -> list[Strip | Found]:
    """The document as lines of text and tables, in their order."""
    return _Finder(blocks).parts()


class _Finder:
    """Goes through the blocks once, from the top."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.out: list[Strip | Found] = []

    def parts(self) -> list[Strip | Found]:
        at = 0
        while at < len(self.blocks):
            found, after = self._table(at)
            if found is None:
                block = self.blocks[at]
                if isinstance(block, Strip):
                    self.out.append(block)
                at += 1
            else:
                self.out.append(found)
                at = after
        return self.out

    def _mark(self, at: int) -> Mark:
        if at >= len(self.blocks):
            return Mark.HEADLINE
        block = self.blocks[at]
        return Mark.ROW if isinstance(block, Grid) else block.mark

    def _table(self, at: int) -> tuple[Found | None, int]:
        """The table that begins at a line, and where the text goes on."""
        if self._mark(at) not in (Mark.TITLE, Mark.HEADING) and not self._is_row(at):
            return None, at
        found = Found()
        body = self._heading(at, found)
        after = self._body(body, found)
        if not found.complete or not (found.body or found.grids or found.notes):
            return None, at
        after = self._notes(after, found)
        if not found.titles:
            self._caption(found)
        return found, after

    def _heading(self, at: int, found: Found) -> int:
        """Take the title, the lines of unit and department, and notes that come first."""
        while at < len(self.blocks):
            block, mark = self.blocks[at], self._mark(at)
            if isinstance(block, Grid) or mark not in (*_SKIPPED, *_OPENINGS):
                break
            if mark is Mark.TITLE and not _same_table(found, block):
                if found.heading or found.notes:
                    break
                self.out.extend(found.titles)
                found.titles.clear()
            if mark is Mark.NOTE and not found.titles:
                break
            _kept(found, block)
            at += 1
        return at

    def _body(self, at: int, found: Found) -> int:
        block = self.blocks[at] if at < len(self.blocks) else None
        if isinstance(block, Grid):
            return self._grids(at, found)
        if at < len(self.blocks) and self._is_row(at):
            return self._rows(at, found)
        if not found.titles or not self._alone(found, at):
            return at
        strips = [one for one in self.blocks[at:] if isinstance(one, Strip)]
        title = titled(found.titles[-1].plain)
        end = spaced_end(strips, title.title if title else "", bool(found.heading))
        found.body.extend(strips[:end])
        return at + end

    def _grids(self, at: int, found: Found) -> int:
        """Take a real table, and those that follow on the next pages with as many columns."""
        while at < len(self.blocks):
            block = self.blocks[at]
            if not isinstance(block, Grid):
                break
            if found.grids and width_of(found.grids[-1]) != width_of(block):
                break
            found.grids.append(block)
            nearest = self._next(at + 1)
            follows = nearest < len(self.blocks) and isinstance(self.blocks[nearest], Grid)
            at = nearest if follows else at + 1
        return at

    def _alone(self, found: Found, at: int) -> bool:
        """Whether what follows can be the body of a table without tabs."""
        return at < len(self.blocks) and self._mark(at) in (Mark.TEXT, Mark.NOTE)

    def _rows(self, at: int, found: Found) -> int:
        """Take rows with tabs, through page breaks, blank lines and cells that were cut off."""
        end = at
        while at < len(self.blocks):
            block = self.blocks[at]
            if isinstance(block, Grid) or not (self._is_row(at) or self._goes_on(at, block)):
                break
            if block.mark is not Mark.PAGE:
                found.body.append(block)
            at += 1
            if block.mark not in _SKIPPED:
                end = at
        while found.body and found.body[-1].mark in _SKIPPED:
            found.body.pop()
        return end

    def _is_row(self, at: int) -> bool:
        """Whether a line is a row: by itself, or as a lonely cell among rows of as many tabs."""
        if at >= len(self.blocks):
            return False
        block = self.blocks[at]
        if isinstance(block, Grid) or block.mark is not Mark.TEXT or not block.lonely:
            return isinstance(block, Grid) or block.mark is Mark.ROW
        above, below = self._tabs(self._before(at - 1)), self._tabs(self._next(at + 1))
        if block.plain.endswith("。") or not above and heading_of(block.plain) is not None:
            return False
        return block.tabs in (above, below)

    def _tabs(self, at: int) -> int:
        """How many tabs a row has that is one by itself; 0 for anything else."""
        block = self.blocks[at] if 0 <= at < len(self.blocks) else None
        return block.tabs if isinstance(block, Strip) and block.mark is Mark.ROW else 0

    def _is_scrap(self, at: int) -> bool:
        """Whether a line without tabs is a cell cut off its row: short, touching the next row."""
        block = self.blocks[at] if at < len(self.blocks) else None
        if not isinstance(block, Strip) or block.mark is not Mark.TEXT:
            return False
        short = len(block.plain) <= _LONGEST_SCRAP and heading_of(block.plain) is None
        return short and self._mark(at + 1) is Mark.ROW

    def _goes_on(self, at: int, block: Strip) -> bool:
        if block.mark not in _SKIPPED:
            return self._is_scrap(at)
        nearest = self._next(at + 1)
        if not self._is_row(nearest):
            return self._is_scrap(nearest)
        return not _another(self.blocks, nearest)

    def _before(self, at: int) -> int:
        while at >= 0 and self._mark(at) in _SKIPPED:
            at -= 1
        return at

    def _next(self, at: int) -> int:
        while self._mark(at) in _SKIPPED:
            at += 1
        return at

    def _notes(self, at: int, found: Found) -> int:
        strips: list[Strip] = []
        for block in self.blocks[at:]:
            if isinstance(block, Grid):
                break
            strips.append(block)
        taken = notes_after(strips)
        found.notes.extend(one for one in strips[:taken] if one.mark not in _SKIPPED)
        return at + taken

    def _caption(self, found: Found) -> None:
        """A table whose title is none by its words has the short line above for a title."""
        for at in range(len(self.out) - 1, -1, -1):
            strip = self.out[at]
            if isinstance(strip, Found):
                return
            if strip.mark in _SKIPPED:
                continue
            short = strip.mark is Mark.TEXT and len(strip.plain) <= _LONGEST_CAPTION
            if short and not strip.plain.endswith(("。", "，", "；", "！", "？", "、")):
                found.titles.append(strip)
                del self.out[at]
            return


_OPENINGS = (Mark.TITLE, Mark.HEADING, Mark.NOTE)


def width_of(grid: Grid) -> int:
    """How many columns a real table has."""
    return max((cell.column + cell.columns for cell in grid.cells), default=0)


def _kept(found: Found, strip: Strip) -> None:
    kinds = {Mark.TITLE: found.titles, Mark.HEADING: found.heading, Mark.NOTE: found.notes}
    if strip.mark in kinds:
        kinds[strip.mark].append(strip)


def _same_table(found: Found, strip: Strip) -> bool:
    """Whether another title says again what the table is: 表 1.某中心收支总表, then 收支总表."""
    if not found.titles:
        return True
    last, one = titled(found.titles[-1].plain), titled(strip.plain)
    if last is None or one is None:
        return False
    first, second = bare(last.title), bare(one.title)
    if first.endswith(second) or second.endswith(first):
        return True
    form = form_of(first)
    return form is not None and form is not Form.OTHER and form is form_of(second)


def _another(blocks: Sequence[Block], at: int) -> bool:
    """Whether rows after a gap begin another sheet: its first cell names what sheets begin with."""
    block = blocks[at] if at < len(blocks) else None
    return isinstance(block, Strip) and bool(block.fields) and bare(block.fields[0]) in _SHEET_HEADS


_SHEET_HEADS = ("项目名称", "序号")
