"""The demo's hub goes through the doors of all rooms, one after another."""

import pytest

from yiwang.demo import district, hub
from yiwang.hub import places
from yiwang.hub.feeds import queries as feeds
from yiwang.hub.receipts import actions as receipts


@pytest.fixture
def made(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.LAKE_ROOT = tmp_path / "lake"
    settings.INBOX_ROOT = tmp_path / "inbox"
    settings.KEYS_ROOT = tmp_path / "keys"
    return district.build()


def test_the_demo_brings_real_files_in_and_what_is_wrong_in_them_is_put_aside(made):
    filled = hub.fill(made)
    last = {one.key: feeds.last_run(one) for one in feeds.feeds()}
    assert len(last) == filled.resources == filled.receipts
    assert all(run.good for run in last.values())
    # Every row of a file is in the table or in quarantine, none is lost.
    assert all(run.accepted + run.rejected == run.rows_in > 0 for run in last.values())
    assert last["population"].feed.source == "database" and last["population"].rejected == 8
    # Nobody agreed on this column: the rows come in without it, and the officer sees it.
    assert [one["column"] for one in last["licences"].differences] == ["window"]
    assert places.store().rows("housing") == 800
    assert receipts.verified()[1].faults == ()
