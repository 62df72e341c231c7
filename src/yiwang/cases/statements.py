"""Raw statements for the rows of cases, each text built once.

The object mapper builds every statement anew, which takes longer than running it; these are the
few that run at every act and for every imported case. Names come from our own models, every
value is a parameter.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

import orjson
from django.db import connection, models

# Without a zone: then its text is just what SQLite keeps.
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - in UTC

Model = type[models.Model]
Rows = list[tuple[Any, ...]]


def put(model: Model, names: Sequence[str], rows: Rows) -> None:
    """Insert plain rows, whose values stand in the order of `names`."""
    _run(_insert(model, tuple(names), connection.vendor), rows)


def put_over(
    model: Model, names: Sequence[str], rows: Rows, *, key: Sequence[str], update: Sequence[str]
) -> None:
    """Insert plain rows; where one of the same `key` is there, its `update` columns are set."""
    insert = _insert(model, tuple(names), connection.vendor)
    _run(insert + _on_conflict(model, tuple(key), tuple(update), connection.vendor), rows)


def change(model: Model, key: int, names: Sequence[str], row: tuple[Any, ...]) -> None:
    """Set the columns `names` of the row with this primary key."""
    with connection.cursor() as cursor:
        cursor.execute(_update(model, tuple(names), connection.vendor), (*row, key))


def one_locked(model: Model, names: Sequence[str], *, by: str, value: Any) -> models.Model | None:
    """The row whose unique column `by` holds `value`, kept from others until the end.

    Only the columns `names`, of which the primary key is one, are read; others follow on demand.
    """
    ordered = _in_order(model, tuple(names))
    with connection.cursor() as cursor:
        cursor.execute(_select(model, ordered, by, connection.vendor), (value,))
        row = cursor.fetchone()
    return None if row is None else model.from_db("default", ordered, _read(model, ordered, row))


@cache
def _in_order(model: Model, names: tuple[str, ...]) -> tuple[str, ...]:
    """As the model declares them: the mapper takes the values of a row in that order."""
    return tuple(name for name in column_names(model, keyed=True) if name in names)


def _read(model: Model, names: Sequence[str], row: tuple[Any, ...]) -> list[Any]:
    read_as = _json_columns(model)
    return [
        orjson.loads(value) if name in read_as else value
        for name, value in zip(names, row, strict=True)
    ]


@cache
def _json_columns(model: Model) -> frozenset[str]:
    return frozenset(f.attname for f in _fields(model, True) if isinstance(f, models.JSONField))


@cache
def _select(model: Model, names: tuple[str, ...], by: str, vendor: str) -> str:
    columns, table = ", ".join(_columns(model, names)), _table(model)
    (where,) = _columns(model, (by,))
    # SQLite's writers wait for each other from the beginning of their transactions.
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    return f"SELECT {columns} FROM {table} WHERE {where} = %s{lock}"  # noqa: S608


def _run(statement: str, rows: Rows) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        else:
            cursor.executemany(statement, rows)


def column_names(model: Model, *, keyed: bool = False) -> tuple[str, ...]:
    """The names of a model's own columns, without its primary key unless `keyed`."""
    return tuple(field.attname for field in _fields(model, keyed))


def plain_rows(model: Model, rows: Iterable[dict[str, Any]], *, keyed: bool = False) -> Rows:
    """The rows in the order of `column_names`, with the values that the mapper would write."""
    writers = _writers(model, keyed, connection.vendor)
    return [
        tuple(
            None if (v := row.get(name, default)) is None else write_as(v)
            for name, default, write_as in writers
        )
        for row in rows
    ]


def plain_values(model: Model, row: dict[str, Any]) -> tuple[Any, ...]:
    """The given values alone, in their own order, as the mapper would write them."""
    write_as = _writer_by_name(model, connection.vendor)
    return tuple(None if v is None else write_as[name](v) for name, v in row.items())


def json_text(value: Any) -> str:
    """A value for a JSON column."""
    return orjson.dumps(value).decode()


def written_time() -> Callable[[datetime], Any]:
    """How a time goes into a statement: SQLite keeps it as text in UTC, without its zone."""
    return _plain_utc if connection.vendor == "sqlite" else _as_it_is


def written_moments() -> Callable[[int | None], Any]:
    """The same for epoch seconds."""
    return _text_of_moment if connection.vendor == "sqlite" else moment


def _fields(model: Model, keyed: bool) -> list[Any]:
    return [field for field in model._meta.concrete_fields if keyed or not field.primary_key]


@cache
def _writers(model: Model, keyed: bool, vendor: str) -> list[tuple[str, Any, Any]]:
    return [(f.attname, f.get_default(), _writer(f)) for f in _fields(model, keyed)]


@cache
def _writer_by_name(model: Model, vendor: str) -> dict[str, Any]:
    return {name: writer for name, _, writer in _writers(model, True, vendor)}


def _writer(field: models.Field) -> Callable[[Any], Any]:
    if isinstance(field, models.JSONField):
        return json_text
    return written_time() if isinstance(field, models.DateTimeField) else _as_it_is


@cache
def _insert(model: Model, names: tuple[str, ...], vendor: str) -> str:
    columns, table = ", ".join(_columns(model, names)), _table(model)
    blanks = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {table} ({columns}) VALUES ({blanks})"  # noqa: S608


@cache
def _on_conflict(model: Model, key: tuple[str, ...], update: tuple[str, ...], vendor: str) -> str:
    settings = ", ".join(f"{column} = excluded.{column}" for column in _columns(model, update))
    return f" ON CONFLICT ({', '.join(_columns(model, key))}) DO UPDATE SET {settings}"


@cache
def _update(model: Model, names: tuple[str, ...], vendor: str) -> str:
    settings = ", ".join(f"{column} = %s" for column in _columns(model, names))
    (key,) = _columns(model, (model._meta.pk.attname,))
    return f"UPDATE {_table(model)} SET {settings} WHERE {key} = %s"  # noqa: S608


def _columns(model: Model, names: Iterable[str]) -> list[str]:
    by_name = {field.attname: field.column for field in model._meta.concrete_fields}
    return [connection.ops.quote_name(by_name[name]) for name in names]


def _table(model: Model) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))


def moment(seconds: int | None) -> datetime | None:
    """Epoch seconds as a time."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


# Most events of an imported case share one or two moments with their clocks.
@lru_cache(maxsize=1 << 14)
def _text_of_moment(seconds: int | None) -> str | None:
    return None if seconds is None else str(_EPOCH + timedelta(seconds=seconds))


def _as_it_is(value: Any) -> Any:
    return value


def _plain_utc(value: datetime) -> str:
    told = value if value.tzinfo is UTC else value.astimezone(UTC)
    return str(told)[: -len("+00:00")]
