"""Passports and permits for Hong Kong, Macao and Taiwan, only where the text says so."""

import re
from collections.abc import Iterator

from yiwang.kernel.personal.cues import before
from yiwang.kernel.personal.spans import Kind, Span

_NUMBER = re.compile(r"(?<![A-Z0-9])(?:[A-Z]{1,2}\d{7,8}|[HM]\d{10}|\d{8})(?![A-Z0-9])")
_CUE = re.compile(r"护照|通行证|回乡证|台胞证|PASSPORT")


def find(text: str) -> Iterator[Span]:
    """Eight digits alone are one of a permit only; everything else after the word as well."""
    for found in _NUMBER.finditer(text):
        cue = _CUE.search(before(text, found.start(), 12))
        if cue and (found.group()[0].isalpha() or "台胞" in cue.group()):
            yield Span(found.start(), found.end(), Kind.TRAVEL_DOCUMENT, cue.group())
