"""Facts in the making: a new layer over the base of before, or over a new base.

Nobody sees them before `store.publish` names them. Their files have names of their own, so that a
writer that is killed has changed nothing.
"""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from yiwang.analytics import rows, store, tables
from yiwang.analytics.store import Published
from yiwang.measure.facts import PLACE, View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# With more touched cases than these the layer is merged into a new base.
MOST_TOUCHED = 20_000
NOTHING = "\\N"
# Told, not guessed: a guess needs rows to look at, and may be wrong.
_WRITTEN = (
    f"""AUTO_DETECT false, HEADER false, DELIM ',', QUOTE '"', ESCAPE '"', NULLSTR '{NOTHING}'"""
)


class Draft:
    """New facts: `facts` shows all of them, `room` is where rows of cases are put."""

    def __init__(self, facts: "DuckDBPyConnection", before: Published | None) -> None:
        self.facts, self.before = facts, before
        self.base, self.layer, self.room = "", "", "layer"

    def begin(self, changed: list[int]) -> None:
        """Everything of before except these cases, whose rows are put in next."""
        if self.before is None or self._too_many(changed):
            self._with_new_base(changed)
        else:
            self._on(self.before, changed)

    def _too_many(self, changed: list[int]) -> bool:
        if self.before is None:
            return True
        store.attach(self.facts, "former", store.folder() / self.before.layer)
        ((touched,),) = self.facts.execute(
            "SELECT count(*) FROM (SELECT id FROM former.touched UNION SELECT unnest(?::BIGINT[]))",
            [changed],
        ).fetchall()
        self.facts.execute("DETACH former")
        return bool(touched > MOST_TOUCHED)

    def _on(self, before: Published, changed: list[int]) -> None:
        path = store.new_file("layer")
        shutil.copyfile(store.folder() / before.layer, path)
        store.attach(self.facts, "base", store.folder() / before.base)
        store.attach(self.facts, "layer", path, write=True)
        self.base, self.layer = before.base, path.name
        touch(self.facts, changed)
        tables.put_together(self.facts, "base", "layer")

    def _with_new_base(self, changed: list[int]) -> None:
        base = store.new_file("base")
        store.attach(self.facts, "base", base, write=True)
        layer = store.new_file("layer")
        store.attach(self.facts, "layer", layer, write=True)
        tables.make_base(self.facts, "base")
        tables.make_layer(self.facts, "layer")
        if self.before is not None:
            self._take_over(self.before, changed)
        tables.put_together(self.facts, "base", "layer")
        self.base, self.layer, self.room = base.name, layer.name, "base"

    def _take_over(self, before: Published, changed: list[int]) -> None:
        store.attach(self.facts, "old_base", store.folder() / before.base)
        store.attach(self.facts, "old_layer", store.folder() / before.layer)
        tables.put_together(self.facts, "old_base", "old_layer")
        for view in rows.VIEWS:
            self.facts.execute(
                f"INSERT INTO base.{view.key} SELECT * FROM {view.key}"  # noqa: S608
                " WHERE id NOT IN (SELECT unnest(?::BIGINT[]))",
                [changed],
            )
        for view in tables.WHOLE:
            self.facts.execute(f"INSERT INTO layer.{view.key} SELECT * FROM old_layer.{view.key}")  # noqa: S608
        self.facts.execute(
            "UPDATE layer.meta SET street_at = former.street_at, owed_at = former.owed_at"
            " FROM old_layer.meta AS former"
        )

    def put(self, view: View, found: Iterable[rows.Row]) -> None:
        """Rows of cases that were left out at the beginning."""
        load(self.facts, view, found, room=self.room)

    def finished(self, mark: int, at: int) -> Published:
        """The files as they can be published; nothing is written to them any more."""
        self.facts.execute("UPDATE layer.meta SET mark = ?, refreshed_at = ?", [mark, at])
        for name in {"layer", self.room}:
            self.facts.execute(f"CHECKPOINT {name}")
        self.facts.close()
        return Published(self.base, self.layer, tables.shape(), mark, at)


@contextmanager
def drafting(before: Published | None) -> Iterator[Draft]:
    """A draft after what was published before; nothing to go on from when that is None."""
    with store.connect() as facts:
        yield Draft(facts, before)


def touch(facts: "DuckDBPyConnection", cases: list[int]) -> None:
    """Hide these cases in the base and take them out of the layer: they are put in anew."""
    for view in rows.VIEWS:
        facts.execute(
            f"DELETE FROM layer.{view.key} WHERE id IN (SELECT unnest(?::BIGINT[]))",  # noqa: S608
            [cases],
        )
    facts.execute(
        "INSERT INTO layer.touched SELECT unnest($1::BIGINT[]) EXCEPT SELECT id FROM layer.touched",
        [cases],
    )


def load(
    facts: "DuckDBPyConnection", view: View, found: Iterable[rows.Row], *, room: str = "main"
) -> None:
    """Put rows into a table of facts by way of a file: many times faster than one by one.

    Rows of one case stand together, and are numbered as they come.
    """
    columns = [column.key for column in view.columns]
    with tempfile.NamedTemporaryFile("w", newline="", suffix=".csv") as file:
        writer = csv.writer(file)
        last, place = None, 0
        for row in found:
            place = place + 1 if row.get("id") == last else 1
            last = row.get("id")
            known = [NOTHING if (v := row.get(key)) is None else v for key in columns]
            writer.writerow([*known, place])
        file.flush()
        names = ", ".join((*columns, PLACE))
        path = Path(file.name)
        facts.execute(f"COPY {room}.{view.key} ({names}) FROM '{path}' ({_WRITTEN})")
