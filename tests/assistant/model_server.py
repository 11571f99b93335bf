"""An OpenAI-compatible endpoint on loopback that streams, for tests of what is done with a model's words."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@contextmanager
def model_server(pieces: Sequence[str], status: int = 200, pause_s: float = 0.0) -> Iterator[str]:
    """It always streams `pieces`, this long apart: its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server calls
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            try:
                for n, piece in enumerate((*pieces, None)):
                    if n:
                        time.sleep(pause_s)
                    self._send(
                        {"content": piece} if piece is not None else {}, "stop" if piece is None else None
                    )
                self.wfile.write(b"data: [DONE]\n\n")
            except BrokenPipeError:
                pass  # the reader has heard enough

        def _send(self, delta: dict[str, str], finished: str | None) -> None:
            choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finished}
            body = {
                "id": "1",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": "m",
                "choices": [choice],
            }
            self.wfile.write(f"data: {json.dumps(body)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Silence."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()
