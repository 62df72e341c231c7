"""Headings of single columns with the groups above them."""

from collections.abc import Sequence
from dataclasses import dataclass

from yiwang.disclosure.reading.laid_out.blocks import Block
from yiwang.disclosure.reading.laid_out.trees import grouped


@dataclass(frozen=True)
class Leaf:
    """A heading of one column with all those above it, from the top."""

    block: Block
    path: tuple[str, ...]


def leaves_of(blocks: Sequence[Block], floor: float) -> list[Leaf]:
    """The headings of single columns, from the left, each with its groups.

    `floor` is the line above which the headings end.
    """
    for block in blocks:
        block.children = []
    roots = grouped(blocks, floor)
    found = [leaf for root in roots for leaf in _leaves(root, ())]
    return sorted(found, key=lambda leaf: leaf.block.centre)


def _leaves(block: Block, above: tuple[str, ...]) -> list[Leaf]:
    path = (*above, block.text)
    if not block.children:
        return [Leaf(block, path)]
    return [leaf for child in block.children for leaf in _leaves(child, path)]
