"""Interfaces that misbehave as real ones do: busy, slow, endless, pointing elsewhere."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from yiwang.kernel.addresses import is_public
from yiwang.kernel.refusals import Invalid, TooLarge
from yiwang.lake.intake.chunks import Span
from yiwang.lake.intake.sources.endpoints import TRIES, EndpointSource
from yiwang.lake.intake.sources.limits import Limits
from yiwang.lake.intake.sources.tables import Unreachable
from yiwang.lake.schema import Kind


class Other:
    """Another system: answers are taken from a list, the last one for ever; asks are kept."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str], object]] = []
        self.asked: list[tuple[str, dict[str, list[str]], str | None]] = []
        other = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                authorised = self.headers.get("Authorization")
                other.asked.append((parts.path, parse_qs(parts.query), authorised))
                status, headers, body = other.answers[0]
                if len(other.answers) > 1:
                    other.answers.pop(0)
                plain = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(plain)))
                self.end_headers()
                self.wfile.write(plain)

            def log_message(self, *_told) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/rows"


@pytest.fixture
def other() -> Iterator[Other]:
    made = Other()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()


def source(other: Other, waits: list[float] | None = None, **more) -> EndpointSource:
    waited = waits if waits is not None else []
    given = {"url": other.url, "private": True, "sleep": waited.append, "jitter": lambda: 0.5}
    given |= {"clock": lambda: datetime(2026, 1, 1, tzinfo=UTC), "records": "list"}
    return EndpointSource(**given | more)


def rows(one: EndpointSource, since=None) -> list[str]:
    chunks = list(one.chunks(Span(since=since), None))
    return [row["n"] for chunk in chunks for row in chunk.rows.to_pylist()]


def page(*numbers: int | None, **more) -> tuple[int, dict[str, str], object]:
    return 200, {}, {"list": [{"n": number} for number in numbers], **more}


def test_pages_are_followed_by_link_cursor_and_number(other):
    other.answers = [page(1, 2, next="/rows?p=b"), page(3)]
    assert rows(source(other, next="next", token="hidden-word")) == ["1", "2", "3"]
    assert {authorised for _path, _query, authorised in other.asked} == {"Bearer hidden-word"}
    other.answers = [page(1, meta={"after": "x1"}), page(2, meta={"after": None})]
    assert rows(source(other, next="meta.after", next_parameter="after")) == ["1", "2"]
    assert other.asked[-1][1] == {"after": ["x1"]}
    other.answers = [page(1), page(2), page()]
    assert rows(source(other, page_parameter="page")) == ["1", "2"]
    assert [query["page"] for _path, query, _word in other.asked[-3:]] == [["1"], ["2"], ["3"]]


def test_the_last_mark_is_told_and_the_next_one_is_the_largest_that_came(other):
    other.answers = [page(5, 9, 7)]
    one = source(other, since_parameter="since", cursor="n")
    assert [chunk.mark for chunk in one.chunks(Span(since=["4"]), None)] == [["9"]]
    assert other.asked[0][1] == {"since": ["4"]}


@pytest.mark.parametrize(
    ("kind", "values", "largest"),
    [
        (Kind.WHOLE, [9, 10, 2], "10"),
        (Kind.WHOLE, ["9", "many", None, ""], "9"),
        (Kind.DECIMAL, ["9.5", "10.25"], "10.25"),
        # The same moment in two zones, and one an hour later that reads as earlier.
        (
            Kind.MOMENT,
            ["2026-03-01T12:00:00+08:00", "2026-03-01T05:00:00Z"],
            "2026-03-01T05:00:00Z",
        ),
        (Kind.MOMENT, ["2026/3/9 8:00", "2026/3/10 7:00"], "2026/3/10 7:00"),
        (Kind.TEXT, ["9", "10"], "9"),
    ],
)
def test_marks_are_compared_by_the_kind_of_their_field(other, kind, values, largest):
    other.answers = [(200, {}, {"list": [{"n": value} for value in values]})]
    one = source(other, cursor="n", kind=kind)
    assert [chunk.mark for chunk in one.chunks(Span(), None)] == [[largest]]


def test_a_mark_never_goes_back_over_pages_in_any_order(other):
    other.answers = [page(12, 9, next="/rows?p=2"), page(3, next="/rows?p=3"), page(None)]
    one = source(other, next="next", cursor="n", kind=Kind.WHOLE)
    assert [chunk.mark for chunk in one.chunks(Span(since=["10"]), None)] == [["12"]] * 3
    other.answers = [page(3)]
    assert [chunk.mark for chunk in one.chunks(Span(since=["10"]), None)] == [["10"]]


def test_the_key_breaks_ties_so_that_no_row_of_a_cursor_is_lost_or_doubled(other):
    def at(moment: int, *keys: int) -> list[dict[str, int]]:
        return [{"n": moment, "id": key} for key in keys]

    given = {"cursor": "n", "kind": Kind.WHOLE, "keys": (("id", Kind.WHOLE),), "again": False}
    given |= {"since_parameter": "since", "tie_parameter": "after"}
    other.answers = [(200, {}, {"list": at(9, 2, 10)})]
    (first,) = source(other, **given).chunks(Span(), None)
    assert first.mark == ["9", "10"]
    # The interface sends the whole of that moment again, with one row more, and a later one.
    other.answers = [(200, {}, {"list": [*at(9, 2, 10, 11), *at(10, 1)]})]
    (second,) = source(other, **given).chunks(Span(since=first.mark), None)
    assert [row["id"] for row in second.rows.to_pylist()] == ["11", "1"]
    assert second.mark == ["10", "1"] and second.numbers.to_pylist() == [3, 4]
    assert other.asked[-1][1] == {"since": ["9"], "after": ["10"]}
    # A mark of before, without a key, counts its whole moment as read.
    (old,) = source(other, **given).chunks(Span(since=["9"]), None)
    assert [row["id"] for row in old.rows.to_pylist()] == ["1"]
    merged = source(other, **given | {"again": True})
    assert sum(one.rows.num_rows for one in merged.chunks(Span(since=["9", "10"]), None)) == 4


def test_what_is_merged_is_asked_for_from_a_lag_before_the_mark(other):
    other.answers = [page(1)]
    given = {"since_parameter": "since", "cursor": "n", "lag": timedelta(minutes=30)}
    list(source(other, **given).chunks(Span(since=["2026-03-01T00:10:00Z", "x"]), None))
    assert other.asked[-1][1] == {"since": ["2026-02-28T23:40:00Z"]}
    with pytest.raises(Invalid, match="不是时间"):
        list(source(other, **given).chunks(Span(since=["12"]), None))


def test_a_busy_system_is_asked_again_when_it_says_so(other):
    later = "Thu, 01 Jan 2026 00:00:07 GMT"
    busy = [(429, {"Retry-After": "3"}, {}), (503, {"Retry-After": later}, {}), (500, {}, {})]
    other.answers, waits = [*busy, page(1)], []
    assert rows(source(other, waits)) == ["1"]
    assert waits == [3.0, 7.0, 4.0]


def test_one_that_never_answers_is_given_up_and_a_refusal_is_not_asked_again(other):
    other.answers, waits = [(503, {}, {})], []
    with pytest.raises(Unreachable):
        rows(source(other, waits))
    assert len(other.asked) == TRIES and len(waits) == TRIES - 1
    other.answers, other.asked = [(403, {}, {})], []
    with pytest.raises(Unreachable):
        rows(source(other))
    assert len(other.asked) == 1


@pytest.mark.parametrize(
    ("answers", "more"),
    [
        ([page(1, next="/rows")], {"next": "next"}),
        ([page(1, next="http://other.example/rows")], {"next": "next"}),
        ([page(1)], {"page_parameter": "page", "limits": Limits(pages=5)}),
        ([(200, {}, b"x" * 4000)], {"limits": Limits(page=1000)}),
        ([(200, {}, b"<html>")], {}),
        ([(200, {}, {"rows": []})], {}),
        ([(200, {}, [1])], {"url": "ftp://127.0.0.1/x"}),
    ],
)
def test_what_is_endless_too_large_or_no_json_is_refused(other, answers, more):
    other.answers = answers
    with pytest.raises((Invalid, TooLarge)):
        rows(source(other, **more))


def test_an_address_of_this_machine_is_refused_unless_it_is_allowed(other):
    other.answers = [page(1)]
    with pytest.raises(Invalid):
        rows(source(other, private=False))
    assert not other.asked
    assert not is_public("127.0.0.1", 80) and not is_public("::1", 80)
    assert is_public("1.1.1.1", 443)
