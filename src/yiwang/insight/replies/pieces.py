"""A text as sentences that know where they stand, and spans of signs in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;\n]*")
_SIGN = re.compile(r"[㐀-鿿A-Za-z0-9]")


@dataclass(frozen=True, order=True)
class Span:
    """From one sign of a text to another."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.end]


def sentences(text: str) -> list[Span]:
    """The sentences of a text with the signs that end them; blank ones are left out."""
    found = (Span(*one.span()) for one in _SENTENCE.finditer(text))
    return [one for one in found if _SIGN.search(one.of(text))]


def signs(text: str) -> int:
    """How many characters, letters and digits a text has."""
    return len(_SIGN.findall(text))


def uncovered(text: str, spans: Iterable[Span]) -> str:
    """What is left of a text when these spans are taken out; a blank stands for each."""
    kept = list(text)
    for span in spans:
        kept[span.start : span.end] = " " * (span.end - span.start)
    return "".join(kept)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same signs in spans that do not overlap, in their order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
