"""One door for files of all kinds: looked at, bounded, read in their reading order."""

import time
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from yiwang.disclosure.document import FileType
from yiwang.disclosure.sources.flow import Flow
from yiwang.disclosure.sources.kinds import known
from yiwang.disclosure.sources.limits import USUAL, Clock, Limits, Watch
from yiwang.disclosure.sources.refused import EmptyFile

Reader = Callable[[bytes, Watch], Flow]
# Named, and loaded only for a file of that kind: the parsers of pdf and xlsx take longer to load
# than a text takes to be read.
READERS = {
    FileType.TXT: "yiwang.disclosure.sources.txt",
    FileType.DOCX: "yiwang.disclosure.sources.docx",
    FileType.XLSX: "yiwang.disclosure.sources.xlsx",
    FileType.HTML: "yiwang.disclosure.sources.html",
    FileType.PDF: "yiwang.disclosure.sources.pdf.pages",
}


def taken_in(
    content: bytes, name: str, *, limits: Limits = USUAL, clock: Clock = time.monotonic
) -> Flow:
    """What stands in a file, in reading order; its kind is told by its content.

    Raises an `Unreadable` that says what to do, where the file cannot be read within the limits.
    """
    watch = Watch(name, limits, clock)
    kind = known(content, watch)
    reader: Reader = import_module(READERS[kind.type]).flow
    flow = reader(content, watch)
    if not any(line.text.strip() for line in flow.lines):
        raise EmptyFile("“{name}”里没有文字，请重新导出后再试", name=name)
    return replace(flow, warnings=kind.warnings + flow.warnings)
