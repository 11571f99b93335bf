"""The optional language model: its words are shown only when every figure stands in what they cite."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from assistant.answer import Answer
from assistant.ask import ReportQueryEngine, open_engine
from assistant.model import reachable, verified
from index_store.settings import Settings

PASSAGES = ["Diện tích 12.480 ha, đạt 61,5% kế hoạch.", "Có 05 vụ cháy."]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Diện tích là 12.480 ha [1].", True),
        ("Có 5 vụ cháy [2], diện tích 12.480 ha [1].", True),
        ("Diện tích là 12.481 ha [1].", False),
        ("Diện tích là 12.480 ha [2].", False),
        ("Diện tích là 12.480 ha.", False),
        ("Diện tích là 12.480 ha [3].", False),
    ],
)
def test_an_answer_is_verified_against_the_passages_it_cites(text: str, good: bool) -> None:
    assert verified(text, PASSAGES) is good


@contextmanager
def _server(reply: str, status: int = 200) -> Iterator[str]:
    """An OpenAI-compatible endpoint on loopback that always says `reply`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server calls
            self.rfile.read(int(self.headers["Content-Length"]))
            message = {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": reply},
            }
            body = json.dumps(
                {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [message]}
            )
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Silence."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


def _ask(engine: ReportQueryEngine, url: str) -> Answer:
    settings = Settings(llm_url=url, llm_model="thu", store=engine.settings.store)
    return open_engine(engine.store, settings).answer("Huyện Vân Sơn xảy ra mấy vụ cháy?")


def test_a_supported_answer_of_the_model_is_shown(engine: ReportQueryEngine) -> None:
    with _server("Có 03 vụ cháy, không có thiệt hại về người [1].") as url:
        answer = _ask(engine, url)
    assert (answer.engine, answer.answer) == ("llm", "Có 03 vụ cháy, không có thiệt hại về người [1].")


def test_an_invented_figure_brings_the_extract_back(engine: ReportQueryEngine) -> None:
    with _server("Có 09 vụ cháy [1].") as url:
        answer = _ask(engine, url)
    assert answer.engine == "extractive"
    assert "**03 vụ cháy**" in answer.answer
    assert any("đã bị bỏ" in notice for notice in answer.notices)


def test_a_model_that_fails_is_named_and_the_extract_answers(engine: ReportQueryEngine) -> None:
    with _server("", status=500) as url:
        answer = _ask(engine, url)
        assert "TRACUU_LLM_URL" in str(reachable(Settings(llm_url=url, llm_model="thu")))
    assert answer.engine == "extractive"
    assert any("không trả lời được" in notice for notice in answer.notices)
