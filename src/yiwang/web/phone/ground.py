"""The grids in which somebody works now: those of their shift, else those of their unit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import queries as patrols
from yiwang.org.actors import Worker


@dataclass(frozen=True)
class Ground:
    """A shift with the names of its grids by code; without a shift neither.

    `narrows` for those who see nothing beside the grids of their shift.
    """

    shift: Any
    names: dict[str, str]
    narrows: bool

    @property
    def codes(self) -> tuple[str, ...] | None:
        """The grids that are seen; None where nothing is left out."""
        return tuple(self.names) if self.narrows and self.shift else None


def shift_of(worker: Worker) -> Any:
    """The shift that somebody works now, an hour early too; None without one."""
    return patrols.shift_at(worker.person_id, timezone.now()) if worker.person_id else None


def ground(worker: Worker) -> Ground:
    """Where a worker works now."""
    shift = shift_of(worker)
    names = grids.names(patrols.ground_of(shift)) if shift else {}
    return Ground(shift, names, worker.duty is Duty.GRID_WORKER)


def until(shift: Any) -> datetime:
    """When the work of now is over: with the shift, else with the day."""
    if shift:
        return shift.ends_at
    return timezone.localtime().replace(hour=23, minute=59, second=59)
