"""Tables of another database, by a SQLAlchemy address: server-side cursors, never OFFSET.

Rows are read in the order of (cursor, key), so that reading goes on where it was broken off. What
was committed late, with a cursor before the mark, is found by reading again some way back.
"""

import decimal
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import orjson
import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from yiwang.kernel.refusals import Invalid, NotNow
from yiwang.lake.intake.chunks import Chunk, Position, Span, counted

ROWS = 20_000
# Columns of databases that no kind of ours is.
_NESTED = (dict, list, bytes, memoryview)
DRIVERS = {
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mysql+pymysql",
    "sqlite": "sqlite",
    "mssql": "mssql+pymssql",
    "oracle": "oracle+oracledb",
}


class Unreachable(NotNow):
    """The other system does not answer, or not as it should."""

    code = "unreachable"


@dataclass(frozen=True, kw_only=True)
class TableSource:
    """A table or view. `cursor` grows with every change; `keys` break ties and name a row.

    Without `cursor` the whole table is read each time. `again` reads the last mark once more, and
    `lag` before it: for what is merged, not for what is appended.
    """

    address: str
    table: str
    columns: tuple[str, ...] = ()
    cursor: str = ""
    keys: tuple[str, ...] = ()
    again: bool = True
    lag: timedelta = timedelta(0)
    password: str = ""
    rows: int = ROWS

    def span(self, since: Position | None) -> Span:
        """From the last mark, less the lag, up to the largest cursor that is there now."""
        if not self.cursor:
            # What a table holds has no name: each reading is one of its own.
            return Span()
        with self._connected() as connection:
            column: sa.ColumnClause[Any] = sa.column(self.cursor)
            most = sa.select(sa.func.max(column)).select_from(self._from)
            found = self._run(connection, most).scalar()
        until = since if found is None else [_told(found)]
        return Span(since, until)

    def chunks(self, span: Span, after: Position | None) -> Iterator[Chunk]:
        """The rows in order. A position is [rows so far, cursor, key, …]."""
        done = int(after[0]) if after else 0
        with self._connected() as connection:
            for query in self._queries(span, after):
                result = self._run(connection, query, stream=True)
                names = list(result.keys())
                yield Chunk(_batch(names, []), counted(0, 0))
                for rows in self._fetched(connection, result):
                    marks = [_told(rows[-1][names.index(name)]) for name in self._order]
                    position = [done + len(rows), *marks] if self._order else None
                    yield Chunk(_batch(names, rows), counted(done + 1, len(rows)), (), position)
                    done += len(rows)

    def _fetched(self, connection: sa.Connection, result: Any) -> Iterator[Sequence[Any]]:
        """Some rows at a time; a server works on the next ones while these are worked on here."""
        if connection.dialect.name == "sqlite":
            # It has no server, and its connections stay in their thread.
            while rows := result.fetchmany(self.rows):
                yield rows
            return
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(result.fetchmany, self.rows)
            while rows := waiting.result():
                waiting = pool.submit(result.fetchmany, self.rows)
                yield rows

    @property
    def _order(self) -> tuple[str, ...]:
        return ((self.cursor,) if self.cursor else ()) + self.keys

    @property
    def _from(self) -> sa.FromClause:
        schema, _dot, name = self.table.rpartition(".")
        return sa.table(name, schema=schema or None)

    def _queries(self, span: Span, after: Position | None) -> Iterator[sa.Select[Any]]:
        """Rows without a cursor first, since no mark ever finds them; then the others."""
        wanted: list[Any] = [sa.column(name) for name in self.columns] or [sa.text("*")]
        query = sa.select(*wanted).select_from(self._from)
        query = query.order_by(*(sa.column(name) for name in self._order))
        marks = [_meant(one) for one in after[1:]] if after else []
        if not self.cursor:
            yield query.where(_beyond(self.keys, marks)) if marks else query
            return
        if not marks or marks[0] is None:
            if self.again:
                none = query.where(sa.column(self.cursor).is_(None))
                yield none.where(_beyond(self.keys, marks[1:])) if marks[1:] else none
            marks = []
        query = query.where(self._within(span))
        yield query.where(_beyond(self._order, marks)) if marks else query

    def _within(self, span: Span) -> sa.ColumnElement[bool]:
        """At the mark and a little before it: what is merged may be read twice."""
        column: sa.ColumnClause[Any] = sa.column(self.cursor)
        bounds = [column.is_not(None)]
        if span.since:
            since = _meant(span.since[0])
            near = column >= back(since, self.lag)
            bounds.append(near if self.again else column > since)
        if span.until:
            bounds.append(column <= _meant(span.until[0]))
        return sa.and_(*bounds)

    def _connected(self) -> "_Connection":
        return _Connection(self.address, self.password)

    def _run(self, connection: sa.Connection, query: Any, stream: bool = False) -> Any:
        try:
            return connection.execution_options(stream_results=stream).execute(query)
        except SQLAlchemyError as fault:
            raise Unreachable("数据库查询失败：{why}", why=_plain(fault, self.password)) from None


class _Connection:
    """A connection that is closed with its engine, and tells its faults without the password."""

    def __init__(self, address: str, password: str) -> None:
        self._url, self._password = url(address, password), password

    def __enter__(self) -> sa.Connection:
        try:
            self._engine = sa.create_engine(self._url, poolclass=sa.NullPool)
            self._connection = self._engine.connect()
        except (SQLAlchemyError, ImportError) as fault:
            raise Unreachable("连接不上数据库：{why}", why=_plain(fault, self._password)) from None
        return self._connection

    def __exit__(self, *_fault: object) -> None:
        self._connection.close()
        self._engine.dispose()


def url(address: str, password: str = "") -> URL:
    """The address with its driver and password. Raises `Invalid` for one that holds a password."""
    try:
        made = make_url(address)
    except SQLAlchemyError:
        raise Invalid("数据库地址读不懂，应如 postgresql://用户@主机/库") from None
    if made.password:
        raise Invalid("数据库地址里不能有密码；请填写密钥名称")
    kind = made.drivername.partition("+")[0]
    if kind not in DRIVERS:
        raise Invalid("不支持这种数据库；可用 {known}", known="、".join(sorted(DRIVERS)))
    return made.set(drivername=DRIVERS[kind], password=password or None)


def _plain(fault: Exception, password: str) -> str:
    original = getattr(fault, "orig", None) or fault
    words = " ".join(str(original).split())[:300]
    return words.replace(password, "***") if password else words


def _beyond(names: Sequence[str], values: Sequence[Any]) -> sa.ColumnElement[bool]:
    """Rows after these values in the order of these columns: no tuple comparison is needed."""
    column: sa.ColumnClause[Any] = sa.column(names[0])
    value = values[0]
    if len(names) == 1:
        return sa.and_(column > value)
    return sa.or_(column > value, sa.and_(column == value, _beyond(names[1:], values[1:])))


def back(value: Any, lag: timedelta) -> Any:
    """A mark less the lag, written as before. Raises `Invalid` where it is no time."""
    if not lag:
        return value
    if isinstance(value, datetime | date):
        return value - lag
    if isinstance(value, str) and (moment := _moment(value)):
        # As text, it is compared as text: it must be written as before.
        written = (moment - lag).isoformat(sep="T" if "T" in value else " ")
        return written.replace("+00:00", "Z") if value.endswith("Z") else written
    raise Invalid("增量字段不是时间，不能回看；请把回看设为0")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _told(value: Any) -> Any:
    """A value of a mark for JSON."""
    if isinstance(value, datetime | date):
        return {"at": value.isoformat(), "day": not isinstance(value, datetime)}
    return {"amount": str(value)} if isinstance(value, decimal.Decimal) else value


def _meant(told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    if "amount" in told:
        return decimal.Decimal(told["amount"])
    return date.fromisoformat(told["at"]) if told["day"] else datetime.fromisoformat(told["at"])


def _batch(names: list[str], rows: Sequence[Any]) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else [()] * len(names)
    return pa.RecordBatch.from_arrays([_array(list(one)) for one in columns], names=names)


def _array(values: list[Any]) -> pa.Array:
    """Values of one column; where they are of several kinds, or none of ours, as text."""
    first = next((one for one in values if one is not None), None)
    if not isinstance(first, _NESTED):
        try:
            return pa.array(values)
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):
            pass
    return pa.array([None if one is None else _text(one) for one in values], pa.string())


def _text(value: Any) -> str:
    """Arrays and objects as JSON, bytes as hexadecimal digits: what a text field may hold."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, dict | list):
        return orjson.dumps(value, default=str).decode()
    return str(value)
