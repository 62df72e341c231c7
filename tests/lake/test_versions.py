"""Names of files tell the same of tables as the tables themselves."""

import pyarrow as pa
import pytest
from deltalake import DeltaTable

from yiwang.kernel.refusals import Invalid, NotFound
from yiwang.lake.tables.store import TableStore
from yiwang.lake.tables.versions import Versions


def test_the_newest_version_is_the_one_that_delta_opens(tmp_path):
    held, told = TableStore(tmp_path), Versions(tmp_path)
    for part in range(3):
        held.append("aid", pa.table({"id": [part]}), run="made up", part=part)
        assert told.version("aid") == DeltaTable(tmp_path / "aid").version()
    assert told.names() == ("aid",)


def test_a_write_that_was_broken_off_is_no_version(tmp_path):
    log = tmp_path / "aid" / "_delta_log"
    log.mkdir(parents=True)
    (log / "_commit_1.json.tmp").write_text("{}")
    (log / "_commit_2.json").write_text("{}")
    told = Versions(tmp_path)
    assert not told.exists("aid") and told.names() == ()
    with pytest.raises(NotFound):
        told.version("aid")


def test_a_name_never_leads_out_of_the_folder(tmp_path):
    with pytest.raises(Invalid):
        Versions(tmp_path / "lake").exists("../other")
