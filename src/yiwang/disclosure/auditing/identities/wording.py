"""Findings of sums in words: what was added, printed, expected, and by how much it is off."""

from dataclasses import replace

from yiwang.disclosure.auditing.books.amounts import told
from yiwang.disclosure.auditing.finding import Finding, Severity
from yiwang.disclosure.auditing.identities.identity import Identity
from yiwang.disclosure.auditing.identities.localising import Cause
from yiwang.disclosure.tables import Cell

_MOST_SHOWN = 6


def finding(cause: Cause) -> Finding | None:
    """The finding of one cause, at the wrong cell where it is known, else at the total."""
    first = cause.broken[0]
    severity = min((one.severity for one in cause.broken if one.severity), key=_weight)
    if cause.term is None or len(cause.broken) == 1:
        return _single(first, severity)
    amount = cause.term.amount
    if amount is None:
        return None
    expected = amount.value + cause.change
    reasons = "；".join(_short(one) for one in cause.broken[:3])
    more = f"等 {len(cause.broken)} 处" if len(cause.broken) > 3 else ""
    message = (
        f"{cause.term.where}印为 {amount.cell.text.strip()}，{reasons}{more}。"
        f"如改为 {told(expected, first.unit)}，上述各处均能对上，请核对本格。"
    )
    return Finding(
        first.rule,
        severity,
        amount.cell.place,
        amount.cell.text,
        amount.cell.text.strip(),
        told(expected, first.unit),
        message,
        cause.term.where,
        _cells(cause.broken, amount.cell),
    )


def _weight(severity: Severity) -> int:
    return [Severity.ERROR, Severity.WARNING, Severity.ROUNDING].index(severity)


def _single(one: Identity, severity: Severity) -> Finding | None:
    shown = one.total if one.total.amount else next(t for t in one.addends if t.amount)
    if shown.amount is None:
        return None
    unit = one.unit
    printed = one.total.amount.cell.text.strip() if one.total.amount else ""
    found = Finding(
        one.rule,
        severity,
        shown.amount.cell.place,
        shown.amount.cell.text,
        printed or "（空白）",
        told(one.expected, unit),
        _sentence(one, printed, severity),
        one.total.where,
        _cells((one,), shown.amount.cell),
    )
    return found if one.total.amount else replace(found, where=shown.where)


def _sentence(one: Identity, printed: str, severity: Severity) -> str:
    unit = one.unit
    tail = {
        Severity.ERROR: "请核对并更正。",
        Severity.WARNING: "请核对。",
        Severity.ROUNDING: "属尾数误差，可不处理。",
    }[severity]
    state = f"印为 {printed}" if printed else "为空白"
    return (
        f"{one.total.where}{state}；{one.reason}：{_sum(one)}，"
        f"相差 {told(one.off, unit)}{unit.label}，{tail}"
    )


def _short(one: Identity) -> str:
    return f"{one.reason}（{one.total.where}：{_sum(one)}，相差 {told(one.off, one.unit)}）"


def _sum(one: Identity) -> str:
    """2.00＋3.00＝5.00, shortened where there are many addends; only printed ones are named."""
    parts = [term for term in one.addends if term.amount and term.amount.value]
    if not parts:
        return "各项均为空白或零"
    if len(parts) == 1:
        return f"{parts[0].where}为 {told(parts[0].value, one.unit)}"
    shown = "＋".join(told(term.value, one.unit) for term in parts[:_MOST_SHOWN])
    dots = "＋…" if len(parts) > _MOST_SHOWN else ""
    return f"{shown}{dots}＝{told(one.expected, one.unit)}".replace("＋-", "－")


def _cells(broken: tuple[Identity, ...], first: Cell) -> tuple[Cell, ...]:
    found = {id(first): first}
    for one in broken:
        for term in (one.total, *one.addends):
            if term.amount:
                found.setdefault(id(term.amount.cell), term.amount.cell)
    return tuple(found.values())
