"""Who is at work: a person in one unit under one duty, perhaps as a deputy."""

from dataclasses import dataclass

from yiwang.engine.duties import CENTRE, Duty
from yiwang.engine.standing import Actor


@dataclass(frozen=True, slots=True)
class Worker:
    """The person of a request, as every floor above the engine knows them."""

    person_id: int | None
    person_name: str
    unit_id: int | None
    unit_name: str
    unit_path: str
    duty: Duty
    post_id: int | None = None
    deputises_id: int | None = None
    traits: frozenset[str] = frozenset()

    @property
    def duty_label(self) -> str:
        """The Chinese word for the duty."""
        return self.duty.label

    @property
    def at_centre(self) -> bool:
        """Whether they see the whole district."""
        return self.duty in CENTRE

    @property
    def actor(self) -> Actor:
        """The same as the engine sees it."""
        return Actor(
            self.person_id,
            self.unit_id,
            self.unit_path,
            self.duty,
            self.deputises_id,
            self.traits,
        )


CITIZEN = Worker(None, "市民", None, "", "", Duty.CITIZEN)
PLATFORM = Worker(None, "市级平台", None, "", "", Duty.PLATFORM)
SYSTEM = Worker(None, "系统", None, "", "", Duty.SYSTEM)
