"""Masking of a table of five million rows into a file, and tokens; `ROWS` says another number."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import duckdb
import ibis.expr.types as ir

from bench.measure import Figure, rate
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.masking import Recipe, default_recipe, masked
from yiwang.lake.masking.presets import BY_KEY
from yiwang.lake.operations import Chain, Secret
from yiwang.lake.operations.pseudonyms import KeepFormat, Pseudonym
from yiwang.lake.schema import Field, Kind, Meaning, Schema

ROWS = int(os.environ.get("ROWS", "5000000"))
# Reckoned in Python row by row: rates are taken of a part of the rows.
SLOW_SHARE = 50
SECRET = Secret(b"of this measurement alone, no key")
SHAPE = Schema(
    (
        Field("card", "身份证号", meaning=Meaning.IDENTITY_CARD),
        Field("name", "姓名", meaning=Meaning.PERSON_NAME),
        Field("phone", "电话", meaning=Meaning.PHONE),
        Field("home", "住址", meaning=Meaning.ADDRESS),
        Field("born", "出生日期", Kind.DAY, Meaning.BIRTH_DAY),
        Field("bank", "银行卡", meaning=Meaning.BANK_CARD),
        Field("age", "年龄", Kind.WHOLE),
        Field("street", "街道"),
    )
)
_CHOSEN = {
    "card": "card_6_4",
    "name": "name",
    "phone": "phone",
    "home": "street",
    "born": "month",
    "age": "band_10",
}
MADE = """
SELECT n::BIGINT AS n,
  CASE WHEN n % 97 = 0 THEN NULL WHEN n % 89 = 0 THEN ' 4201991990030712' || (n % 10)
       ELSE '420199' || strftime(DATE '1940-01-01' + (n * 7919 % 29000)::INT, '%Y%m%d')
            || lpad((n % 1000)::VARCHAR, 3, '0')
            || substr('0123456789Xx', 1 + n % 12, 1) END AS card,
  CASE n % 5 WHEN 0 THEN '张三' WHEN 1 THEN '李小四' WHEN 2 THEN '欧阳一' WHEN 3 THEN '𠮷野😀家'
       ELSE '买买提·吐尔逊' END AS name,
  CASE WHEN n % 31 = 0 THEN '+86 138-' || lpad((n % 100000000)::VARCHAR, 8, '0')
       ELSE '138' || lpad((n * 31 % 100000000)::VARCHAR, 8, '0') END AS phone,
  '某市' || CASE n % 3 WHEN 0 THEN '青山区钢花村街道' WHEN 1 THEN '某县某镇' ELSE '高新区' END
       || '和平路' || (n % 900) || '号' AS home,
  DATE '1940-01-01' + (n * 7919 % 29000)::INT AS born,
  '62' || lpad((n * 104729 % 100000000000000)::VARCHAR, 15, '0') AS bank,
  (n % 100)::BIGINT AS age,
  CASE n % 4 WHEN 0 THEN '　Ａ街道 ' WHEN 1 THEN '无' WHEN 2 THEN '2024年' || (1 + n % 12) || '月'
       || (1 + n % 31) || '日' ELSE (n % 100000) / 100.0 || '' END AS street
FROM range({rows}) t(n)
"""


def figures() -> list[Figure]:
    """Rates of masks and tokens."""
    with TemporaryDirectory(prefix="yiwang-bench-") as name:
        folder = Path(name)
        source = folder / "rows.parquet"
        duckdb.execute(f"COPY ({MADE.format(rows=ROWS)}) TO '{source}' (COMPRESSION zstd)")
        return list(_rates(folder, source))


def _rates(folder: Path, source: Path) -> Iterator[Figure]:
    engine = DuckEngine()
    table = engine.table([str(source)])
    chosen = {key: BY_KEY[one].chain for key, one in _CHOSEN.items()}
    chosen |= {"bank": Chain((Pseudonym("bank"),)), "street": BY_KEY["ends_2_1"].chain}
    masks = masked(table, Recipe(SHAPE, chosen), SECRET)
    yield _rate(engine, masks, folder, "8 columns masked into a file", "≥ 1.3 M rows/s")
    defaults = masked(table, default_recipe(SHAPE), SECRET)
    yield _rate(engine, defaults, folder, "8 columns, masks by meaning, two tokens", "")
    token = table.select(t=Pseudonym("a", 64).under(SECRET).apply(table.bank))
    kept = token.agg(n=token.t.max())
    seconds = min(_seconds(lambda: engine.arrow(kept)) for _round in range(3))
    yield rate("HMAC-SHA256 tokens", ROWS, seconds, unit="rows/s", target="≥ 2.5 M rows/s")
    few = table.filter(table.n < ROWS // SLOW_SHARE)
    for one in (Pseudonym("a", 32, "sm3"), KeepFormat("identity_card"), KeepFormat("phone")):
        column = few.phone if one == KeepFormat("phone") else few.card
        made = few.select(t=one.under(SECRET).apply(column))
        kept = made.agg(n=made.t.max())
        seconds = _seconds(lambda kept=kept: engine.arrow(kept))
        yield rate(f"in Python: {one.plain()}", ROWS // SLOW_SHARE, seconds, unit="rows/s")
    engine.close()


def _rate(engine: DuckEngine, table: ir.Table, folder: Path, name: str, target: str) -> Figure:
    file = folder / "masked.parquet"
    seconds = min(_seconds(lambda: engine.write(table, file)) for _round in range(3))
    return rate(name, ROWS, seconds, unit="rows/s", target=target)


def _seconds(act: object) -> float:
    began = perf_counter()
    act()  # type: ignore[operator]
    return perf_counter() - began
