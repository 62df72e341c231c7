"""From the sentences of a document to what they say in figures."""

from yiwang.disclosure.document import Section
from yiwang.disclosure.reading.statements.telling import told
from yiwang.disclosure.statement import Statement


def statements(sections: tuple[Section, ...]) -> tuple[Statement, ...]:
    """Every figure of the text with what it is about, in reading order."""
    return tuple(told(sections))


__all__ = ["statements"]
