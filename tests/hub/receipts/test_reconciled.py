"""The rows in which the other side's table differs from ours are named."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.hub.receipts.conftest import Hub
from yiwang.hub.exchange import following
from yiwang.hub.exchange.reconciled import beside
from yiwang.hub.receipts.models import Receipt

pytestmark = pytest.mark.django_db


def test_the_differing_rows_are_named(hub: Hub, tmp_path: Path) -> None:
    hub.run(hub.write(40))
    following.follow()
    receipt = Receipt.objects.get()
    pq.write_table(hub.rows(40), tmp_path / "same.parquet")
    pq.write_table(hub.rows(41).slice(1), tmp_path / "other.parquet")
    assert beside(receipt, tmp_path / "same.parquet").equal
    told = beside(receipt, tmp_path / "other.parquet")
    assert {one.key for one in told.differences} == {("S000000",), ("S000040",)}
