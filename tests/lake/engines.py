"""Whether two engines give equal rows, and made-up rows on which they are likely to differ."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path

import duckdb
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from yiwang.lake.engines.engine import Engine

SHAPE = pa.schema(
    [
        ("key", pa.int64()),
        ("text", pa.string()),
        ("whole", pa.int64()),
        ("number", pa.float64()),
        ("amount", pa.decimal128(18, 4)),
        ("yes", pa.bool_()),
        ("day", pa.date32()),
        ("moment", pa.timestamp("us")),
    ]
)
TEXTS = [
    None,
    "",
    " ",
    "  前后有空 ",
    "\u3000全角空格\u3000",
    "张三",
    "𠮷野家",  # outside the basic plane: four bytes, two units of UTF-16
    "👨\u200d👩\u200d👧",
    "e\u0301é",
    "１２３４５",
    "12345",
    "-0",
    "A.b*c$d\\1^(e)[f]{g}|h",
    "100%_off",
    'it\'s "quoted"',
    "多行\n换行\t制表\r回车",
    "Straße ŉ İstanbul",
    "NULL",
    "nan",
    "市" * 20_000,
]
WHOLES = [None, 0, 1, -1, 7, 2**31, -(2**31) - 1, 2**53 + 1, 10**17, -(10**17)]
NUMBERS = [None, 0.0, -0.0, 1.5, -1.5, 0.1, 1e-300, 1e300, 2.5, 3.5, float("nan"), float("inf")]
AMOUNTS = [None, *map(Decimal, ("0", "0.0001", "-0.0001", "12345678901234.5678", "-2.5", "99.95"))]
DAYS = [None, date(1, 1, 1), date(1582, 10, 4), date(1900, 2, 28), date(1970, 1, 1)]
DAYS += [date(1969, 12, 31), date(2000, 2, 29), date(2026, 12, 31), date(9999, 12, 31)]
MOMENTS = [None, datetime(1, 1, 1), datetime(1969, 12, 31, 23, 59, 59, 999999)]
MOMENTS += [datetime(1991, 4, 14, 2, 30), datetime(2026, 3, 1, 0, 0, 0, 1), datetime(9999, 1, 1)]


def hard_rows(texts: list[str | None] = TEXTS) -> pa.Table:
    """Rows of every kind with values on which engines are likely to differ."""
    size = max(len(texts), len(WHOLES), len(NUMBERS), len(DAYS))
    lists = [texts, WHOLES, NUMBERS, AMOUNTS, [None, True, False], DAYS, MOMENTS]
    columns = [list(range(size)), *([one[i % len(one)] for i in range(size)] for one in lists)]
    return pa.Table.from_arrays(
        [pa.array(one, field.type) for one, field in zip(columns, SHAPE, strict=True)],
        schema=SHAPE,
    )


@dataclass(frozen=True)
class Both:
    """DuckDB and Spark over the same files in a folder."""

    duck: Engine
    spark: Engine
    folder: Path
    numbers: count = count()

    def assert_equal_rows(
        self, build: Callable[[ir.Table], ir.Table], rows: pa.Table | None = None
    ) -> pa.Table:
        """What `build` makes of the rows is the same on both, row by row; it is returned."""
        path = self.folder / f"{next(self.numbers)}.parquet"
        pq.write_table(hard_rows() if rows is None else rows, path)
        found = [one.arrow(build(one.table([str(path)]))) for one in (self.duck, self.spark)]
        assert_same(*found)
        return found[0]


def assert_same(left: pa.Table, right: pa.Table) -> None:
    """Equal names, types and rows, in any order; empty, nothing and not-a-number all differ."""
    assert left.schema.names == right.schema.names
    assert left.schema.types == right.schema.types
    assert left.num_rows == right.num_rows
    only = differing(left, right)
    assert not only, f"{len(only)} rows differ, as: {str(only[:4])[:2000]}"


def differing(left: pa.Table, right: pa.Table, most: int = 20) -> list[tuple[object, ...]]:
    """Rows that only one side has, marked with its name; at most so many of each side."""
    with duckdb.connect() as on:
        on.register("a", left)
        on.register("b", right)
        return on.execute(
            f"(SELECT 'left', * FROM (FROM a EXCEPT ALL FROM b) LIMIT {most}) UNION ALL"
            f" (SELECT 'right', * FROM (FROM b EXCEPT ALL FROM a) LIMIT {most})"
        ).fetchall()
