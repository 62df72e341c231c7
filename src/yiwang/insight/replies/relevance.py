"""Whether a reply is about the matter and the place of the appeal: what rare words they share."""

from dataclasses import dataclass

from yiwang.insight.replies.rarity import FLAT, Rarity, features, likeness

# A claim that it answers something else needs so many signs that say something.
LEAST_SIGNS = 60
# How alike two texts are, and what that means in hundredths: measured on messages with their own
# and with other replies (docs/how-to/replies.md).
_BY_COUNTS = ((0.0, 0), (0.015, 30), (0.03, 60), (0.06, 80), (0.12, 100))
_OFF_BY_COUNTS = 0.004
# In a district of few matters the frequent words tell too: these are counted without weights.
_OFF_FLAT_TOO = 0.02
_FLAT = ((0.0, 0), (0.03, 30), (0.06, 60), (0.09, 80), (0.15, 100))
_OFF_FLAT = 0.02
MOST_SHARED = 8


@dataclass(frozen=True)
class Alike:
    """How alike, in hundredths; `None` where the texts are too short to tell."""

    score: int | None
    off: bool
    # The words that speak for it, the rarest first.
    shared: tuple[str, ...]


def compare(appeal: str, reply: str, known: tuple[Rarity, str], says: int) -> Alike:
    """An appeal and its reply, by the rarity of words and the words of the class."""
    rarity, vocabulary = known
    asked, answered = features(appeal), features(reply)
    value = likeness(asked, answered, rarity)
    if vocabulary:
        named = features(vocabulary) & answered
        # The words of the class alone would make every reply to the class a reply to this appeal.
        value = max(value, min(2 * value, likeness(asked | named, answered, rarity)))
    line = _OFF_BY_COUNTS if rarity.texts else _OFF_FLAT
    off = value < line and says >= LEAST_SIGNS
    if off and rarity.texts:
        off = likeness(asked, answered, FLAT) < _OFF_FLAT_TOO
    shared = sorted(asked & answered, key=lambda one: (-rarity.weight(one), -len(one), one))
    return Alike(_hundredths(value, rarity, says), off, _words(shared))


def _hundredths(value: float, rarity: Rarity, says: int) -> int | None:
    points = _BY_COUNTS if rarity.texts else _FLAT
    if says < LEAST_SIGNS and value < points[2][0]:
        return None
    for (low, at_low), (high, at_high) in zip(points, points[1:], strict=False):
        if value <= high:
            return round(at_low + (at_high - at_low) * (value - low) / (high - low))
    return 100


def _words(shared: list[str]) -> tuple[str, ...]:
    """Without what lies inside a longer one that is shown already."""
    kept: list[str] = []
    for word in shared:
        if len(word) > 1 and not any(word in one for one in kept):
            kept.append(word)
    return tuple(kept[:MOST_SHARED])
