"""Public money: whole fen inside, yuan or ten thousand yuan only where it is shown or read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from yiwang.kernel.refusals import Invalid

_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_TYPED = str.maketrans("０１２３４５６７８９．，－＋−", "0123456789.,-+-")


class MoneyUnit(Enum):
    """In what an amount is told; the value is how many fen make one."""

    YUAN = 100
    WAN = 1_000_000

    @property
    def label(self) -> str:
        """As tables print it."""
        return "元" if self is MoneyUnit.YUAN else "万元"


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An exact amount; rounded once, half away from zero, when it is shown."""

    fen: int = 0

    @classmethod
    def of(cls, text: str | Decimal | int, unit: MoneyUnit = MoneyUnit.YUAN) -> "Money":
        """What `text` says in `unit`. Raises `Invalid` for no number or parts of a fen."""
        plain = str(text).translate(_TYPED).strip()
        if not _NUMBER.fullmatch(plain):
            raise Invalid("“{text}”不是金额", text=plain[:30])
        fen = Decimal(plain.replace(",", "")) * unit.value
        if fen != fen.to_integral_value():
            raise Invalid("“{text}”不足一分，请核对金额和单位", text=plain[:30])
        return cls(int(fen))

    def told(self, unit: MoneyUnit = MoneyUnit.YUAN, places: int = 2) -> Decimal:
        """In `unit`, rounded to `places`: 1802.64 of 18,026,412.45 yuan in ten thousands."""
        exact = Decimal(self.fen) / unit.value
        return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen)

    def __neg__(self) -> "Money":
        return Money(-self.fen)

    def __bool__(self) -> bool:
        return self.fen != 0


def total(amounts: Iterable[Money]) -> Money:
    """The sum, exact; nothing for none."""
    return Money(sum(one.fen for one in amounts))
