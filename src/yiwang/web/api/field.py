"""The street over the API: log in, log out, hand in a track; for phones (session) and tokens."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Header, Router, Schema
from ninja.security import SessionAuth
from pydantic import AwareDatetime, Field

from yiwang.cases.once import once
from yiwang.fieldwork.patrols import log_ins, tracks
from yiwang.fieldwork.patrols.points import MOST_POINTS, WORST_ACCURACY, Point
from yiwang.kernel.coordinates import Position, System
from yiwang.web.api.cases import PROBLEMS
from yiwang.web.api.tokens import TokenAuth, need_scope

SCOPE = "field:write"
KEY = Header(..., alias="Idempotency-Key", min_length=8, max_length=128)
Answer = tuple[int, Any]


class OnPhone(SessionAuth):
    """A person who is signed in and at work; the request must carry the secret of forms."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The worker of the session, or None."""
        if not request.user.is_authenticated or not request.worker:
            return None
        request.scopes = frozenset({SCOPE})
        return request.worker


router = Router(tags=["field"], auth=[TokenAuth(), OnPhone()])


class PlaceIn(Schema):
    """When and where; both may be left out, the place only as a whole."""

    at: AwareDatetime | None = None
    longitude: float | None = Field(None, ge=-180, le=180)
    latitude: float | None = Field(None, ge=-90, le=90)
    system: System = System.WGS_84

    @property
    def position(self) -> Position | None:
        """The place, where it was told."""
        if self.longitude is None or self.latitude is None:
            return None
        return Position(self.longitude, self.latitude, self.system)


class LogInOut(Schema):
    """In which grid it was, and whether that is one of the shift."""

    grid: str
    inside: bool | None
    has_shift: bool


class PointIn(Schema):
    """Where the phone was at a moment; accuracy in metres."""

    at: AwareDatetime
    longitude: float = Field(ge=-180, le=180)
    latitude: float = Field(ge=-90, le=90)
    accuracy: float = Field(gt=0, le=WORST_ACCURACY)


class TrackIn(Schema):
    """A batch of a track, in the order of time."""

    system: System = System.WGS_84
    points: list[PointIn] = Field(min_length=1, max_length=MOST_POINTS)


class TakenOut(Schema):
    """Points that were kept, those of them that were too fast, and those after hours (dropped)."""

    kept: int
    too_fast: int
    after_hours: int


@router.post("/log-ins", response={200: LogInOut, 201: LogInOut} | PROBLEMS)
def log_in(request: HttpRequest, body: PlaceIn, idempotency_key: str = KEY) -> Answer:
    """Log in once for each Idempotency-Key; a repeat gets the first answer with 200."""

    def do() -> dict[str, Any]:
        found = log_ins.log_in(worker=request.worker, position=body.position, at=body.at)
        has = found.shift_id is not None
        return {"grid": found.grid_code, "inside": found.inside, "has_shift": has}

    return _once(request, idempotency_key, do)


@router.post("/log-outs", response={200: LogInOut, 201: LogInOut} | PROBLEMS)
def log_out(request: HttpRequest, body: PlaceIn, idempotency_key: str = KEY) -> Answer:
    """Log out once for each Idempotency-Key."""

    def do() -> dict[str, Any]:
        found = log_ins.log_out(worker=request.worker, position=body.position, at=body.at)
        has = found.shift_id is not None
        return {"grid": found.out_grid_code, "inside": found.out_inside, "has_shift": has}

    return _once(request, idempotency_key, do)


@router.post("/tracks", response={200: TakenOut, 201: TakenOut} | PROBLEMS)
def track(request: HttpRequest, body: TrackIn, idempotency_key: str = KEY) -> Answer:
    """Hand in a batch once for each Idempotency-Key; only what lies within a log-in is kept."""

    def do() -> dict[str, Any]:
        batch = [_point(point, body.system) for point in body.points]
        taken = tracks.take(worker=request.worker, batch=batch)
        told = {"kept": taken.kept, "too_fast": taken.too_fast}
        return told | {"after_hours": taken.after_hours}

    return _once(request, idempotency_key, do)


def _point(given: PointIn, system: System) -> Point:
    there = Position(given.longitude, given.latitude, system).to(System.WGS_84)
    return Point(given.at, there.longitude, there.latitude, given.accuracy)


def _once(request: HttpRequest, key: str, do: Callable[[], dict[str, Any]]) -> Answer:
    need_scope(request, SCOPE)
    content = request.path.encode() + b"\n" + request.body
    answer, new = once(source=f"api:{request.worker.post_id}", key=key, content=content, do=do)
    return (201 if new else 200), answer
