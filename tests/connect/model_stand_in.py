"""A stand-in for a language model: it speaks the chat protocol, and misbehaves as it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Model:
    """Where it stands, what it was sent, and what it says next: text, or bytes sent as they are."""

    url: str = ""
    says: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    # Sends so many bytes, one after the other, until somebody hangs up.
    drips: bool = False
    got: list[dict] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def answer(self) -> bytes:
        """The body as the protocol asks for it."""
        if isinstance(self.says, bytes):
            return self.says
        message = {"role": "assistant", "content": self.says}
        return json.dumps({"choices": [{"index": 0, "message": message}]}).encode()


@contextmanager
def standing_in() -> Iterator[Model]:
    """A server of its own on this machine."""
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            model.paths.append(self.path)
            model.got.append(json.loads(body) | {"key": self.headers["Authorization"]})
            self.send_response(model.status)
            for name, value in model.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if model.drips:
                self._drip()
            else:
                self.wfile.write(model.answer())

        def _drip(self):
            while not model.over.wait(0.02):
                try:
                    self.wfile.write(b" ")
                    self.wfile.flush()
                except OSError:
                    return

        def log_message(self, *args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        model.over.set()
        server.shutdown()
        server.server_close()
