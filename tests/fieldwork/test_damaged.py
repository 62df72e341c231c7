"""Files of outlines that are damaged or packed to do harm are refused in words."""

import io
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fieldwork.conftest import Field
from tests.fieldwork.files import fresh, geojson, shapes, table
from tests.fieldwork.test_importing import take
from yiwang.fieldwork.grids import outlines, reading
from yiwang.kernel.refusals import Refusal


def test_a_zip_of_two_or_half_a_shapefile_or_of_monstrous_size_is_refused(field: Field):
    def packed(**entries: bytes) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, content in entries.items():
                archive.writestr(entry.replace("_", "."), content)
        return target.getvalue()

    for entries, sentence in (
        ({"a_shp": b"", "b_shp": b""}, "只有一个"),
        ({"a_shp": b""}, "缺少.dbf"),
        ({"a_shp": b"", "a_dbf": b""}, "损坏"),
        ({"a_shp": bytes(300 * 1024 * 1024)}, "过大"),
    ):
        report = take(field, ("grids.zip", packed(**entries)))
        assert sentence in report.file_refused["reason"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data):
    form = data.draw(st.sampled_from([geojson, table, shapes]))
    name, content = form(fresh())
    damaged = bytearray(content)
    for at, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=8)
    ):
        damaged[at] = value
    try:
        for row in reading.read(name, bytes(damaged)).rows:
            outlines.read(reading.geometry(row.drawn))
    except Refusal:
        pass
