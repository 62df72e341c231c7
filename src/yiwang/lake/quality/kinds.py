"""What each kind of rule needs: how many fields, which parameters, and in which dimension it is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yiwang.lake.quality.words import Counting, Dimension, Identifier, Relation, RuleKind

LONGEST_PATTERN = 500
MOST_CODES = 10_000
# Only some engines have them: groups that look around, back references, possessive signs,
# classes whose meaning depends on the engine's idea of letters.
_NOT_PORTABLE = re.compile(r"\(\?(?!:)|\\[1-9kpPbBdDwWsSAZzGQEX]|[*+?}]\+")

Judge = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a rule of this kind must be given; `needed` and `may` name its parameters."""

    dimension: Dimension
    fields: tuple[int, int] = (1, 1)
    needed: Mapping[str, Judge] = field(default_factory=dict)
    may: Mapping[str, Judge] = field(default_factory=dict)
    # At least one of `may` has to be there.
    one: bool = False


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1


def _codes(value: Any) -> bool:
    return (
        isinstance(value, list | tuple)
        and 0 < len(value) <= MOST_CODES
        and all(isinstance(one, str | int) and not isinstance(one, bool) for one in value)
    )


def _pattern(value: Any) -> bool:
    """Within what RE2, Java and Python read alike."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_PATTERN:
        return False
    try:
        re.compile(value)
    except re.error:
        return False
    return _NOT_PORTABLE.search(value) is None


def _bound(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""


def _name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 100


def _names(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(_name(one) for one in value)


def _in(words: type) -> Judge:
    return lambda value: value in {str(one) for one in words}  # type: ignore[attr-defined]


NEEDS: dict[RuleKind, Needs] = {
    RuleKind.NOT_NULL: Needs(Dimension.COMPLETENESS),
    RuleKind.LENGTH: Needs(Dimension.CONFORMITY, may={"least": _whole, "most": _whole}, one=True),
    RuleKind.ONE_OF: Needs(Dimension.CONFORMITY, needed={"codes": _codes}),
    RuleKind.PATTERN: Needs(Dimension.CONFORMITY, needed={"pattern": _pattern}),
    RuleKind.RANGE: Needs(Dimension.ACCURACY, may={"least": _bound, "most": _bound}, one=True),
    RuleKind.IDENTIFIER: Needs(Dimension.CONFORMITY, needed={"identifier": _in(Identifier)}),
    RuleKind.UNIQUE: Needs(Dimension.CONSISTENCY, fields=(1, 10), may={"counting": _in(Counting)}),
    RuleKind.CROSS_FIELD: Needs(
        Dimension.CONSISTENCY, fields=(2, 2), needed={"relation": _in(Relation)}
    ),
    RuleKind.REFERENCE: Needs(
        Dimension.CONSISTENCY, fields=(1, 5), needed={"table": _name, "to": _names}
    ),
    RuleKind.FRESHNESS: Needs(Dimension.TIMELINESS, needed={"days": _whole}),
    RuleKind.ROW_COUNT: Needs(
        Dimension.ACCESSIBILITY, fields=(0, 0), may={"least": _whole, "fall": _share}
    ),
}
