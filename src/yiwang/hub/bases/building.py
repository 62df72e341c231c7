"""Building a base: its feeders' records linked, one value a field chosen, what was kept.

It runs in a process of its own. A build that is stopped leaves the last one as it was, but for
tables that were already written, which the next build writes anew.
"""

from datetime import datetime
from uuid import uuid4

import pyarrow as pa
from django.db import transaction
from django.utils import timezone

from yiwang.hub import places
from yiwang.hub.bases import lakes, queries, themes
from yiwang.hub.bases.models import Build, Doubt, Feeder, Figure
from yiwang.hub.bases.words import FIELDS, LINKED, Base
from yiwang.kernel.refusals import Missing
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.linkage import golden, identities, looking
from yiwang.lake.linkage.explaining import grounds
from yiwang.lake.linkage.kinds import LINKAGES
from yiwang.lake.linkage.linking import Linked, Plan, link
from yiwang.org.actors import SYSTEM, Worker

# A certificate is one wherever it is kept: by its kind and number.
_CERTIFICATE = (
    "case when number is null then record else"
    " first_value(record) over (partition by title, number order by record) end"
)
# More pairs nobody decides; the strongest are kept.
MOST_DOUBTS = 5000
_TABLES = {
    "": "golden",
    "__values": "kept_values",
    "__records": "named_records",
    "__conflicts": "conflicts",
}


def build(base: Base, *, by: Worker = SYSTEM) -> Build:
    """Build a base anew. Raises `Missing` where nothing feeds it yet."""
    started = timezone.now()
    engine = places.engine()
    try:
        return _built(engine, base, started, by)
    finally:
        engine.close()


def _built(engine: DuckEngine, base: Base, started: datetime, by: Worker) -> Build:
    feeders = [one for one in queries.feeders(base) if lakes.store().exists(one.resource.key)]
    if not feeders:
        raise Missing("“{base}”还没有可用的来源，请先配置来源字段并接入数据", base=base.label)
    run = f"{base.value}-{started:%Y%m%d%H%M%S}-{uuid4().hex[:8]}"
    versions = _gather(engine, base, feeders)
    linked = _link(engine, base) if base in LINKED else None
    _choose(engine, base, linked, run, started)
    _write(engine, base, run)
    made = Build(base=base, run=run, started_at=started, versions=versions)
    return _noted(engine, made, linked, by)


def _gather(engine: DuckEngine, base: Base, feeders: list[Feeder]) -> dict[str, int]:
    """All records of the feeders in `gathered`: record, source, told_at, the fields as text."""
    names = [one.key for one in FIELDS[base]]
    columns = ", ".join(f"{name} varchar" for name in names)
    run = engine.backend.con.execute
    run(
        f"create temp table gathered (record varchar, source varchar, told_at timestamp, {columns})"
    )
    versions = {}
    for feeder in feeders:
        snapshot = lakes.store().snapshot(feeder.resource.key)
        versions[feeder.resource.key] = snapshot.version
        taken = [
            f"""nullif(trim(cast("{feeder.fields[name]}" as varchar)), '')"""
            if name in feeder.fields
            else "null"
            for name in names
        ]
        key = " || '|' || ".join(f'cast("{one}" as varchar)' for one in feeder.resource.keys)
        told_at = f'try_cast("{feeder.updated}" as timestamp)' if feeder.updated else "null"
        source = feeder.resource.key
        run(
            f"insert into gathered select '{source}:' || {key}, '{source}', {told_at},"  # noqa: S608
            f" {', '.join(taken)} from read_parquet(?)",
            [list(snapshot.files)],
        )
    return versions


def _link(engine: DuckEngine, base: Base) -> Linked:
    plan = Plan(decisions=tuple(queries.decisions(base)))
    return link(engine, [engine.backend.table("gathered")], LINKAGES[base.value], plan)


def _choose(engine: DuckEngine, base: Base, linked: Linked | None, run: str, at: datetime) -> None:
    con = engine.backend.con
    pairs = [(record, group[0]) for group in (linked.groups if linked else ()) for record in group]
    grouped = pa.table(
        {
            "record": pa.array([one for one, _first in pairs], pa.string()),
            "cluster": pa.array([first for _one, first in pairs], pa.string()),
        }
    )
    con.register("grouped", grouped)
    alone = _CERTIFICATE if base is Base.CERTIFICATE else "record"
    con.execute(
        f"create temp table clusters as select record, coalesce(grouped.cluster, {alone})"  # noqa: S608
        " as cluster from gathered left join grouped using (record)"
    )
    con.unregister("grouped")
    _past(engine, base)
    identities.name(con, run=run)
    con.execute(
        "create temp table named_records as select named.golden, gathered.*"
        " from gathered join named using (record) order by golden, record"
    )
    con.execute("create temp view records as from named_records")
    golden.build(
        con,
        fields=[one.key for one in FIELDS[base]],
        authorities=queries.authorities(base),
        at=at.replace(tzinfo=None),
    )


def _past(engine: DuckEngine, base: Base) -> None:
    """What the last build said: whose record was which, and which values stood."""
    con, store = engine.backend.con, lakes.store()
    con.execute("create temp table before (record varchar, golden varchar)")
    con.execute(golden.EMPTY_PAST)
    for table, into, columns in (
        ("__records", "before", "record, golden"),
        ("__values", "past_values", "* "),
    ):
        name = f"base_{base.value}{table}"
        if store.exists(name):
            con.execute(
                f"insert into {into} by name select {columns} from read_parquet(?)",  # noqa: S608
                [list(store.files(name))],
            )


def _write(engine: DuckEngine, base: Base, run: str) -> None:
    con, store = engine.backend.con, lakes.store()
    for suffix, table in _TABLES.items():
        rows = con.execute(f"select * from {table}").to_arrow_reader(100_000)  # noqa: S608
        store.replace(f"base_{base.value}{suffix}", rows, run=run, part=0)
    folder = lakes.folder(base)
    looking.write(con, "kept_values", "golden, field, since, value", folder / "values.parquet")
    looking.write(con, "named_records", "record", folder / "records.parquet")
    looking.write(con, "conflicts", "golden", folder / "conflicts.parquet")
    if base in _TOGETHER:
        name, kind, value = _TOGETHER[base]
        told = _BOUND.format(name=name, hashed=_hashed(kind, value), value=value)
        con.execute(told, {"secret": lakes.secret()})
        looking.write(con, name, "bound, golden, field", folder / f"{name}.parquet")
    con.execute(_index(base), {"secret": lakes.secret()})
    looking.write(con, "found_by", "hash", folder / "index.parquet")


def _index(base: Base) -> str:
    """Every value by which a thing is found or bound to others, as a hash with its golden id.

    Of a person's address also the household is kept that lives there, under the kind `door`.
    """
    kinds = [one.key for one in FIELDS[base] if one.sought]
    kinds += {"enterprise": ["legal_card", "address"], "certificate": ["holder"]}.get(base, [])
    parts = [
        f"select {_hashed(kind, kind)} as hash, id as golden from golden where {kind} is not null"  # noqa: S608
        for kind in kinds
    ]
    if base is Base.PERSON:
        parts.append(
            f"select distinct {_hashed('door', 'address')} as hash, {_hashed('home', _HOME)} as"  # noqa: S608
            " golden from golden where address is not null"
        )
    return f"create temp table found_by as {' union all '.join(parts)}"


def _hashed(kind: str, value: str) -> str:
    return lakes.BLIND.format(kind=f"'{kind}'", value=value)


# A household is who has the same household number or, without one, lives at the same address.
_HOME = "coalesce(household, address)"
# What is shown together lies together: the members of a household, the certificates of a holder.
_TOGETHER = {
    Base.PERSON: ("homes", "home", _HOME),
    Base.CERTIFICATE: ("holders", "holder", "holder"),
}
_BOUND = """
create temp table {name} as
select {hashed} as bound, kept_values.*
from kept_values join golden on kept_values.golden = golden.id
where kept_values.until is null and {value} is not null
"""


@transaction.atomic
def _noted(engine: DuckEngine, made: Build, linked: Linked | None, by: Worker) -> Build:
    def count(what: str) -> int:
        found = engine.backend.con.execute(f"select count(*) from {what}").fetchall()  # noqa: S608
        return int(found[0][0])

    base = Base(made.base)
    made.records, made.things = count("gathered"), count("golden")
    made.conflicts = count("(select distinct golden, field from conflicts)")
    made.doubtful, made.prior = (len(linked.doubtful), linked.prior) if linked else (0, 0.0)
    made.at, made.by_id, made.by_name = timezone.now(), by.person_id, by.person_name
    made.save(force_insert=True)
    Doubt.objects.filter(base=base).delete()
    Figure.objects.filter(build__base=base).delete()
    if linked:
        Doubt.objects.bulk_create(_doubts(made, base, linked), batch_size=500)
    figures = themes.measured(engine.backend.con, base)
    Figure.objects.bulk_create([Figure(build=made, **one) for one in figures], batch_size=500)
    return made


def _doubts(made: Build, base: Base, linked: Linked) -> list[Doubt]:
    found = []
    for row in linked.doubtful[:MOST_DOUBTS]:
        left, right = sorted((row["left"], row["right"]))
        told = grounds(row, LINKAGES[base.value], linked.weights, prior=linked.prior)
        found.append(
            Doubt(
                build=made,
                base=base,
                left=left,
                right=right,
                probability=row["probability"],
                why=row["why"],
                grounds=[[one.label, one.words, round(one.weight, 1)] for one in told],
            )
        )
    return found
