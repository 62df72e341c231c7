"""Text without the spaces that OCR and page breaks put in, every sign knowing where it stood."""

from dataclasses import dataclass

from yiwang.disclosure.document import Paragraph
from yiwang.disclosure.tables import Place

_PLAIN = str.maketrans("０１２３４５６７８９．－−＋％（）［］", "0123456789.--+%()[]")
# Signs of a layout language that mean nothing for what is said.
_DROPPED = "*#\ufeff"


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A paragraph in half-width signs without spaces; `where` is the printed position of each."""

    text: str
    where: tuple[int, ...]
    paragraph: Paragraph

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The positions in the printed paragraph of a part of `text`."""
        if not self.where:
            return 0, 0
        last = len(self.where) - 1
        return self.where[min(start, last)], self.where[min(max(end - 1, start), last)] + 1

    def quote(self, start: int, end: int) -> str:
        """That part as it was printed."""
        first, last = self.span(start, end)
        return self.paragraph.text[first:last]

    def place(self, start: int, end: int) -> Place:
        """The lines of that part."""
        return self.paragraph.place_of(*self.span(start, end))


def squeezed(paragraph: Paragraph) -> Squeezed:
    """The paragraph without spaces and marks of layout."""
    kept = [
        (position, sign.translate(_PLAIN))
        for position, sign in enumerate(paragraph.text)
        if not sign.isspace() and sign not in _DROPPED
    ]
    text = "".join(sign for _, sign in kept)
    return Squeezed(text, tuple(position for position, _ in kept), paragraph)
