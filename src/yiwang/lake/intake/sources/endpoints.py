"""Interfaces of other systems (REST): pages of JSON, read politely and in bounds.

A page that is busy (429, 503) is asked again when it says so; what fails is asked again a few
times, each time later. An address of this machine or a private network is refused unless the
installation allows it.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import orjson

from yiwang.kernel.addresses import is_public
from yiwang.kernel.refusals import Invalid, TooLarge
from yiwang.lake.intake.chunks import Chunk, Position, Span
from yiwang.lake.intake.sources.limits import MEGA, USUAL, Limits
from yiwang.lake.intake.sources.marks import Marker
from yiwang.lake.intake.sources.objects import batches, found
from yiwang.lake.intake.sources.tables import Unreachable, back
from yiwang.lake.schema import Kind

TIMEOUT = httpx.Timeout(60.0, connect=5.0)
TRIES = 5
# Seconds: of the first wait, doubled each time, and the longest that a server may ask for.
FIRST_WAIT, LONGEST_WAIT = 1.0, 300.0
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, kw_only=True)
class EndpointSource:
    """Pages of objects under `records`; the next page is a link or cursor at `next`, or a number.

    `next` is a path in the JSON: what stands there is an address, or the value of the parameter
    `next_parameter`. `page_parameter` counts pages from 1 until one is empty. `since_parameter`
    is told the last mark less the `lag`, and `tie_parameter` its key; the mark is the largest
    `cursor`, of the kind `kind`, with the `keys` that break ties, each with its kind. Unless rows
    are merged (`again`), those up to the last mark that come once more are left out.
    """

    url: str
    records: str = ""
    next: str = ""
    next_parameter: str = ""
    page_parameter: str = ""
    since_parameter: str = ""
    tie_parameter: str = ""
    cursor: str = ""
    kind: Kind = Kind.TEXT
    keys: tuple[tuple[str, Kind], ...] = ()
    again: bool = True
    lag: timedelta = timedelta(0)
    token: str = ""
    private: bool = False
    limits: Limits = USUAL
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def span(self, since: Position | None) -> Span:
        """Everything since the last mark; how far it goes is known once it was read."""
        return Span(since=since)

    def chunks(self, span: Span, after: Position | None) -> Iterator[Chunk]:
        """The objects of all pages. Raises `Unreachable`, `Invalid`, `TooLarge`."""
        headers = {"Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        first, marks = 1, _Marks(self, span.since)
        seen: set[str] = set()
        address: str | None = self._first(span)
        with httpx.Client(headers=headers, timeout=TIMEOUT, follow_redirects=False) as client:
            for number in range(1, self.limits.pages + 1):
                if address is None:
                    return
                if address in seen:
                    raise Invalid("接口的下一页又指回已读过的页，已停止")
                seen.add(address)
                page = self._page(client, address)
                rows = found(page, self.records)
                for chunk in batches(rows, first, self.limits):
                    # Pages have no order that could be gone on from.
                    yield marks.passed(chunk)
                first += len(rows)
                address = self._following(address, page, number, len(rows))
        raise TooLarge("接口超过{most}页", most=self.limits.pages)

    def _first(self, span: Span) -> str:
        url = httpx.URL(self.url)
        if self.since_parameter and span.since:
            since = back(str(span.since[0]), self.lag)
            url = url.copy_merge_params({self.since_parameter: since})
            if self.tie_parameter and len(span.since) > 1 and not self.lag:
                url = url.copy_merge_params({self.tie_parameter: str(span.since[1])})
        if self.page_parameter:
            url = url.copy_merge_params({self.page_parameter: "1"})
        return str(url)

    def _following(self, address: str, page: Any, number: int, rows: int) -> str | None:
        if self.page_parameter:
            more = httpx.URL(address).copy_merge_params({self.page_parameter: str(number + 1)})
            return str(more) if rows else None
        told: Any = page
        for name in filter(None, self.next.split(".")):
            told = told.get(name) if isinstance(told, dict) else None
        if not self.next or not told or not isinstance(told, str | int):
            return None
        if self.next_parameter:
            return str(httpx.URL(self.url).copy_merge_params({self.next_parameter: str(told)}))
        return self._same_host(urljoin(address, str(told)))

    def _same_host(self, address: str) -> str:
        """A token must not be carried to another host."""
        if urlsplit(address).netloc != urlsplit(self.url).netloc:
            raise Invalid("接口的下一页指向另一台主机，已停止")
        return address

    def _page(self, client: httpx.Client, address: str) -> Any:
        for attempt in range(TRIES):
            self._check(address)
            told = self._asked(client, address)
            if isinstance(told, bytes):
                try:
                    return orjson.loads(told)
                except orjson.JSONDecodeError as fault:
                    raise Invalid("JSON读不出来：{why}", why=str(fault)) from None
            status, wait = told
            if status and status not in BUSY:
                raise Unreachable("接口拒绝了请求（HTTP {status}）", status=status)
            if attempt + 1 < TRIES:
                self.sleep(wait or FIRST_WAIT * 2**attempt * (0.5 + self.jitter()))
        raise Unreachable("接口连续{tries}次没有正常回答", tries=TRIES)

    def _asked(self, client: httpx.Client, address: str) -> bytes | tuple[int, float]:
        """The body, or the status with how long to wait; status 0 where nothing came."""
        try:
            with client.stream("GET", address) as answer:
                if answer.status_code != httpx.codes.OK:
                    return answer.status_code, self._wait(answer.headers.get("Retry-After", ""))
                return self._body(answer)
        except httpx.HTTPError:
            return 0, 0.0

    def _body(self, answer: httpx.Response) -> bytes:
        body = bytearray()
        for block in answer.iter_bytes():
            body += block
            if len(body) > self.limits.page:
                raise TooLarge("接口的一页超过{most}MB", most=self.limits.page // MEGA)
        return bytes(body)

    def _wait(self, told: str) -> float:
        """Seconds that a server asks to wait: a number, or a date."""
        try:
            seconds = float(told)
        except ValueError:
            try:
                seconds = (parsedate_to_datetime(told) - self.clock()).total_seconds()
            except (ValueError, TypeError):
                return 0.0
        return min(max(seconds, 0.0), LONGEST_WAIT)

    def _check(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise Invalid("接口地址应为http或https，且不含账号")
        if self.private:
            return
        try:
            public = is_public(parts.hostname, parts.port or 443)
        except OSError:
            raise Unreachable("接口的主机名无法解析") from None
        if not public:
            raise Invalid("接口地址不能指向本机或内部网络；内部网络的接口须由系统管理员开放")


class _Marks:
    """The largest mark so far: never before the last one, whatever an interface sends."""

    def __init__(self, source: EndpointSource, since: Position | None) -> None:
        self._marker = Marker(((source.cursor, source.kind), *source.keys))
        self._marked = bool(source.cursor)
        self._since, self._again = since, source.again
        self._largest = (self._marker.rank(since), since) if since and self._marked else None

    def passed(self, chunk: Chunk) -> Chunk:
        """The rows of a chunk that are wanted, with the mark that they lead to."""
        if not self._marked or not chunk.rows.num_rows:
            return replace(chunk, position=None, mark=self._largest[1] if self._largest else None)
        ranks = self._marker.ranks(chunk.rows)
        found = self._marker.largest(chunk.rows, ranks)
        if found and (self._largest is None or found[0] > self._largest[0]):
            self._largest = found
        rows, numbers = chunk.rows, chunk.numbers
        if self._since and not self._again:
            new = self._marker.beyond(ranks, self._since)
            rows, numbers = rows.filter(new), numbers.filter(new)
        return Chunk(rows, numbers, chunk.bad, mark=self._largest[1] if self._largest else None)
