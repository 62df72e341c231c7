"""Golden records: of what the sources say of one thing, one value a field, with its reason.

The authority of a field comes first, then what was said last, then what most say. What was not
chosen stays as a conflict, what was chosen before as history.
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
    bool_or(coalesce(told.source = authorities.source, false)) as by_authority,
    arg_max(told.source, (coalesce(told.source = authorities.source, false), told.told_at))
        as source,
    string_agg(distinct told.source, ',' order by told.source) as sources
from (unpivot (select golden, source, told_at, {fields} from records)
      on {fields} into name field value value) as told
left join authorities using (field)
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
             order by by_authority desc, told_at desc nulls last, votes desc, value)
"""
_CURRENT = """
create or replace temp table current_values as
select golden, field, value, source, sources, told_at,
    case when variants = 1 then 'only'
        when by_authority then 'authority'
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
    authorities: Mapping[str, str],
    at: datetime,
) -> None:
    """From `records` (golden, source, told_at, the fields) and `past_values`.

    Makes `kept_values` (those that stand and those that stood), `conflicts`, and `golden`, a row a
    thing. `authorities` names the source of a field that comes first; `at` is when it is built.
    """
    strange = [field for field in fields if not field.isidentifier()]
    if strange or not fields:
        raise Invalid("字段名不可用：{fields}", fields="、".join(strange))
    names = ", ".join(fields)
    connection.execute("create or replace temp table authorities (field varchar, source varchar)")
    if authorities:
        connection.executemany(
            "insert into authorities values (?, ?)", [list(pair) for pair in authorities.items()]
        )
    connection.execute(_SAID.format(fields=names))
    for step in (_RANKED, _CURRENT, _CONFLICTS):
        connection.execute(step)
    connection.execute(_KEPT, {"at": at})
    connection.execute(_wide(fields))


def _wide(fields: Sequence[str]) -> str:
    columns = ", ".join(f"max(value) filter (field = '{one}') as {one}" for one in fields)
    return f"""
        create or replace temp table golden as
        select things.golden as id, things.sources, {columns}
        from (select golden, count(distinct source) as sources from records group by golden)
            as things
        left join current_values using (golden)
        group by things.golden, things.sources order by id"""  # noqa: S608
