"""What another order of authorities would change, reckoned before it is published."""

from dataclasses import dataclass

from yiwang.hub import places
from yiwang.hub.bases import lakes, queries
from yiwang.hub.bases.actions import NewAuthority, appointable
from yiwang.hub.catalogue.models import Resource
from yiwang.lake.linkage import golden
from yiwang.org.actors import Worker


@dataclass(frozen=True, slots=True)
class Effect:
    """How many golden values of a field there are, how many would be others, and from whom."""

    values: int
    changed: int
    # (source, how many stand now, how many would)
    sources: tuple[tuple[Resource, int, int], ...]


def effect(*, told: NewAuthority, by: Worker) -> Effect | None:
    """By the records of the last build; None before the first.

    Raises `NotAllowed` and `Invalid` for what could not be published.
    """
    appointable(told=told, by=by)
    folder = lakes.folder(told.base)
    if not (folder / "records.parquet").exists():
        return None
    engine = places.engine()
    try:
        con = engine.backend.con
        for view, name in (("records", "records"), ("past_values", "values")):
            path = str(folder / f"{name}.parquet").replace("'", "''")
            con.execute(f"create temp view {view} as select * from read_parquet('{path}')")  # noqa: S608
        keys = tuple(one for one in told.resources if one)
        many, changed, by_source = golden.changed(con, told.field, keys)
    finally:
        engine.close()
    resources = queries.resources()
    sources = tuple(
        (resources[key], now, then) for key, (now, then) in by_source.items() if key in resources
    )
    return Effect(many, changed, sources)
