"""Which indicators there are; filled once at start-up, by the house and by procedures."""

from yiwang.kernel.refusals import NotFound
from yiwang.measure.checks import faults
from yiwang.measure.language import Indicator

_INDICATORS: dict[str, Indicator] = {}
_SAID: dict[str, tuple[str, ...]] = {}


class FaultyIndicator(Exception):
    """A declaration that must not run; the text lists its faults."""


def add(indicator: Indicator) -> None:
    """Take in an indicator. Raises `FaultyIndicator` when its declaration has faults."""
    found = faults(indicator)
    known = _INDICATORS.get(indicator.key, indicator)
    if known != indicator:
        found.append("another indicator has this key")
    if found:
        raise FaultyIndicator(f"{indicator.key}: " + "; ".join(found))
    _INDICATORS[indicator.key] = indicator


def indicator(key: str) -> Indicator:
    """The indicator of this key. Raises `NotFound`."""
    try:
        return _INDICATORS[key]
    except KeyError:
        raise NotFound("没有“{key}”这个指标", key=key) from None


def indicators() -> tuple[Indicator, ...]:
    """All of them, in the order in which they were added."""
    return tuple(_INDICATORS.values())


def say(procedure: str, words: tuple[str, ...]) -> None:
    """How people call the cases of a procedure in a question, besides its label."""
    _SAID[procedure] = words


def said(procedure: str) -> tuple[str, ...]:
    """These words; none for most procedures."""
    return _SAID.get(procedure, ())
