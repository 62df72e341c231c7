"""Logging in and out and a batch of a track, handed in by a phone."""

import json
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yiwang.fieldwork.patrols import log_ins, tracks
from yiwang.fieldwork.patrols.points import MOST_POINTS, Point
from yiwang.kernel.coordinates import Position
from yiwang.kernel.refusals import Invalid, TooLarge
from yiwang.org.actors import Worker
from yiwang.web.phone import answers
from yiwang.web.phone.answers import Answer, Taken
from yiwang.web.phone.done_at import CLOCK_MAY_DIFFER
from yiwang.web.phone.item import Item

IN, OUT, TRACK = gettext_noop("签到"), gettext_noop("签退"), gettext_noop("轨迹")


def log_in(item: Item, worker: Worker, request: HttpRequest) -> tuple[Answer, bool]:
    """The answer, and whether it was done now."""

    def do() -> Taken:
        at, by_phone = _moment(item)
        place = _position(request.POST.get("point", ""))
        found = log_ins.log_in(worker=worker, position=place, at=at if by_phone else None)
        return _duty(IN, found.at, by_phone, found.inside, found.shift_id is not None)

    return answers.done(item, do)


def log_out(item: Item, worker: Worker, request: HttpRequest) -> tuple[Answer, bool]:
    """The same for the end."""

    def do() -> Taken:
        at, by_phone = _moment(item)
        place = _position(request.POST.get("point", ""))
        found = log_ins.log_out(worker=worker, position=place, at=at if by_phone else None)
        ended = found.out_at or timezone.now()
        return _duty(OUT, ended, by_phone, found.out_inside, found.shift_id is not None)

    return answers.done(item, do)


def _moment(item: Item) -> tuple[datetime, bool]:
    """When it was; what was not done just now must be told by a clock that can be believed."""
    at, by_phone = answers.moment_of(item)
    if not by_phone and item.sent_at - item.done_at > CLOCK_MAY_DIFFER:
        raise Invalid("手机时间与服务器不符，或已过了一天，没有记上；请校准手机时间后重新签到")
    return at, by_phone


def _duty(label: str, at: datetime, by_phone: bool, inside: bool | None, shift: bool) -> Taken:
    return Taken(
        label=label,
        at=at.isoformat(),
        by_phone=by_phone,
        page=reverse("phone:patrol"),
        more={"inside": inside, "has_shift": shift},
    )


def duty_sentence(answer: Answer) -> str:
    """Where it was, and that there was no shift."""
    told, inside = answers.sentence(answer), answer["more"]["inside"]
    if inside is not None:
        told += "，" + (_("在网格内") if inside else _("不在网格内"))
    if not answer["more"]["has_shift"]:
        told += "。" + _("这个时间没有您的班次，不计入签到率")
    return told


def _position(text: str) -> Position | None:
    if not text:
        return None
    try:
        longitude, latitude = (float(part) for part in text.split(","))
    except ValueError:
        raise Invalid("经度和纬度应为数字") from None
    return Position(longitude, latitude)


def track(item: Item, worker: Worker, request: HttpRequest) -> tuple[Answer, bool]:
    """A batch is taken by the same action as over the API; by no clock but a right one."""

    def do() -> Taken:
        if abs(item.sent_at - timezone.now()) > CLOCK_MAY_DIFFER:
            raise Invalid("手机时间与服务器相差太多，这段轨迹没有保存，请校准手机时间")
        batch = _points(request.POST.get("points", ""))
        taken = tracks.take(worker=worker, batch=batch)
        return Taken(
            label=TRACK,
            at=item.done_at.isoformat(),
            by_phone=True,
            page=reverse("phone:patrol"),
            more={"kept": taken.kept, "after_hours": taken.after_hours},
        )

    return answers.done(item, do)


def track_sentence(answer: Answer) -> str:
    """How much of it was kept."""
    told = _("轨迹已保存{kept}个点").format(kept=answer["more"]["kept"])
    dropped = answer["more"]["after_hours"]
    if dropped:
        told += "，" + _("签到以外的{count}个点没有保存").format(count=dropped)
    return told


def _points(text: str) -> list[Point]:
    """As [milliseconds since 1970, longitude, latitude, accuracy in metres]."""
    try:
        rows = json.loads(text)
        if len(rows) > MOST_POINTS:
            raise TooLarge("一次最多收{most}个轨迹点", most=MOST_POINTS)
        return [_point(*row) for row in rows]
    except (ValueError, TypeError, OverflowError, OSError, RecursionError):
        raise Invalid("轨迹无法读取") from None


def _point(at: Any, longitude: Any, latitude: Any, accuracy: Any) -> Point:
    moment = datetime.fromtimestamp(float(at) / 1000, UTC)
    return Point(moment, float(longitude), float(latitude), float(accuracy))
