"""Golden records: of what the sources say of one thing, one value a field, with its reason.

The authorities of a field come first, in their order, then what was said last, then what most say.
What was not chosen stays as a conflict, what was chosen before as history.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

import duckdb

from yiwang.kernel.refusals import Invalid


class Rule(StrEnum):
    """Why a value was chosen (取值规则)."""

    ONLY = "only"
    AUTHORITY = "authority"
    NEWEST = "newest"
    MAJORITY = "majority"
    EQUAL = "equal"


_SAID = """
create or replace temp table said as
select told.golden, told.field, told.value, count(*) as votes, max(told.told_at) as told_at,
    min(authorities.place) as place,
    arg_max(told.source, (-coalesce(authorities.place, 1000), told.told_at)) as source,
    string_agg(distinct told.source, ',' order by told.source) as sources
from (unpivot (select golden, source, told_at, {fields} from records)
      on {fields} into name field value value) as told
left join authorities on told.field = authorities.field and told.source = authorities.source
group by told.golden, told.field, told.value
"""
_RANKED = """
create or replace temp table ranked as
select *, count(*) over thing as variants,
    row_number() over best = 1 as chosen,
    lead(coalesce(told_at, timestamp '1970-01-01')) over best as next_told_at,
    lead(votes) over best as next_votes
from said
window thing as (partition by golden, field),
    best as (partition by golden, field
             order by place nulls last, told_at desc nulls last, votes desc, value)
"""
_CURRENT = """
create or replace temp table current_values as
select golden, field, value, source, sources, told_at,
    case when variants = 1 then 'only'
        when place is not null then 'authority'
        when told_at > next_told_at then 'newest'
        when votes > next_votes then 'majority'
        else 'equal' end as rule
from ranked where chosen
"""
_KEPT = """
create or replace temp table kept_values as
select now.*, coalesce(was.since, $at::timestamp) as since, null::timestamp as until
from current_values as now
left join (select * from past_values where until is null) as was
    using (golden, field, value)
union all by name
select was.* replace (coalesce(was.until, $at::timestamp) as until)
from past_values as was
where was.until is not null or not exists (
    select 1 from current_values as now
    where now.golden = was.golden and now.field = was.field and now.value = was.value)
"""
_CONFLICTS = """
create or replace temp table conflicts as
select golden, field, value, sources, told_at, votes, chosen from ranked where variants > 1
"""
# What `past_values` looks like before the first build.
EMPTY_PAST = """
create or replace temp table past_values (
    golden varchar, field varchar, value varchar, source varchar, sources varchar,
    told_at timestamp, rule varchar, since timestamp, until timestamp)
"""


def build(
    connection: duckdb.DuckDBPyConnection,
    *,
    fields: Sequence[str],
    authorities: Mapping[str, Sequence[str]],
    at: datetime,
) -> None:
    """From `records` (golden, source, told_at, the fields) and `past_values`.

    Makes `kept_values` (those that stand and those that stood), `conflicts`, and `golden`, a row a
    thing. `authorities` names the sources of a field that come first, in order; `at` is when it is
    built.
    """
    names = ", ".join(_names(fields))
    _appoint(connection, authorities)
    connection.execute(_SAID.format(fields=names))
    for step in (_RANKED, _CURRENT, _CONFLICTS):
        connection.execute(step)
    connection.execute(_KEPT, {"at": at})
    connection.execute(_wide(fields))


def changed(
    connection: duckdb.DuckDBPyConnection, field: str, authorities: Sequence[str]
) -> tuple[int, int, dict[str, tuple[int, int]]]:
    """What another order of authorities would do to a field, by what stands in `past_values`.

    From `records` as `build` takes them. How many values there would be, how many would be others,
    and by source how many stand now and how many would.
    """
    (name,) = _names([field])
    _appoint(connection, {field: authorities})
    for step in (_SAID.format(fields=name), _RANKED, _CURRENT):
        connection.execute(step)
    connection.execute(_STANDING, [field])
    counted = connection.execute(_CHANGED).fetchall()
    by_source = {
        source: (now, then) for source, now, then in connection.execute(_BY_SOURCE).fetchall()
    }
    return int(counted[0][0]), int(counted[0][1]), by_source


_STANDING = """
create or replace temp table standing as
select golden, value, source from past_values where field = ? and until is null
"""
_CHANGED = """
select count(*), count(*) filter (where standing.value is distinct from current_values.value)
from current_values left join standing using (golden)
"""
_BY_SOURCE = """
select source, coalesce(now, 0), coalesce(later, 0)
from (select source, count(*) as now from standing group by source)
full join (select source, count(*) as later from current_values group by source) using (source)
order by source
"""


def _names(fields: Sequence[str]) -> Sequence[str]:
    strange = [field for field in fields if not field.isidentifier()]
    if strange or not fields:
        raise Invalid("字段名不可用：{fields}", fields="、".join(strange))
    return fields


def _appoint(
    connection: duckdb.DuckDBPyConnection, authorities: Mapping[str, Sequence[str]]
) -> None:
    connection.execute(
        "create or replace temp table authorities (field varchar, source varchar, place integer)"
    )
    rows = [
        [field, source, place]
        for field, sources in authorities.items()
        for place, source in enumerate(sources, 1)
    ]
    if rows:
        connection.executemany("insert into authorities values (?, ?, ?)", rows)


def _wide(fields: Sequence[str]) -> str:
    columns = ", ".join(f"max(value) filter (field = '{one}') as {one}" for one in fields)
    return f"""
        create or replace temp table golden as
        select things.golden as id, things.sources, {columns}
        from (select golden, count(distinct source) as sources from records group by golden)
            as things
        left join current_values using (golden)
        group by things.golden, things.sources order by id"""  # noqa: S608
