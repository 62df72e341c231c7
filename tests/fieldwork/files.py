"""Files of outlines as other programs write them."""

import io
import json
import zipfile
from typing import Any

import numpy as np
import shapefile
import shapely

from tests.fieldwork.conftest import cell, code
from yiwang.fieldwork.grids import outlines
from yiwang.kernel.coordinates import Position, System

WGS_PRJ = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]'
CGCS_PRJ = 'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000"]]'
METRES_PRJ = 'PROJCS["CGCS2000_3_Degree_GK_CM_114E",GEOGCS["GCS_China_2000"]]'
Cells = dict[int, Any]


def fresh() -> Cells:
    """Two grids side by side, east of those on record."""
    return {11: cell(4, 0), 12: cell(5, 0)}


def shifted(area: Any, system: System) -> Any:
    """An outline as a map in another system draws it."""

    def to(corners):
        found = [Position(*corner).to(system) for corner in corners.tolist()]
        return [(place.longitude, place.latitude) for place in found]

    return shapely.transform(area, lambda corners: np.array(to(corners)))


def geojson(cells: Cells, **more: Any) -> tuple[str, bytes]:
    features = [
        {
            "type": "Feature",
            "properties": {"网格编码": code(number), "网格名称": f"新{number}"},
            "geometry": outlines.written(area),
        }
        for number, area in cells.items()
    ]
    told = {"type": "FeatureCollection", "features": features} | more
    return "grids.geojson", json.dumps(told).encode()


def table(cells: Cells, encoding: str = "gb18030") -> tuple[str, bytes]:
    lines = ["网格编码,网格名称,WKT"]
    lines += [f'{code(n)},新{n},"{area.wkt}"' for n, area in cells.items()]
    return "grids.csv", "\r\n".join(lines).encode(encoding)


def shapes(cells: Cells, *, prj: str = "", encoding: str = "gb18030") -> tuple[str, bytes]:
    parts = {ending: io.BytesIO() for ending in ("shp", "shx", "dbf")}
    with shapefile.Writer(**parts, shapeType=shapefile.POLYGON, encoding=encoding) as writer:
        writer.field("BGCODE", "C", 20)
        writer.field("BGNAME", "C", 40)
        for number, area in cells.items():
            writer.shape(shapely.geometry.mapping(area))
            writer.record(code(number), f"新{number}")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for ending, stream in parts.items():
            archive.writestr(f"资料/grids.{ending}", stream.getvalue())
        if prj:
            archive.writestr("资料/grids.prj", prj)
    return "grids.zip", target.getvalue()
