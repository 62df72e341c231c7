"""Text files: every line of the file, numbered from 1 as an editor numbers them."""

from yiwang.disclosure.document import FileType
from yiwang.disclosure.sources.flow import Flow
from yiwang.disclosure.sources.limits import Watch
from yiwang.disclosure.tables import Line, Place
from yiwang.kernel.text_files import decode


def flow(content: bytes, watch: Watch) -> Flow:
    """The lines of a text file in any usual encoding; tabs and spaces are kept.

    A form feed counts as a new page from the line in which it stands, and stays in it.
    Raises `kernel.refusals.Invalid` for what is no text.
    """
    text = decode(content, name=watch.name).text
    watch.at_most("行数", text.count("\n"), watch.limits.lines)
    lines = lines_of(text)
    longest = max((len(line.text) for line in lines), default=0)
    watch.at_most("单行字数", longest, watch.limits.line_length)
    return Flow(watch.name, FileType.TXT, lines, lines)


def lines_of(text: str) -> tuple[Line, ...]:
    """Lines cut at line feeds alone, so that numbers agree with every editor."""
    printed = text.replace("\r\n", "\n").split("\n")
    if printed and not printed[-1]:
        printed.pop()
    lines, page = [], 1
    for number, line in enumerate(printed, 1):
        page += line.count("\f")
        lines.append(Line(line, Place(number, number, page)))
    return tuple(lines)
