"""Houses follow the grids of the day: when theirs has ended, they go where their place lies."""

from django.db import transaction

from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.people.models import House


@transaction.atomic
def follow() -> int:
    """Give houses of a grid that is no more the grid of their place; how many were moved.

    A house without a place stays with the old code, under whoever looked after that grid.
    """
    today = list(grids.valid().values_list("code", flat=True))
    left = House.objects.exclude(grid__in=today).exclude(longitude=None)
    rows = list(left.only("grid", "longitude", "latitude"))
    if not rows:
        return 0
    found = grids.codes_at([(row.longitude, row.latitude) for row in rows])
    moved = []
    for row, code in zip(rows, found, strict=True):
        if code:
            row.grid = code
            moved.append(row)
    House.objects.bulk_update(moved, ["grid"], batch_size=500)
    return len(moved)
