"""Cards and scores as plain values for tables, and back; fractions are kept exactly."""

from dataclasses import fields
from fractions import Fraction
from typing import Any

from yiwang.analytics.scores.scoring import Card, Deduction, Item, Score


def card_written(card: Card) -> dict[str, Any]:
    """A card as plain values."""
    return {
        "items": [_plain(item) for item in card.items],
        "deductions": [_plain(one) for one in card.deductions],
        "least_cases": card.least_cases,
    }


def _plain(one: Item | Deduction) -> dict[str, str]:
    return {field.name: str(getattr(one, field.name)) for field in fields(one)}


def card_read(written: dict[str, Any]) -> Card:
    """The card again."""
    return Card(
        tuple(Item(**_exact(one)) for one in written["items"]),
        tuple(Deduction(**_exact(one)) for one in written["deductions"]),
        int(written["least_cases"]),
    )


def _exact(written: dict[str, str]) -> dict[str, Any]:
    return {key: text if key == "indicator" else Fraction(text) for key, text in written.items()}


def score_written(one: Score, name: str) -> dict[str, Any]:
    """A score with the name that its unit had."""
    return {
        "unit": one.unit,
        "name": name,
        "cases": one.cases,
        "given": {key: str(value) for key, value in one.given.items()},
        "taken": {key: str(value) for key, value in one.taken.items()},
        "total": None if one.total is None else str(one.total),
        "place": one.place,
    }


def score_read(written: dict[str, Any]) -> Score:
    """The score again."""
    return Score(
        unit=written["unit"],
        cases=written["cases"],
        given={key: Fraction(text) for key, text in written["given"].items()},
        taken={key: Fraction(text) for key, text in written["taken"].items()},
        total=None if written["total"] is None else Fraction(written["total"]),
        place=written["place"],
    )
