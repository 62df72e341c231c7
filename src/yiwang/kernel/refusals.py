"""Refusals: a sentence for the person and a code for the machine; raised low, rendered once."""

from string import Formatter
from typing import Any, ClassVar

from yiwang.kernel.sentences import Translate, filled


class Refusal(Exception):
    """Something that may not be done; `template` is the Chinese sentence with its blanks.

    `status` is the HTTP status under which the web tells it. The template is kept apart from
    what fills it, so that the sentence can be told in another language.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422

    def __init__(self, template: str, **details: Any) -> None:
        self.template = template
        self.details = details
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The sentence in Chinese."""
        return self.told(str)

    def told(self, translate: Translate) -> str:
        """The sentence in another language, and in it the words that are told in both."""
        return filled(self.template, self.details, translate)

    def plain(self) -> dict[str, Any]:
        """The same for JSON: code, the sentence in Chinese, and what it is made of.

        Kept so, it can be told later in the language of whoever reads it.
        """
        blanks = {name for _text, name, _format, _turn in Formatter().parse(self.template) if name}
        filling = {name: self.details[name] for name in blanks if name in self.details}
        told = {
            name: value if isinstance(value, str | int | float) else str(value)
            for name, value in filling.items()
        }
        reason = self.message
        return {"code": self.code, "reason": reason, "template": self.template, "details": told}

    def __str__(self) -> str:
        return self.message


class Invalid(Refusal):
    """What was handed in does not fit; `details["fields"]` may name the fields."""

    code = "invalid"


class Missing(Refusal):
    """Something required was not handed in."""

    code = "missing"


class NotAllowed(Refusal):
    """This person may not do it under this duty."""

    code = "not_allowed"
    status = 403


class NotNow(Refusal):
    """It may be done, but not where the case stands now."""

    code = "not_now"
    status = 409


class Conflict(Refusal):
    """Somebody else was faster."""

    code = "conflict"
    status = 409


class NotFound(Refusal):
    """There is no such thing, or not for this person."""

    code = "not_found"
    status = 404


class TooLarge(Refusal):
    """More than is taken in at once."""

    code = "too_large"
    status = 413


class TooOften(Refusal):
    """More often than is allowed."""

    code = "too_often"
    status = 429
