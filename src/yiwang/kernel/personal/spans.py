"""What was found in a text: from where to where, of which kind, and why."""

from dataclasses import dataclass
from enum import StrEnum

# Full-width signs count as the plain ones, small letters as capitals, all dashes as one; one sign
# stays one sign, so that places in the folded text are places in the text.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {0x3000: 0x20, 0xA0: 0x20, 0x09: 0x20} | dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), ord("-"))
_FOLD |= {ord("ａ") + i: ord("A") + i for i in range(26)} | {97 + i: 65 + i for i in range(26)}
_FOLD |= {ord("【"): ord("("), ord("】"): ord(")"), ord("〔"): ord("("), ord("〕"): ord(")")}
_FOLD |= {ord("["): ord("("), ord("]"): ord(")"), ord("［"): ord("("), ord("］"): ord(")")}


class Kind(StrEnum):
    """Kinds of personal data that are recognised in free text."""

    EMAIL = "email"
    IDENTITY_CARD = "identity_card"
    TRAVEL_DOCUMENT = "travel_document"
    BANK_CARD = "bank_card"
    PHONE = "phone"
    PLATE = "plate"
    ACCOUNT = "account"
    NAME = "name"
    # 林工, 李女士, 张某某: somebody is meant, but only the surname is told.
    SURNAME_ONLY = "surname_only"


NUMBERS = frozenset(Kind) - {Kind.NAME, Kind.SURNAME_ONLY}


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text. `sure` lies between 0 and 1; `why` names what spoke for it."""

    start: int
    end: int
    kind: Kind
    why: str
    sure: float = 1.0


def fold(text: str) -> str:
    """The text as the recognisers read it, sign by sign."""
    return text.translate(_FOLD)
