import json
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import connect
from websockets.sync.connection import Connection

from backend.tests.conftest import Calls, StartBackend
from backend.tests.processes import Backend, eventually

_MAXIMUM_MESSAGE_BYTES = 64 * 1024


def receive(socket: Connection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(socket.recv(timeout=20))
    return message


def say(socket: Connection, **message: str) -> None:
    socket.send(json.dumps(message))


def refused_status(url: str, **options: Any) -> int:
    with pytest.raises(InvalidStatus) as refusal, connect(url, **options):
        pass
    return refusal.value.response.status_code


def test_greets_with_the_pace_of_its_heartbeats_and_answers(backend: Backend) -> None:
    with connect(backend.websocket_url) as socket:
        assert receive(socket) == {"type": "ready", "heartbeatSeconds": 20.0}
        say(socket, type="ask", id="1", prompt="hello", conversationId="0123456789abcdef")
        messages = [receive(socket) for _ in range(6)]
    assert [message["type"] for message in messages] == [*["text"] * 5, "end"]
    assert all(message["id"] == "1" for message in messages)
    assert messages[-1] == {"type": "end", "id": "1", "reason": "complete", "conversationId": "0123456789abcdef"}


def test_answers_one_question_after_the_other(backend: Backend) -> None:
    with connect(backend.websocket_url) as socket:
        receive(socket)
        for asked in ("1", "2"):
            say(socket, type="ask", id=asked, prompt="slow:1:0")
            assert [receive(socket)["type"] for _ in range(2)] == ["text", "end"]


def test_cancels_an_answer_and_the_call_to_the_model(backend: Backend, calls: Calls) -> None:
    with connect(backend.websocket_url) as socket:
        receive(socket)
        say(socket, type="ask", id="long", prompt="slow:1000:0.5")
        assert receive(socket)["type"] == "text"
        say(socket, type="cancel", id="long")
        assert receive(socket) == {"type": "end", "id": "long", "reason": "cancelled"}
        eventually(lambda: calls()["cancelled"] == 1, seconds=5)
        say(socket, type="ask", id="next", prompt="slow:1:0")
        assert receive(socket)["id"] == "next"


def test_ignores_the_cancellation_of_what_is_not_being_answered(backend: Backend) -> None:
    with connect(backend.websocket_url) as socket:
        receive(socket)
        say(socket, type="cancel", id="nothing")
        say(socket, type="ask", id="1", prompt="slow:1:0")
        assert receive(socket)["type"] == "text"


def test_answers_one_question_at_a_time(backend: Backend) -> None:
    with connect(backend.websocket_url) as socket:
        receive(socket)
        say(socket, type="ask", id="1", prompt="slow:1000:0.5")
        assert receive(socket)["id"] == "1"
        say(socket, type="ask", id="2", prompt="hello")
        refusal = receive(socket)
        assert (refusal["type"], refusal["id"], refusal["code"]) == ("error", "2", "busy")


def test_gives_up_the_call_to_the_model_when_the_client_is_gone(backend: Backend, calls: Calls) -> None:
    headers = {"x-request-id": "the-client-that-left"}
    with connect(backend.websocket_url, additional_headers=headers) as socket:
        receive(socket)
        say(socket, type="ask", id="1", prompt="slow:1000:0.5")
        receive(socket)
    eventually(lambda: calls()["cancelled"] == 1, seconds=5)
    request_id = "the-client-that-left"
    assert backend.logs(message="the client left before the end of its answer", requestId=request_id)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("{", None),
        ("[]", None),
        ('{"type":"shout","id":"1"}', "1"),
        ('{"type":"ask","id":"1"}', "1"),
        ('{"type":"ask","id":"1","prompt":" "}', "1"),
        ('{"type":"ask","id":"1","prompt":"x","more":1}', "1"),
        ('{"type":"cancel"}', None),
        ('{"type":"cancel","id":7}', None),
    ],
)
def test_says_what_is_wrong_with_a_message_and_stays_connected(backend: Backend, text: str, asked: str | None) -> None:
    with connect(backend.websocket_url) as socket:
        receive(socket)
        socket.send(text)
        answer = receive(socket)
        assert (answer["type"], answer.get("id"), answer["code"]) == ("error", asked, "invalid-message")
        say(socket, type="ask", id="2", prompt="slow:1:0")
        assert receive(socket)["type"] == "text"


def test_takes_no_bytes(backend: Backend) -> None:
    with connect(backend.websocket_url) as socket:
        receive(socket)
        socket.send(b"{}")
        assert receive(socket)["message"] == "send text, not bytes"


@pytest.mark.parametrize(("bad", "code"), [(b'{"type":"ask\xff', 1007), (b"x" * (_MAXIMUM_MESSAGE_BYTES + 1), 1009)])
def test_closes_on_what_is_no_text_and_on_what_is_too_long(backend: Backend, bad: bytes, code: int) -> None:
    with connect(backend.websocket_url, additional_headers={"x-request-id": f"closed-with-{code}"}) as socket:
        receive(socket)
        socket.send(bad, text=True)
        with pytest.raises(ConnectionClosedError) as closed:
            receive(socket)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == code
    eventually(lambda: bool(backend.logs(message="a client broke the WebSocket protocol", closeCode=code)))
    assert not backend.logs(logger="uvicorn.error", level="ERROR")
    assert "Traceback" not in backend.output.read_text()


def test_reports_the_models_failure_and_stays_connected(backend: Backend) -> None:
    with connect(backend.websocket_url) as socket:
        receive(socket)
        say(socket, type="ask", id="1", prompt="fail")
        failure = receive(socket)
        assert (failure["type"], failure["id"], failure["code"]) == ("error", "1", "model-unavailable")
        say(socket, type="ask", id="2", prompt="slow:1:0")
        assert receive(socket)["type"] == "text"


def test_beats_while_nothing_is_said(start_backend: StartBackend) -> None:
    backend = start_backend(LOAD_BALANCER_IDLE_TIMEOUT_SECONDS="1")
    with connect(backend.websocket_url) as socket:
        assert [receive(socket)["type"] for _ in range(4)] == ["ready", *["heartbeat"] * 3]


def test_accepts_its_own_pages(start_backend: StartBackend) -> None:
    backend = start_backend(PUBLIC_URL="https://staging.lornu.ai")
    for origin in (backend.url, "https://staging.lornu.ai"):
        with connect(backend.websocket_url, additional_headers={"origin": origin}) as socket:
            assert receive(socket)["type"] == "ready"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "https://127.0.0.1.elsewhere.example"])
def test_refuses_pages_of_other_sites(backend: Backend, origin: str) -> None:
    assert refused_status(backend.websocket_url, additional_headers={"origin": origin}) == 403
    assert backend.logs(code="other-site")
    assert not backend.logs(logger="uvicorn.error", level="ERROR")


def test_refuses_a_path_of_no_route_and_says_so_in_the_log(backend: Backend) -> None:
    headers = {"x-request-id": "another-path"}
    assert refused_status(f"{backend.websocket_url}/else", additional_headers=headers) == 403
    eventually(lambda: bool(backend.logs(message="request", requestId="another-path", status=403)))


def test_counts_a_connection_as_a_stream(start_backend: StartBackend) -> None:
    backend = start_backend(MAXIMUM_STREAMS="1")
    with connect(backend.websocket_url) as socket:
        receive(socket)
        assert refused_status(backend.websocket_url) == 503
        assert httpx.post(f"{backend.url}/api/generate", json={"prompt": "x"}).status_code == 503
