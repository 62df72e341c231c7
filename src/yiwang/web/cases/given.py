"""Reads what was handed in through a form, by the declared needs of an action."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.request import QueryDict
from django.utils import timezone

from yiwang.cases import files, suggest
from yiwang.dials import queries as dials
from yiwang.engine.effects import PassDown
from yiwang.engine.language import Action, Need, NeedKind
from yiwang.org import queries as org
from yiwang.org.actors import Worker


def read(action: Action, request: HttpRequest) -> dict[str, Any]:
    """What the form gives for the needs of an action; the engine checks it."""
    given = texts(action, request.POST)
    for need in action.needs:
        if need.kind is NeedKind.FILES:
            kept = [_keep(upload, request.worker) for upload in request.FILES.getlist(need.key)]
            if kept:
                given[need.key] = kept
    return given


def texts(action: Action, form: QueryDict) -> dict[str, Any]:
    """The same without files."""
    values = {
        need.key: _value(need, form) for need in action.needs if need.kind is not NeedKind.FILES
    }
    return {key: value for key, value in values.items() if value not in ("", None, [])}


def _keep(upload: Any, worker: Worker) -> int:
    content = upload.read(files.most_bytes() + 1)
    return files.keep(upload=files.Upload(upload.name, content), worker=worker).pk


_WHOLE = frozenset({NeedKind.WHOLE_NUMBER, NeedKind.UNIT, NeedKind.PERSON})


def _value(need: Need, form: QueryDict) -> Any:
    text = form.get(need.key, "").strip()
    if need.kind is NeedKind.UNITS:
        return [int(item) for item in form.getlist(need.key) if item.isdigit()]
    if need.kind is NeedKind.YES_NO:
        return True if text in ("on", "yes", "true") else None
    if need.kind in _WHOLE:
        return int(text) if text.lstrip("-").isdigit() else text
    if need.kind is NeedKind.MOMENT:
        return _moment(text)
    if need.kind is NeedKind.POINT:
        return point(text)
    return text


def point(text: str) -> Any:
    """Longitude and latitude as the picture hands them in or somebody types; else the text."""
    parts = text.replace("，", ",").split(",")
    fits = len(parts) == 2 and all(_number(part) for part in parts)
    return [float(part) for part in parts] if fits else text


def _number(text: str) -> bool:
    return text.strip().lstrip("-").replace(".", "", 1).isdigit()


def _moment(text: str) -> Any:
    """A local date and time as browsers hand it in, with our zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment if moment.tzinfo else timezone.make_aware(moment)).isoformat()


@dataclass(frozen=True)
class Field:
    """One field of an action's form."""

    need: Need
    options: tuple[tuple[str, str], ...]
    value: Any
    fault: str = ""

    @property
    def id(self) -> str:
        """Its name in the page."""
        return f"need-{self.need.key}"


def fields(
    procedure: str,
    action: Action,
    worker: Worker,
    values: Mapping[str, Any],
    without: Collection[int] = (),
) -> list[Field]:
    """The form of an action of a procedure, built from its needs.

    Units of the numbers in `without` are not offered: they must not see the case.
    """
    return [
        Field(need, _options(procedure, action, need, worker, without), values.get(need.key, ""))
        for need in action.needs
        if need.kind is not NeedKind.PERSON and need.key not in suggest.CREDITS
    ]


def _options(
    procedure: str, action: Action, need: Need, worker: Worker, without: Collection[int]
) -> tuple[tuple[str, str], ...]:
    if need.kind is NeedKind.CHOICE:
        return tuple((choice.key, choice.label) for choice in need.choices)
    if need.kind in (NeedKind.UNIT, NeedKind.UNITS):
        return _units(action, worker, without)
    if need.kind is NeedKind.CATEGORY:
        return category_options(procedure)
    if need.kind is NeedKind.AREA:
        return area_options()
    if need.kind is NeedKind.CHANNEL:
        return tuple((c.key, c.label) for c in dials.channels())
    return ()


def _units(action: Action, worker: Worker, without: Collection[int]) -> tuple[tuple[str, str], ...]:
    below = worker.unit_path if any(isinstance(e, PassDown) for e in action.does) else ""
    units = org.units_that_handle(below=below).exclude(pk__in=without)
    if any(getattr(effect, "community_only", False) for effect in action.does):
        units = units.filter(kind="community")
    return tuple((str(unit.pk), unit.name) for unit in units)


def area_options() -> tuple[tuple[str, str], ...]:
    """Streets and their communities."""
    found: list[tuple[str, str]] = []
    for street, below in org.areas_with_communities():
        found.append((street.code, street.name))
        found += [(area.code, f"{street.name}·{area.name}") for area in below]
    return tuple(found)


def category_options(procedure: str = "") -> tuple[tuple[str, str], ...]:
    """Categories of the third level, of one or every procedure, with those above them."""
    rows = dials.categories(procedure=procedure)
    names = {category.code: category.name for category in rows}
    return tuple(
        (code, f"{names.get(code[:2], '')}·{names.get(code[:4], '')}·{name}")
        for code, name in names.items()
        if len(code) == 6
    )
