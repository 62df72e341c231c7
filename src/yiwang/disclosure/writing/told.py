"""How amounts and shares are printed: once rounded, nothing where there is nothing."""

from yiwang.disclosure.writing.reasons import Difference, percent
from yiwang.kernel.money import Money, MoneyUnit


def in_wan(amount: Money) -> str:
    """For tables of accounts: 2,156.82; empty for nothing."""
    return f"{amount.told(MoneyUnit.WAN):,}" if amount else ""


def in_yuan(amount: Money) -> str:
    """For tables of budgets: 13,529,386.59; empty for nothing."""
    return f"{amount.told(MoneyUnit.YUAN):,}" if amount else ""


def wan(amount: Money) -> str:
    """For sentences: 1802.64万元; 0万元 where there is nothing."""
    return f"{amount.told(MoneyUnit.WAN)}万元" if amount else "0万元"


def share(part: Money, whole: Money) -> str:
    """For sentences: 24.74%; 0% of nothing."""
    return f"{percent(part.fen, whole.fen)}%" if whole and part else "0%"


def change(one: Difference, reasons: dict[str, str], *, verb: str = "比") -> str:
    """A comparison as a clause with its reason: 比…增加…万元，增长…%，主要原因是….

    Without a visible difference it is 与…持平. A reason still missing is told as a gap that
    cannot be overlooked and that an audit reports as a left-over.
    """
    if not one.shown:
        return f"与{one.basis}持平"
    way, rate = ("增加", "增长") if one.up else ("减少", "下降")
    size = wan(Money(abs(one.amount.fen)))
    told = f"{verb}{one.basis}{way}{size}"
    if one.growth is not None:
        told += f"，{rate}{one.growth}%"
    return f"{told}，主要原因是{reason(one.key, reasons)}"


def reason(key: str, reasons: dict[str, str]) -> str:
    """The reason that was given, or the gap."""
    return reasons.get(key, "").strip().rstrip("。") or "【请填写原因】"
