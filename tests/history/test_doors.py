"""Both doors write the same log, to the byte, and a broken off import leaves no half of a case."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.history.conftest import HEADER, OPEN, ROW
from yiwang.cases.doors import load_histories, replay_histories
from yiwang.cases.models import Event
from yiwang.history import mapping_file as mappings
from yiwang.history.plan import Planner
from yiwang.history.reading import open_table
from yiwang.history.rows import RowReader
from yiwang.history.units import SourceUnits

RECORDED_AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
COLUMNS = [f.attname for f in Event._meta.concrete_fields if f.attname not in ("id", "case_id")]


@pytest.fixture
def histories(district, mapping: Path, tmp_path: Path) -> list[Any]:
    path = tmp_path / "file.csv"
    path.write_text("\n".join([HEADER, ROW, OPEN, ""]), encoding="utf-8")
    found = mappings.read(mapping)
    table = open_table(path, found)
    reader = RowReader(found, table.header)
    planner = Planner(found.procedure, SourceUnits(found.source, found.label))
    return [planner.history(reader.read(line, cells)) for line, cells in table.rows()]


def test_the_trusting_door_writes_the_bytes_of_the_deciding_one(histories: list[Any]) -> None:
    logs = []
    for door in (replay_histories, load_histories):
        with transaction.atomic():
            result = door(histories, recorded_at=RECORDED_AT)
            logs.append(list(Event.objects.order_by("case__number", "seq").values_list(*COLUMNS)))
            transaction.set_rollback(True)
        assert (result.cases, result.events, result.refused) == (2, 12, [])
    assert logs[0] == logs[1]
