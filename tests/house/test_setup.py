"""Fetching the first tool on a bare machine, from an index that is a real HTTP server."""

import hashlib
import io
import json
import platform
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.house.scripts import script

VERSION = "9.9.9"
NAME = f"uv-{VERSION}-py3-none-manylinux_2_17_{platform.machine()}.manylinux2014.whl"
PROGRAM = b"#!/bin/sh\necho uv 9.9.9\n"


def wheel(program: bytes = PROGRAM) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(f"uv-{VERSION}.data/scripts/uv", program)
    return buffer.getvalue()


class Index(ThreadingHTTPServer):
    """A package index with one package, in the form that it is told to speak."""

    def __init__(self, speaks: str, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.speaks, self.content = speaks, content
        self.address = f"http://127.0.0.1:{self.server_port}/simple"


class Pages(BaseHTTPRequestHandler):
    """Answers as package indexes do: a page of links, and the files behind them."""

    def do_GET(self) -> None:
        if self.path.startswith("/files/"):
            return self.answer("application/octet-stream", self.server.content)
        # Relative, and with another machine's wheel first, as real indexes have it.
        names = ["uv-9.9.9-py3-none-win_amd64.whl", NAME]
        if self.server.speaks == "json":
            files = [{"filename": n, "url": f"../../files/{n}"} for n in names]
            page = json.dumps({"meta": {"api-version": "1.0"}, "files": files})
            return self.answer("application/vnd.pypi.simple.v1+json", page.encode())
        links = "".join(f'<a href="../../files/{n}">{n}</a><br/>' for n in names)
        return self.answer("text/html", f"<html><body>{links}</body></html>".encode())

    def answer(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing on the terminal of the tests."""


@pytest.fixture(params=["json", "html"])
def index(request: pytest.FixtureRequest) -> Iterator[Index]:
    with Index(request.param, wheel()) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def fetch(tmp_path: Path, index: Index, monkeypatch: pytest.MonkeyPatch):
    module = script("fetch_uv")
    module.HOME, module.PIN = tmp_path / ".uv", tmp_path / "uv.txt"
    pinned = hashlib.sha256(wheel()).hexdigest()
    module.PIN.write_text(f"uv=={VERSION} --hash=sha256:{pinned}\n")
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", index.address)
    return module


def test_the_tool_is_fetched_from_the_index_of_the_environment(fetch):
    program = fetch._by_hand()
    assert program.read_bytes() == PROGRAM
    assert fetch._works(program)


def test_a_wheel_with_another_sum_is_refused_and_nothing_is_unpacked(fetch, index):
    index.content = wheel(b"#!/bin/sh\necho something else\n")
    with pytest.raises(SystemExit, match="does not list"):
        fetch._by_hand()
    assert not fetch.HOME.exists()


def test_an_index_without_the_pinned_version_says_so(fetch):
    fetch.PIN.write_text("uv==1.2.3 --hash=sha256:" + "0" * 64)
    with pytest.raises(SystemExit, match=r"no uv 1\.2\.3"):
        fetch._by_hand()


def test_a_tool_that_is_too_old_is_passed_over(fetch, tmp_path):
    old = tmp_path / "uv"
    old.write_text("#!/bin/sh\necho uv 0.4.30\n")
    old.chmod(0o755)
    assert not fetch._works(old)
    assert not fetch._works(tmp_path / "nothing")
