"""A figure with what it is made of: part, whole, and a value that is rounded only when shown."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction


class Better(StrEnum):
    """In which direction a figure is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Scale(StrEnum):
    """In what a value is told; points are a share of one told as so many of a hundred."""

    PERCENT = "percent"
    COUNT = "count"
    HOURS = "hours"
    POINTS = "points"

    @property
    def sign(self) -> str:
        """What stands behind the number."""
        return _SIGNS[self]

    @property
    def times(self) -> Fraction:
        """How many times the exact value is what people read: 100 for a share."""
        return _TIMES.get(self, Fraction(1))

    @property
    def places(self) -> int:
        """How many places are shown."""
        return 0 if self is Scale.COUNT else 2


_SIGNS = {Scale.PERCENT: "%", Scale.COUNT: "", Scale.HOURS: "小时", Scale.POINTS: "分"}
_TIMES = {
    Scale.PERCENT: Fraction(100),
    Scale.POINTS: Fraction(100),
    Scale.HOURS: Fraction(1, 3600),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """`part` of `whole`, both whole numbers (spans in seconds), and the exact value.

    A percentage is kept as a share of one and a span in seconds; `shown` is what people read.
    Without anything to divide by the value is None: neither 0 nor 100 %.
    """

    scale: Scale
    value: Fraction | None
    part: int | None
    whole: int | None

    @property
    def shown(self) -> Decimal | None:
        """Rounded half away from zero, once: 96.16 for 23,974 of 24,932."""
        if self.value is None:
            return None
        return rounded(self.value * self.scale.times, self.scale.places)

    @property
    def text(self) -> str:
        """The rounded value with its sign; a dash where there is none."""
        return self.told()

    def told(self, say: Callable[[str], str] = str) -> str:
        """The same with the sign in the reader's language."""
        return "—" if self.shown is None else f"{self.shown:,}{say(self.scale.sign)}"


def rounded(value: Fraction, places: int) -> Decimal:
    """To so many places, halves away from zero, exactly."""
    many = value * 10**places
    whole = (2 * abs(many.numerator) + many.denominator) // (2 * many.denominator)
    signed = Decimal(whole if value >= 0 else -whole)
    return signed.scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
