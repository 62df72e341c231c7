"""Whether a reply came in time: against the clock of the case, or the days between."""

from dataclasses import dataclass
from datetime import datetime

DAY = 86_400


@dataclass(frozen=True)
class Timing:
    """When it was asked, answered and due; what is not known stays empty."""

    asked_at: datetime | None = None
    answered_at: datetime | None = None
    due_at: datetime | None = None
    # Where the clock has decided already.
    late: bool | None = None

    @property
    def days(self) -> int | None:
        """Whole days between the two; `None` where one is not known or they are the wrong way."""
        if self.asked_at is None or self.answered_at is None:
            return None
        seconds = (self.answered_at - self.asked_at).total_seconds()
        return int(seconds // DAY) if seconds >= 0 else None


def score(timing: Timing, days: int) -> int | None:
    """100 in time; late, less with every day, nothing at four times the days."""
    late = timing.late
    if late is None and timing.due_at is not None and timing.answered_at is not None:
        late = timing.answered_at > timing.due_at
    if late is not None:
        return 0 if late else 100
    if timing.days is None:
        return None
    beyond = max(0, timing.days - days)
    return max(0, round(100 * (1 - beyond / (3 * days))))
