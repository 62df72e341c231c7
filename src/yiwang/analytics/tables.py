"""The tables of facts as the language of indicators declares them, in two layers.

The base holds the rows of nearly all cases. The layer over it is small: the rows of the cases that
were touched since the base was written, and whatever is written anew at every refresh. Views under
the plain names put both together; whoever reads does not notice.
"""

from typing import TYPE_CHECKING

from yiwang.analytics.rows import VIEWS as OF_LOG
from yiwang.kernel.version import digest
from yiwang.measure.facts import PLACE, VIEWS, View

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AREAS = "areas (code VARCHAR PRIMARY KEY, street VARCHAR, community VARCHAR)"
META = "meta (shape VARCHAR, mark BIGINT, refreshed_at BIGINT, street_at BIGINT, owed_at BIGINT)"
TOUCHED = "touched (id BIGINT)"
# Not reckoned from single cases: the layer holds all of them.
WHOLE = tuple(view for view in VIEWS if view not in OF_LOG)


def shape() -> str:
    """A digest of all tables: facts of another shape are built anew."""
    return digest((VIEWS, AREAS, META, TOUCHED, PLACE))


def make_base(facts: "DuckDBPyConnection", base: str) -> None:
    """The empty tables of a base in the attached file of this name."""
    for view in OF_LOG:
        facts.execute(f"CREATE TABLE {base}.{_declared(view)}")


def make_layer(facts: "DuckDBPyConnection", layer: str) -> None:
    """The empty tables of a layer in the attached file of this name."""
    for table in (*map(_declared, VIEWS), AREAS, META, TOUCHED):
        facts.execute(f"CREATE TABLE {layer}.{table}")
    facts.execute(f"INSERT INTO {layer}.meta VALUES (?, 0, NULL, NULL, NULL)", [shape()])  # noqa: S608


def _declared(view: View) -> str:
    columns = (f"{column.key} {column.kind.value}" for column in view.columns)
    return f"{view.key} ({', '.join(columns)}, {PLACE} BIGINT DEFAULT 0)"


def put_together(facts: "DuckDBPyConnection", base: str, layer: str) -> None:
    """Show what two attached files hold as one, under the plain names."""
    for view in OF_LOG:
        facts.execute(
            f"CREATE OR REPLACE VIEW {view.key} AS SELECT * FROM {base}.{view.key}"  # noqa: S608
            f" WHERE id NOT IN (SELECT id FROM {layer}.touched)"
            f" UNION ALL SELECT * FROM {layer}.{view.key}"
        )
    for name in (*(view.key for view in WHOLE), "areas", "meta"):
        facts.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM {layer}.{name}")  # noqa: S608


def prepare(facts: "DuckDBPyConnection") -> None:
    """All tables side by side and empty, for facts that are put in by hand."""
    make_layer(facts, "main")
