"""One heading: its pieces over several lines joined, and how far it reaches."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from yiwang.disclosure.reading.laid_out.fragments import Fragment, Kind
from yiwang.disclosure.reading.laid_out.words import begins_whole, is_whole

# Pieces of one heading stand above each other within so many columns and lines.
_ASIDE = 2.0
_LINES = 2
_HALF = 0.5


@dataclass
class Block:
    """A heading: its pieces from the top, and the headings below it that it groups."""

    pieces: list[Fragment]
    children: list["Block"] = field(default_factory=list)
    # How far what stands below it reaches, once that is known.
    reach: tuple[int, int] | None = None
    # Whether figures stand below it.
    counts: bool = False

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.pieces)

    @property
    def top(self) -> int:
        return min(one.number for one in self.pieces)

    @property
    def bottom(self) -> int:
        return max(one.number for one in self.pieces)

    @property
    def left(self) -> int:
        own = min(one.left for one in self.pieces)
        below = [self.reach[0]] if self.reach else []
        return min([own, *below, *(one.left for one in self.children)])

    @property
    def right(self) -> int:
        own = max(one.right for one in self.pieces)
        below = [self.reach[1]] if self.reach else []
        return max([own, *below, *(one.right for one in self.children)])

    @property
    def height(self) -> float:
        """The line of its middle: a heading is printed in the middle of its cell."""
        return (self.top + self.bottom) / 2

    @property
    def division(self) -> bool:
        """Whether it is 类, 款 or 项."""
        return self.pieces[0].kind is Kind.DIVISION

    def ceiling(self, floor: float) -> float:
        """Where its cell begins, when the headings end at `floor`: as far above as below it."""
        if self.division:
            return self.height - _HALF
        below = min([floor, *(child.ceiling(floor) for child in self.children)])
        return 2 * self.height - below

    @property
    def centre(self) -> float:
        """The middle of its own text; a group stands over the middle of its columns."""
        return (min(one.left for one in self.pieces) + max(one.right for one in self.pieces)) / 2


def blocks_of(rows: Sequence[Sequence[Fragment]]) -> list[Block]:
    """Pieces joined downwards where one heading was broken over lines."""
    blocks: list[Block] = []
    for row in rows:
        taken: list[Block] = []
        for one in row:
            block = _continued(one, [block for block in blocks if block not in taken])
            if block is None:
                blocks.append(Block([one]))
                taken.append(blocks[-1])
            else:
                block.pieces.append(one)
                taken.append(block)
    return blocks


def _continued(one: Fragment, blocks: Sequence[Block]) -> Block | None:
    if one.kind is Kind.DIVISION:
        return None
    near = [
        block
        for block in blocks
        if 0 < one.number - block.bottom <= _LINES
        and _aligned(one, block)
        and not block.division
        and _joins(block.text, one.text)
    ]
    return min(near, key=lambda block: abs(one.centre - block.centre), default=None)


def _joins(above: str, below: str) -> bool:
    """Whether two texts can be one heading: known as one, or neither known by itself."""
    if begins_whole(above + below):
        return True
    return not (is_whole(above) or is_whole(below)) or is_whole(above + below)


def _aligned(one: Fragment, block: Block) -> bool:
    """Whether a piece stands below the middle of a heading, or within its width."""
    inside = block.left <= one.left and one.right <= block.right
    return inside or abs(one.centre - block.centre) <= _ASIDE
