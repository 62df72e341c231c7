"""Made-up numbers with right check signs, of a division that no place has."""

from yiwang.kernel.identifiers import check_sign


def card(born: str, sequence: int) -> str:
    """An identity card number of somebody born on this day (yyyymmdd)."""
    first = f"420199{born}{sequence:03}"
    return first + check_sign(first)
