"""A shape, a place for tables, and runs of small files in it."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from yiwang.lake.intake.contract import Terms
from yiwang.lake.intake.order import Mode, Order, Outcome, Place
from yiwang.lake.intake.run import run
from yiwang.lake.intake.sources.files import FileSource
from yiwang.lake.schema import Field, Kind, Schema
from yiwang.lake.tables.store import TableStore

SHOPS = Schema(
    (
        Field("number", "门店编号", required=True),
        Field("name", "门店名称", required=True),
        Field("seats", "座位数", Kind.WHOLE),
        Field("opened", "开业日期", Kind.DAY),
    ),
    ("number",),
)
HEAD = "门店编号,门店名称,座位数,开业日期\n"


def still(_rows: int, _step: str) -> None:
    """Nobody watches."""


class Ground:
    """Tables below a folder."""

    def __init__(self, folder: Path, terms: Terms | None = None) -> None:
        self.folder = folder
        self.terms = terms or Terms(schema=SHOPS)
        self.place = Place(TableStore(folder / "tables"), folder / "incoming")

    def order(self, mode: Mode = Mode.FULL, **more) -> Order:
        return Order(name="shops", table="shops", **{"terms": self.terms, "mode": mode} | more)

    def file(self, text: str, name: str = "shops.csv") -> FileSource:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return FileSource(path)

    def brought(self, text: str, mode: Mode = Mode.FULL, **more) -> Outcome:
        return run(self.order(mode, **more), self.file(HEAD + text), self.place, still)

    def rows(self, table: str = "shops") -> list[dict]:
        if not self.place.store.exists(table):
            return []
        found = pa.concat_tables([pq.read_table(one) for one in self.place.store.files(table)])
        return sorted(found.to_pylist(), key=lambda one: str(list(one.values())))

    def rejected(self) -> list[tuple[int, str, str]]:
        rows = self.rows("shops__rejected")
        return sorted((one["row"], one["rules"], one["raw"]) for one in rows)
