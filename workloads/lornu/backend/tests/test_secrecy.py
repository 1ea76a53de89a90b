"""What clients say and what the environment keeps secret appears in no log and in no trace."""

import json
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import httpx
import pytest
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from backend.tests.conftest import StartBackend
from backend.tests.event_stream import ask
from backend.tests.processes import GEMINI_API_KEY, Backend

_CANARY = "canary-4f1c"
_CONVERSATION = f"{_CANARY}-conversation"


class Collector:
    """What a collector of traces receives, as bytes."""

    def __init__(self) -> None:
        self.received = b""
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                collector.received += self.rfile.read(int(self.headers["content-length"]))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Not to the test's output."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.server.shutdown()
    collector.server.server_close()


def call_as_agent(backend: Backend, prompt: str) -> None:
    """Through the gate that believes the load balancer."""
    message = {"messageId": _CANARY, "role": "ROLE_USER", "parts": [{"text": prompt}]}
    response = httpx.post(
        f"{backend.url}/a2a",
        json={"jsonrpc": "2.0", "id": 1, "method": "SendMessage", "params": {"message": message}},
        headers={"A2A-Version": "1.0", "x-amzn-mtls-clientcert-subject": "CN=planner"},
        timeout=20,
    )
    assert "result" in response.json()


def misuse(backend: Backend) -> None:
    """Every route, well and badly used, with the canary wherever a client can put it."""
    url = f"{backend.url}/api/generate"
    headers = {"authorization": f"Bearer {_CANARY}", "cookie": _CANARY, "x-other": _CANARY, "user-agent": _CANARY}
    ask(backend.url, _CANARY, conversationId=_CONVERSATION)
    for prompt in ("fail", "fail:400", "fail:429", "break"):
        httpx.post(url, json={"prompt": f"{prompt} {_CANARY}"}, headers=headers)
    for body in (f'{{"prompt": "{_CANARY}"', f'{{"{_CANARY}": 1}}', f'{{"prompt": ["{_CANARY}"]}}', _CANARY * 10_000):
        httpx.post(url, content=body, headers=headers)
    for path in (f"/{_CANARY}", f"/?q={_CANARY}", f"/health?{_CANARY}", f"/.well-known/{_CANARY}"):
        httpx.get(f"{backend.url}{path}", headers=headers)
    httpx.post(f"{backend.url}/a2a", content=_CANARY, headers=headers)
    call_as_agent(backend, _CANARY)
    call_as_agent(backend, f"fail {_CANARY}")
    messages = (
        json.dumps({"type": "ask", "id": _CANARY, "prompt": f"fail {_CANARY}"}).encode(),
        f'{{"type":"{_CANARY}"}}'.encode(),
        _CANARY.encode() + b"\xff",
    )
    for message in messages:
        with suppress(WebSocketException), connect(f"{backend.websocket_url}?{_CANARY}") as socket:
            socket.recv()
            socket.send(message, text=True)
            socket.recv()
    with (
        suppress(WebSocketException),
        connect(backend.websocket_url, additional_headers={"origin": f"https://{_CANARY}.example"}),
    ):
        pass


def test_logs_and_traces_hold_no_prompt_no_header_and_no_secret(
    start_backend: StartBackend, collector: Collector
) -> None:
    backend = start_backend(
        LOG_LEVEL="DEBUG",
        OTEL_SEMCONV_STABILITY_OPT_IN="gen_ai_latest_experimental",
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT="SPAN_ONLY",
        A2A_CLIENT_CERTIFICATES="required",
        OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{collector.server.server_port}",
    )
    misuse(backend)
    assert backend.stop() == 0
    output = backend.output.read_text()
    assert len(backend.logs(message="request")) > 15
    assert _CANARY not in output
    assert GEMINI_API_KEY not in output
    assert "Traceback" not in output
    assert b"/api/generate" in collector.received
    assert b"invoke_agent" in collector.received
    assert _CANARY.encode() not in collector.received
    assert GEMINI_API_KEY.encode() not in collector.received
