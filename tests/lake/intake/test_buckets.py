"""Objects of a store that speaks S3, as a real server does."""

import pytest
from moto.server import ThreadedMotoServer
from pyarrow import fs

from yiwang.kernel.refusals import NotFound
from yiwang.lake.intake.chunks import Span
from yiwang.lake.intake.sources.buckets import BucketSource
from yiwang.lake.intake.sources.tables import Unreachable

KEYS = {"access_key": "made-up", "secret_key": "made-up-word"}


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def test_objects_under_a_prefix_follow_one_another(endpoint):
    plain = endpoint.removeprefix("http://")
    store = fs.S3FileSystem(
        **KEYS, endpoint_override=plain, scheme="http", allow_bucket_creation=True
    )
    store.create_dir("district")
    for name, text in (("b.csv", b"a\n3\n"), ("a.csv", b"a\n1\n2\n")):
        with store.open_output_stream(f"district/in/{name}") as file:
            file.write(text)
    source = BucketSource(prefix="district/in/", endpoint=endpoint, **KEYS)
    span = source.span(None)
    assert span.version == source.span(None).version
    chunks = list(source.chunks(span, None))
    assert [row["a"] for chunk in chunks for row in chunk.rows.to_pylist()] == ["1", "2", "3"]
    later = list(source.chunks(span, [3]))
    assert [row["a"] for chunk in later for row in chunk.rows.to_pylist()] == ["3"]
    with pytest.raises(NotFound):
        BucketSource(prefix="district/none/", endpoint=endpoint, **KEYS).span(None)


def test_a_store_that_is_not_there_is_told_without_the_key():
    source = BucketSource(prefix="a/b", endpoint="http://127.0.0.1:1", **KEYS)
    with pytest.raises(Unreachable) as refused:
        source.chunks(Span(), None).__next__()
    assert "made-up-word" not in str(refused.value)
