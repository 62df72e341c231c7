"""Two values side by side without showing them whole: which signs agree, which differ.

What agrees stays masked; a few signs that differ are shown, since on them people decide. Where much
differs both stay masked: that they are different is all there is to know.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import eq

from yiwang.hub.bases.reading import masked
from yiwang.hub.bases.words import BaseField
from yiwang.lake.schema import Meaning

MOST_SHOWN = 4
# They say nothing of who somebody is: of these it is only told whether they agree.
UNCOMPARED = frozenset({"work", "education", "insurance", "care"})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a value as it is shown, and whether the other value differs there."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """A field of two records; `differs` is None where one of them says nothing."""

    field: BaseField
    left: tuple[Part, ...]
    right: tuple[Part, ...]
    differs: bool | None


def compared(field: BaseField, left: str | None, right: str | None) -> Compared:
    """Both values as they may be shown side by side."""
    if not left or not right:
        return Compared(field, _alone(field, left), _alone(field, right), None)
    if field.key in UNCOMPARED:
        return Compared(field, (), (), left != right)
    covers = _covered(field, left), _covered(field, right)
    if left == right or field.meaning is Meaning.PLAIN:
        differs = left != right
        return Compared(
            field, (Part(covers[0], differs),), (Part(covers[1], differs),), left != right
        )
    return Compared(field, *_laid_over((left, right), covers), True)


def _alone(field: BaseField, text: str | None) -> tuple[Part, ...]:
    return (Part(_covered(field, text)),) if text and field.key not in UNCOMPARED else ()


def _laid_over(
    texts: tuple[str, str], covers: tuple[str, str]
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The masked values, with the differing signs shown where they are few."""
    steps = _steps(*texts)
    most = max(
        sum(step[2] - step[1] for step in steps if step[0] != "equal"),
        sum(step[4] - step[3] for step in steps if step[0] != "equal"),
    )
    if most > min(MOST_SHOWN, max(1, min(map(len, texts)) // 3)):
        return (Part(covers[0], differs=True),), (Part(covers[1], differs=True),)
    left, right = [], []
    for kind, first, last, start, end in steps:
        same = kind == "equal"
        left.append(Part((covers if same else texts)[0][first:last], not same))
        right.append(Part((covers if same else texts)[1][start:end], not same))
    return tuple(one for one in left if one.text), tuple(one for one in right if one.text)


def _steps(left: str, right: str) -> list[tuple[str, int, int, int, int]]:
    """What is equal and what is not: of equal length sign by sign, else by what they share."""
    if len(left) != len(right):
        return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    found, start = [], 0
    for same, signs in groupby(map(eq, left, right)):
        end = start + len(list(signs))
        found.append(("equal" if same else "replace", start, end, start, end))
        start = end
    return found


def _covered(field: BaseField, text: str) -> str:
    """Masked, each sign by one sign, so that both can be laid side by side."""
    told = masked(field, text)
    if len(told) == len(text):
        return told
    kept = len(told.rstrip("*"))
    return text[:kept] + "*" * (len(text) - kept)
