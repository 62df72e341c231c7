"""In which coordinate system a file is written: named by a person, never guessed.

What the file itself says (a .prj, a `crs` member, an SRID) must not contradict the named one.
"""

import re

import numpy as np
import shapely

from yiwang.fieldwork.grids.outlines import DECIMALS, Numbers, Outline
from yiwang.kernel.coordinates import Position, System
from yiwang.kernel.refusals import Invalid

_NUMBERS = {"4326": System.WGS_84, "CRS84": System.WGS_84, "4490": System.CGCS2000}
_QUOTED = re.compile(r'^\s*(\w+)\s*\[\s*"([^"]*)"')
_LAST = re.compile(r"(\w+)\s*$")
_ELLIPSOIDAL = ("GEOGCS", "GEOGCRS", "GEODCRS", "GEODETICCRS", "GEOGRAPHICCRS")


def agree(told: str, named: System) -> None:
    """What the file says of itself fits the named system, or it says nothing. Raises `Invalid`."""
    if told.strip() and said(told) is not named:
        raise Invalid(
            "文件写明的坐标系是{told}，与指定的{named}不符",
            told=said(told).label,
            named=named.label,
        )


def said(told: str) -> System:
    """The system that a .prj, a crs name or an SRID says. Raises `Invalid` for any other."""
    quoted = _QUOTED.match(told)
    if quoted is None:
        last = _LAST.search(told)
        found = _NUMBERS.get(last[1].upper()) if last else None
        return found or _unknown(told)
    if quoted[1].upper() not in _ELLIPSOIDAL:
        raise Invalid("文件是投影坐标“{name}”，请先转换为经纬度", name=quoted[2][:60])
    plain = re.sub(r"[^A-Z0-9]", "", quoted[2].upper())
    if plain in ("GCSWGS1984", "WGS84", "WGS1984"):
        return System.WGS_84
    if "CHINAGEODETICCOORDINATESYSTEM2000" in plain or plain in ("CGCS2000", "GCSCGCS2000"):
        return System.CGCS2000
    return _unknown(quoted[2])


def _unknown(told: str) -> System:
    raise Invalid("文件写明的坐标系“{told}”不能识别", told=told.strip()[:60])


def in_wgs84(outline: Outline, system: System) -> Outline:
    """The same outline in WGS-84; a corner that several outlines share stays the same number."""
    if system in (System.WGS_84, System.CGCS2000):
        return outline
    return shapely.transform(outline, lambda corners: _plain(corners, system))


def _plain(corners: Numbers, system: System) -> Numbers:
    each, back = np.unique(corners, axis=0, return_inverse=True)
    found = [Position(east, north, system).to(System.WGS_84) for east, north in each.tolist()]
    plain = np.array([(place.longitude, place.latitude) for place in found])
    return np.round(plain, DECIMALS)[back.ravel()]
