"""The SQL of triggers that refuse to change or delete what is only ever appended."""

from collections.abc import Iterator

_SQLITE = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}"
    " BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION yiwang_append_only() RETURNS trigger AS $$"
    " BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"
)
_POSTGRESQL = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION yiwang_append_only()"
)
VERBS = ("update", "delete")


def guards(vendor: str, tables: tuple[str, ...]) -> Iterator[str]:
    """The statements that guard these tables on this kind of database."""
    if vendor == "postgresql":
        yield _FUNCTION
    template = _POSTGRESQL if vendor == "postgresql" else _SQLITE
    for table in tables:
        for verb in VERBS:
            yield template.format(table=table, verb=verb)


def unguards(vendor: str, tables: tuple[str, ...]) -> Iterator[str]:
    """The statements that take the guards away again."""
    for table in tables:
        for verb in VERBS:
            on = f" ON {table}" if vendor == "postgresql" else ""
            yield f"DROP TRIGGER {table}_no_{verb}{on}"
