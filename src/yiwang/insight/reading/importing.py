"""Takes a list of places from a file (CSV or XLSX): every row is used or refused with a reason."""

from typing import Any

from yiwang.fieldwork import tables
from yiwang.insight.reading import actions
from yiwang.insight.reading.actions import NewPlace
from yiwang.kernel.coordinates import Position, System
from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.org import queries as org
from yiwang.org.actors import Worker
from yiwang.org.models import Area

HEADINGS = {
    "name": ("名称", "地名", "name"),
    "aliases": ("别名", "alias", "aliases"),
    "area": ("区域", "所属区域", "area"),
    "longitude": ("经度", "longitude"),
    "latitude": ("纬度", "latitude"),
    "retired": ("停用", "retired"),
}
SHORTEST, LONGEST = 2, 60
_SPLIT = str.maketrans("，,；;|/", "、、、、、、")


def import_file(
    *, name: str, content: bytes, worker: Worker, system: System = System.WGS_84
) -> dict[str, Any]:
    """What came of a file. Raises a `Refusal` where it cannot be read at all."""
    rows = tables.read(name, content, HEADINGS, ("name", "area")).rows
    areas = _areas()
    good: dict[tuple[str, int], NewPlace] = {}
    refused: list[dict[str, Any]] = []
    for row in rows:
        try:
            place = _place(row, areas, system)
            if (place.name, place.area.pk) in good:
                raise Invalid("地名“{name}”在文件中重复", name=place.name)
            good[place.name, place.area.pk] = place
        except Refusal as refusal:
            refused.append({"line": row.line, "reason": str(refusal)})
    taken = actions.take(places=list(good.values()), worker=worker, source=name)
    return {"rows_read": len(rows), **vars(taken), "rows_refused": refused}


def _areas() -> dict[str, list[Area]]:
    """Areas in use by their codes and names."""
    found: dict[str, list[Area]] = {}
    for area in org.areas_below().select_related("parent"):
        for key in {area.code, area.name}:
            found.setdefault(key, []).append(area)
    return found


def _place(row: tables.Row, areas: dict[str, list[Area]], system: System) -> NewPlace:
    name = row["name"]
    if not SHORTEST <= len(name) <= LONGEST:
        raise Invalid("地名应有{least}至{most}个字", least=SHORTEST, most=LONGEST)
    meant = areas.get(row["area"], [])
    if len(meant) != 1:
        raise Invalid("没有区域“{area}”，或有几个同名的，请填区划代码", area=row["area"][:40])
    told = row["aliases"].translate(_SPLIT).split("、")
    aliases = dict.fromkeys(word.strip() for word in told if len(word.strip()) >= SHORTEST)
    return NewPlace(
        name=name,
        area=meant[0],
        aliases=tuple(alias[:LONGEST] for alias in aliases if alias != name),
        point=_point(row, system),
        retired=row["retired"] in ("是", "1", "true", "yes"),
    )


def _point(row: tables.Row, system: System) -> tuple[float, float] | None:
    """The position in WGS-84; none where neither is told. Raises `Invalid`."""
    if not row["longitude"] and not row["latitude"]:
        return None
    try:
        given = Position(float(row["longitude"]), float(row["latitude"]), system)
    except ValueError:
        raise Invalid("经度和纬度应为数字") from None
    plain = given.to(System.WGS_84)
    return round(plain.longitude, 6), round(plain.latitude, 6)
