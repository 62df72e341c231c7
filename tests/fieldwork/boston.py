"""The Boston requests of 2011 put into the neighbourhoods' outlines, and what the file says itself.

Outlines and column are not of one edition: the outlines are the city's later statistical
neighbourhoods, the column names the service areas of 2011, which are larger or cut elsewhere.
`SAME` holds spellings and plain unions; `WIDER` the neighbours into which a service area of 2011
reaches. Rows whose position is the city hall, or whose area is not told, compare nothing.
"""

import csv
import gzip
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from yiwang.fieldwork.grids import outlines
from yiwang.fieldwork.grids.locator import NOWHERE, Locator

# Where the geocoder of 2011 put whatever it did not find.
NOT_FOUND = (-71.0587, 42.3594)
NOT_TOLD = {"", "Boston"}
SAME = {
    "Allston / Brighton": {"Allston", "Brighton"},
    "South Boston / South Boston Waterfront": {"South Boston", "South Boston Waterfront"},
    "Greater Mattapan": {"Mattapan"},
    "Downtown / Financial District": {
        *("Downtown", "North End", "West End", "Chinatown", "Leather District"),
    },
    "Fenway / Kenmore / Audubon Circle / Longwood": {"Fenway", "Longwood"},
}
WIDER = {
    "Greater Mattapan": {"Dorchester"},
    "Dorchester": {"Mattapan"},
    "Roxbury": {"Dorchester"},
    "Back Bay": {"Bay Village", "Beacon Hill"},
}


@dataclass
class Comparison:
    """How many rows agree under the names alone and with the wider areas; the rest by pairs."""

    rows: int = 0
    not_compared: Counter[str] = field(default_factory=Counter)
    same: int = 0
    wider: int = 0
    pairs: Counter[str] = field(default_factory=Counter)

    @property
    def compared(self) -> int:
        """Rows that say something."""
        return self.rows - sum(self.not_compared.values())


@dataclass
class Boston:
    """The outlines by name, and the rows' positions and names."""

    areas: dict[str, outlines.Outline]
    points: NDArray[np.float64]
    told: list[str]

    def places(self) -> list[str | None]:
        """The name of the outline that each row lies in."""
        locator = Locator(self.areas)
        found = locator.assign(self.points)
        return [locator.codes[i] if i != NOWHERE else None for i in found]


def load(folder: Path) -> Boston:
    """Both files; an outline that crosses itself is repaired."""
    areas = {}
    features = json.loads((folder / "neighborhoods.geojson").read_text())["features"]
    for feature in features:
        area = outlines.read(feature["geometry"])
        whole = outlines.repaired(area) if outlines.fault(area) else area
        areas[feature["properties"]["Name"]] = whole
    with gzip.open(folder / "boston_2011.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    points = np.array([(float(row["longitude"]), float(row["latitude"])) for row in rows])
    return Boston(areas, points, [row["neighborhood"].strip() for row in rows])


def compare(boston: Boston) -> Comparison:
    """Each row's place against the name that it tells."""
    found = Comparison(rows=len(boston.told))
    for told, place, point in zip(boston.told, boston.places(), boston.points, strict=True):
        if told in NOT_TOLD:
            found.not_compared["area not told"] += 1
        elif tuple(point) == NOT_FOUND:
            found.not_compared["position not found, put on the city hall"] += 1
        elif place in SAME.get(told, {told}):
            found.same += 1
        elif place in WIDER.get(told, set()):
            found.wider += 1
            found.pairs[f"{told} → {place} (wider area of 2011)"] += 1
        else:
            found.pairs[f"{told} → {place}"] += 1
    return found
