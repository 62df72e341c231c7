"""Rules on the wording: template left-overs, punctuation, names, contents, numbering, dates."""

from yiwang.disclosure.auditing.text import (
    dates,
    glossary,
    leftovers,
    naming,
    outline,
    punctuation,
    repeats,
)

RULES = (
    *leftovers.RULES,
    *punctuation.RULES,
    *repeats.RULES,
    *naming.RULES,
    *glossary.RULES,
    *outline.RULES,
    *dates.RULES,
)

__all__ = ["RULES"]
