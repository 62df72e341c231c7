"""Keeps the areas that everybody picks from in step with the grids of the day."""

from django.db import transaction

from yiwang.fieldwork.grids import queries
from yiwang.org import actions as org
from yiwang.org import queries as places


@transaction.atomic
def follow() -> int:
    """Areas of level grid get the outline and manager of today's grids; those gone are shut.

    How many were changed. Areas that the register of grids never knew are left alone.
    """
    every = queries.register().values_list("code", flat=True)
    today = {grid.code: grid for grid in queries.valid()}
    known = {area.code: area for area in places.areas_of_codes(every)}
    changed = 0
    for code, grid in today.items():
        if code not in known:
            area = org.add_area(code=code, name=grid.name, level="grid", parent=grid.area)
            known[code] = area
        drawn = grid.outline["coordinates"]
        changed += org.keep_area(area=known[code], outline=drawn, managed_by=grid.managed_by)
    for code in known.keys() - today.keys():
        # Where it lay is kept for the cases in it.
        was = known[code]
        changed += org.keep_area(
            area=was, outline=was.outline, managed_by=was.managed_by, active=False
        )
    return changed
