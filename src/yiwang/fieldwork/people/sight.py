"""Who sees whose people: field people their grids, units their subtree, the centre counts only.

A grid worker sees of the grids that their unit looks after those of their current shift, and all
of them while they have none.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from yiwang.engine.duties import CENTRE, UNIT, Duty
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import queries as patrols
from yiwang.fieldwork.people.models import House
from yiwang.kernel.refusals import NotAllowed, NotFound
from yiwang.org.actors import Worker
from yiwang.org.models import Unit

# At the centre these look after the registers; the others have nothing to do with them.
OVERSEERS = frozenset({Duty.SUPERVISOR, Duty.ASSESSOR, Duty.LEADER, Duty.ADMINISTRATOR})
CHECKERS = frozenset({Duty.SUPERVISOR, Duty.ASSESSOR, Duty.COLLECTOR})
SEES = UNIT | OVERSEERS | CHECKERS
# Who may read what is sensitive: the grid worker of the house, and who supervises.
NEED_TO_KNOW = frozenset({Duty.GRID_WORKER, Duty.SUPERVISOR})
_LOCAL = (Unit.Kind.STREET, Unit.Kind.COMMUNITY, Unit.Kind.GRID)


@dataclass(frozen=True)
class GridName:
    """A grid and how it is called with its community."""

    code: str
    name: str
    area: str

    @property
    def label(self) -> str:
        """As 临江社区·第3网格."""
        return f"{self.area}·{self.name}"


class Why(StrEnum):
    """Why it is these grids: by the duty, by the current shift, or since there is none."""

    DUTY = "duty"
    SHIFT = "shift"
    NO_SHIFT = "no_shift"


@dataclass(frozen=True)
class Sight:
    """The grids that a worker looks into; `whole` with names (masked), else counts only."""

    grids: dict[str, GridName]
    whole: bool
    why: Why = Why.DUTY

    def __contains__(self, code: str) -> bool:
        return code in self.grids


def sight(worker: Worker, at: datetime | None = None) -> Sight:
    """What a worker sees of people and houses, now or at a moment that was.

    Raises `NotAllowed` where that is nothing ever.
    """
    if worker.duty not in SEES:
        raise NotAllowed("您的岗位不查看人房信息")
    known = _grids()
    if worker.duty in CENTRE:
        return Sight({code: name for code, (name, _path, _area) in known.items()}, False)
    places = _places(worker)
    own = {
        code: name
        for code, (name, path, area) in known.items()
        if _theirs(worker, places, path, area)
    }
    return _on_shift(worker, own, at or timezone.now())


def _on_shift(worker: Worker, own: dict[str, GridName], at: datetime) -> Sight:
    """Narrowed to the shift of a moment, for those who work by shifts."""
    if worker.duty is not Duty.GRID_WORKER or worker.person_id is None:
        return Sight(own, True)
    shift = patrols.shift_at(worker.person_id, at)
    if shift is None:
        return Sight(own, True, Why.NO_SHIFT)
    ground = patrols.ground_of(shift)
    return Sight({code: own[code] for code in ground if code in own}, True, Why.SHIFT)


def house(worker: Worker, number: int, at: datetime | None = None) -> tuple[House, Sight]:
    """One house in sight of a worker; a merged one leads to what it became. Raises `NotFound`."""
    seen = sight(worker, at)
    found = House.objects.filter(pk=number).select_related("merged_into", "building").first()
    if found is not None and found.merged_into is not None:
        found = found.merged_into
    if found is None or found.grid not in seen:
        raise NotFound("没有这处房屋，或不在您的网格内")
    return found, seen


def _grids() -> dict[str, tuple[GridName, str, str]]:
    """Every code that ever named a grid: its name, the path of who manages it by name, its own.

    Of a code that was adjusted the latest; retired ones still hold houses.
    """
    columns = ("code", "name", "area__name", "area__path", "managed_by__path", "managed_by__active")
    begun = grids.register().filter(valid_from__lte=timezone.localdate())
    rows = begun.order_by("valid_from", "id").values_list(*columns)
    return {
        code: (GridName(code, name, area), managed if active else "", f"{path}{code}/")
        for code, name, area, path, managed, active in rows
    }


def _places(worker: Worker) -> tuple[str, ...]:
    """The paths of the areas of a worker's unit and of those below it."""
    below = Unit.objects.filter(path__startswith=worker.unit_path, kind__in=_LOCAL, active=True)
    return tuple(below.exclude(area=None).values_list("area__path", flat=True))


def _theirs(worker: Worker, places: tuple[str, ...], managed: str, area: str) -> bool:
    """Whoever was told to look after a grid by name comes before the unit of its area."""
    if managed:
        return bool(worker.unit_path) and managed.startswith(worker.unit_path)
    return area.startswith(places) if places else False
