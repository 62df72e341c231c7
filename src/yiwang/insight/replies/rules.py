"""By which weights and lines replies are judged: published, each with its version."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from functools import cached_property

# Raised whenever what is found in a text changes, so that older judgements are told apart.
EDITION = 4
DIMENSIONS = ("relevance", "completeness", "grounds", "timing", "form")


def _weights() -> dict[str, int]:
    return {"relevance": 30, "completeness": 25, "grounds": 25, "timing": 10, "form": 10}


@dataclass(frozen=True)
class Rules:
    """The weights of the dimensions and the lines between grades; all may be adjusted.

    The weights and the days are set from experience, not from a rule: [from memory].
    """

    weights: dict[str, int] = field(default_factory=_weights)
    # From this on good; below the other poor.
    good_from: int = 70
    poor_below: int = 35
    # Fewer signs that say something than this: an empty reply.
    least_signs: int = 20
    # Days after which a reply without a clock of its own is late.
    days: int = 15
    # Phrases that this district counts as empty, word by word.
    phrases: tuple[str, ...] = ()

    @cached_property
    def version(self) -> str:
        """The same for the same rules, and another for any other."""
        text = json.dumps([EDITION, asdict(self)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


DEFAULT = Rules()
