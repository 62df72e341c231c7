"""A stand-in for the city's platform that speaks the real protocol and misbehaves on request."""

import json
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from yiwang.kernel.refusals import NotAllowed
from yiwang.kernel.signing import HEADER, check


class CityStandIn:
    """Takes answers on a loopback port; `misbehave` says what to do with the next ones.

    "fail" answers 503, "forget" takes the answer but breaks off before saying so.
    """

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.answers: dict[str, dict[str, Any]] = {}
        self.calls = 0
        self.misbehave: deque[str] = deque()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        """It is down from now on."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def take(self, key: str, body: bytes, signature: str) -> int:
        """What to answer to one call; kept once for each key."""
        self.calls += 1
        try:
            check(self.secret, body, signature)
        except NotAllowed:
            return 403
        mood = self.misbehave.popleft() if self.misbehave else ""
        if mood == "fail":
            return 503
        self.answers.setdefault(key, json.loads(body))
        return 0 if mood == "forget" else 200

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            """Hands every POST to the stand-in."""

            def do_POST(self) -> None:
                """One answer of ours."""
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                key = self.headers.get("Idempotency-Key", "")
                status = stand_in.take(key, body, self.headers.get(HEADER, ""))
                if status == 0:
                    self.close_connection = True
                    return
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        return Handler
