"""The rows of a table under the names that people know."""

from collections.abc import Iterator

from django.utils.translation import gettext

from yiwang.analytics.names import names
from yiwang.analytics.queries import Row, Table
from yiwang.measure.plan import Plan


def row_names(table: Table, plan: Plan, *, most: int) -> Iterator[tuple[tuple[str, ...], Row]]:
    """Each row with the words for its keys, then all of them together."""
    words = [names(d, {row.keys[at] for row in table.rows}) for at, d in enumerate(plan.by)]
    for row in table.rows[:most]:
        yield tuple(w[key] for w, key in zip(words, row.keys, strict=True)), row
    blank = ("",) * (len(plan.by) - 1)
    yield (gettext("合计"), *blank), table.total
