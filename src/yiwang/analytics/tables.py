"""The tables of facts as the language of indicators declares them."""

import duckdb

from yiwang.kernel.version import digest
from yiwang.measure.facts import VIEWS

AREAS = "CREATE TABLE areas (code VARCHAR PRIMARY KEY, street VARCHAR, community VARCHAR)"
META = "CREATE TABLE meta (shape VARCHAR, mark BIGINT, refreshed_at BIGINT)"


def shape() -> str:
    """A digest of all tables: facts of another shape are built anew."""
    return digest((VIEWS, AREAS, META))


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, empty, where they are missing or of another shape."""
    found = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'meta'"
    ).fetchone()
    if found and found[0]:
        kept = connection.execute("SELECT shape FROM meta").fetchone()
        if kept and kept[0] == shape():
            return
    for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
        connection.execute(f'DROP TABLE "{name}"')
    for view in VIEWS:
        columns = ", ".join(f"{column.key} {column.kind.value}" for column in view.columns)
        connection.execute(f"CREATE TABLE {view.key} ({columns})")
    connection.execute(AREAS)
    connection.execute(META)
    connection.execute("INSERT INTO meta VALUES (?, 0, NULL)", [shape()])
