"""Golden ids that stay: a thing keeps its id however its records are grouped anew."""

import duckdb

# A cluster keeps the id that most of its records had; an id goes to the cluster that has most of
# its records. Whoever comes out without one gets a new id, made of its first record and the run.
_NAMED = """
create or replace temp table named as
with votes as (
    select cluster, golden, count(*) as many from clusters join before using (record) group by all
), owned as (
    select * from votes
    qualify row_number() over (partition by golden order by many desc, cluster) = 1
), kept as (
    select * from owned
    qualify row_number() over (partition by cluster order by many desc, golden) = 1
)
select record, coalesce(golden, left(sha256(cluster || '|' || ?), 16)) as golden
from clusters left join kept using (cluster)
"""
_ALIASES = """
create or replace temp table aliases as
select before.golden, arg_min(named.golden, before.record) as into_golden
from before join named using (record)
where before.golden not in (select golden from named)
group by before.golden
"""


def name(connection: duckdb.DuckDBPyConnection, *, run: str) -> None:
    """From `clusters` (record, cluster) and `before` (record, golden): `named` and `aliases`.

    `named` is record and golden; `aliases` says of ids that went where most of them now are.
    """
    connection.execute(_NAMED, [run])
    connection.execute(_ALIASES)
