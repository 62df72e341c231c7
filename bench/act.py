"""How long one act of a signed-in person takes through HTTP, as granian serves it on SQLite."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode

import django

from bench.measure import Figure, latency

django.setup()

from django.core.management import call_command  # noqa: E402
from tests import district  # noqa: E402

from yiwang.engine.duties import Duty  # noqa: E402

WARM_UP, ROUNDS = 20, 300
PASSWORD = "a-long-word-9"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def figures() -> list[Figure]:
    """300 appeals are accepted one after another by one client that stays connected."""
    call_command("migrate", verbosity=0)
    small = district.build()
    numbers = [small.open().number for _ in range(WARM_UP + ROUNDS)]
    with _served() as port:
        client = _Client(port)
        client.sign_in(f"centre_{Duty.OPERATOR.value}", PASSWORD)
        taken = [client.act(number, "accept") for number in numbers]
    return [latency("one act through HTTP", taken[WARM_UP:], target="≤ 4 ms")]


class _Client:
    """A browser's part: one connection, its cookies and the token of its forms."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def sign_in(self, login: str, password: str) -> None:
        """Through the form of the sign-in page."""
        _, page = self._ask("GET", "/login/")
        found = TOKEN.search(page)
        self.token = found[1] if found else ""
        status, page = self._ask("POST", "/login/", username=login, password=password)
        if status != 302:
            raise RuntimeError(f"sign-in was answered with {status}: {page[:300]}")
        self.token = self.cookies["csrftoken"]

    def act(self, number: str, action: str) -> float:
        """Seconds until the answer to one act has come."""
        started = time.perf_counter()
        status, page = self._ask("POST", f"/cases/{number}/act/{action}/")
        taken = time.perf_counter() - started
        if status != 302:
            raise RuntimeError(f"the act was answered with {status}: {page[:300]}")
        return taken

    def _ask(self, method: str, path: str, **given: str) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        body = None
        if method == "POST":
            body = urlencode({"csrfmiddlewaretoken": self.token} | given)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            key, _, value = cookie.partition(";")[0].partition("=")
            # A browser goes on to the case page, which tells what was done and forgets it.
            if key != "messages":
                self.cookies[key] = value
        return answer.status, answer.read().decode()


@contextmanager
def _served() -> Iterator[int]:
    """`yiwang serve` on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "yiwang.startup.command", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=dict(os.environ))
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not begin to listen")
