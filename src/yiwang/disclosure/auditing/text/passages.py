"""Everything that is written outside tables: headings and paragraphs with their places."""

from collections.abc import Iterator
from dataclasses import dataclass

from yiwang.disclosure.auditing.finding import Finding, Severity
from yiwang.disclosure.document import Document, Paragraph, Section


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading or a paragraph; `last` says whether nothing follows it in its section."""

    section: Section
    paragraph: Paragraph
    heading: bool = False
    last: bool = False

    @property
    def text(self) -> str:
        """As printed."""
        return self.paragraph.text


def passages(document: Document) -> Iterator[Passage]:
    """All headings and paragraphs in their order."""
    for section in document.sections:
        yield Passage(section, Paragraph(section.title, section.place), heading=True)
        for number, one in enumerate(section.paragraphs, 1):
            yield Passage(section, one, last=number == len(section.paragraphs))


def found(
    rule: str,
    severity: Severity,
    passage: Passage,
    span: tuple[int, int],
    expected: str,
    message: str,
) -> Finding:
    """A finding at a part of a passage."""
    quote = passage.text[span[0] : span[1]]
    return Finding(
        rule=rule,
        severity=severity,
        place=passage.paragraph.place_of(*span),
        quote=quote,
        printed=quote,
        expected=expected,
        message=message,
        where=passage.section.title,
    )
