"""Sentences that remember what they are made of, so that they can be told in another language.

They are Chinese texts and can be kept and compared as such. Whoever renders them hands in a
function that gives the words of the reader's language.
"""

from collections.abc import Callable, Iterable
from typing import Any

Translate = Callable[[str], str]


class Sentence(str):
    """A template with its blanks filled; without blanks a word that is told in other languages."""

    template: str
    details: dict[str, Any]
    __slots__ = ("details", "template")

    def __new__(cls, template: str, **details: Any) -> "Sentence":
        self = super().__new__(cls, template.format_map(details) if details else template)
        self.template, self.details = template, details
        return self

    def told(self, translate: Translate) -> str:
        """In the language of the reader, and what fills the blanks too."""
        return filled(self.template, self.details, translate)


class Listing(str):
    """Several sentences or words after another, with a sign between them."""

    parts: tuple[str, ...]
    between: str
    __slots__ = ("between", "parts")

    def __new__(cls, parts: Iterable[str], between: str = "、") -> "Listing":
        every = tuple(parts)
        self = super().__new__(cls, between.join(every))
        self.parts, self.between = every, between
        return self

    def told(self, translate: Translate) -> str:
        """In the language of the reader, with the sign that is used there."""
        return translate(self.between).join(told(part, translate) for part in self.parts)


def told(value: Any, translate: Translate) -> Any:
    """A sentence or a list of them in another language; anything else, such as a name, as it is."""
    return value.told(translate) if isinstance(value, Sentence | Listing) else value


def filled(template: str, details: dict[str, Any], translate: Translate) -> str:
    """A template in the language of the reader, its blanks filled."""
    words = translate(template)
    known = {key: told(value, translate) for key, value in details.items()}
    return words.format_map(known) if details else words
