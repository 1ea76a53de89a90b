import json
import socket

import httpx
import pytest

from backend.tests.conftest import Calls, StartBackend
from backend.tests.event_stream import ask, events, text_of
from backend.tests.processes import Backend, eventually

RECORDED_ANSWER = (
    "A slipway is the ramp on which a ship is built and from which it is launched. "
    "It carries the ship only until it floats."
)


def refusal(response: httpx.Response) -> tuple[int, str]:
    """Status and code of a body in the one shape, whose id is that of the header."""
    error = response.json()["error"]
    assert list(error) == ["code", "message", "requestId"]
    assert error["requestId"] == response.headers["x-request-id"]
    return response.status_code, error["code"]


def write_for_ever(client: socket.socket) -> None:
    while True:
        client.sendall(b"x" * 1_000_000)


def test_streams_an_answer_between_a_start_and_an_end(backend: Backend) -> None:
    answer = ask(backend.url, "what is a slipway?")
    assert [name for name, _ in answer] == ["start", *["text"] * 5, "end"]
    assert text_of(answer) == RECORDED_ANSWER
    assert answer[-1][1] == {"reason": "complete"}


def test_takes_a_sane_request_id_and_continues_the_conversation_that_the_client_names(backend: Backend) -> None:
    body = {"prompt": "hello", "conversationId": "0123456789abcdef-mine"}
    response = httpx.post(f"{backend.url}/api/generate", json=body, headers={"x-request-id": "from-the-client"})
    assert response.headers["x-request-id"] == "from-the-client"
    assert next(events(response.text.splitlines()))[1] == {
        "requestId": "from-the-client",
        "conversationId": "0123456789abcdef-mine",
    }


@pytest.mark.parametrize("insane", ["short", "a" * 129, "with space in it"])
def test_replaces_a_request_id_that_could_forge_a_log_line(backend: Backend, insane: str) -> None:
    assert httpx.get(f"{backend.url}/health", headers={"x-request-id": insane}).headers["x-request-id"] != insane


def test_tells_caches_and_proxies_to_leave_the_stream_alone(backend: Backend) -> None:
    response = httpx.post(f"{backend.url}/api/generate", json={"prompt": "hello"})
    assert response.headers["cache-control"] == "no-transform, no-store"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["content-security-policy"].startswith("default-src 'self';")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"prompt"',
        b'{"prompt": ""}',
        b'{"prompt": " \\n"}',
        b'{"prompt": 1}',
        b'{"prompt": "\xff"}',
        b'{"prompt": "x", "other": 1}',
        b'{"prompt": "x", "conversationId": "short"}',
        b'{"prompt": "x", "conversationId": "../../../../etc/passwd"}',
    ],
)
def test_refuses_what_is_no_question(backend: Backend, body: bytes) -> None:
    response = httpx.post(f"{backend.url}/api/generate", content=body)
    assert refusal(response) == (422, "invalid-request")
    assert backend.logs(code="invalid-request", requestId=response.headers["x-request-id"])


def test_refuses_a_prompt_of_one_megabyte_before_the_model_sees_it(backend: Backend, calls: Calls) -> None:
    response = httpx.post(f"{backend.url}/api/generate", json={"prompt": "x" * 1_000_000})
    assert refusal(response) == (413, "too-large")
    assert backend.logs(code="too-large", status=413, requestId=response.headers["x-request-id"])
    assert calls()["started"] == 0


def test_refuses_an_endless_body_without_reading_it(backend: Backend) -> None:
    with socket.create_connection(("127.0.0.1", backend.port)) as client:
        client.sendall(b"POST /api/generate HTTP/1.1\r\nhost: x\r\ncontent-length: 100000000000\r\n\r\n")
        with pytest.raises(ConnectionError):
            write_for_ever(client)
    assert backend.logs(code="too-large")


def test_knows_no_other_method_and_no_other_path(backend: Backend) -> None:
    assert refusal(httpx.post(f"{backend.url}/health")) == (405, "method-not-allowed")
    assert refusal(httpx.get(f"{backend.url}/nothing-here")) == (404, "not-found")


@pytest.mark.parametrize(("prompt", "cause"), [("fail", "ServerError 500 INTERNAL"), ("fail:429", "ClientError 429")])
def test_answers_502_when_the_model_fails_before_its_first_words(backend: Backend, prompt: str, cause: str) -> None:
    response = httpx.post(f"{backend.url}/api/generate", json={"prompt": prompt})
    assert refusal(response) == (502, "model-unavailable")
    (line,) = backend.logs(message="the language model failed", requestId=response.headers["x-request-id"])
    assert line["reason"].startswith(cause)


def test_ends_the_stream_with_an_error_when_the_model_fails_after_them(backend: Backend) -> None:
    answer = ask(backend.url, "break")
    assert [name for name, _ in answer] == ["start", "text", "error"]
    assert answer[-1][1]["code"] == "model-unavailable"
    assert backend.logs(message="the language model failed in the middle")


def test_answers_502_when_the_model_is_out_of_reach(start_backend: StartBackend) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    backend = start_backend(GOOGLE_GEMINI_BASE_URL=f"http://127.0.0.1:{port}")
    assert refusal(httpx.post(f"{backend.url}/api/generate", json={"prompt": "x"})) == (502, "model-unavailable")
    assert backend.logs(reason="ConnectError")


def test_gives_up_the_call_to_the_model_when_the_client_is_gone(backend: Backend, calls: Calls) -> None:
    with httpx.stream("POST", f"{backend.url}/api/generate", json={"prompt": "slow:1000:0.05"}) as response:
        request_id = response.headers["x-request-id"]
        next(response.iter_lines())
    eventually(lambda: calls() == {"started": 1, "finished": 0, "cancelled": 1}, seconds=5)
    assert backend.logs(message="the client left before the end of its answer", requestId=request_id)


def test_keeps_a_silent_stream_alive_with_heartbeats(start_backend: StartBackend) -> None:
    backend = start_backend(LOAD_BALANCER_IDLE_TIMEOUT_SECONDS="1")
    names = [name for name, _ in ask(backend.url, "slow:2:1.5")]
    assert names[:2] == ["start", "text"]
    assert names.count("heartbeat") >= 3
    assert names[-2:] == ["text", "end"]


def test_refuses_one_stream_too_many_and_takes_the_next_when_there_is_room(start_backend: StartBackend) -> None:
    backend = start_backend(MAXIMUM_STREAMS="1")
    with httpx.stream("POST", f"{backend.url}/api/generate", json={"prompt": "slow:1000:0.05"}) as response:
        lines = response.iter_lines()
        next(lines)
        refused = httpx.post(f"{backend.url}/api/generate", json={"prompt": "x"})
        assert refusal(refused) == (503, "busy")
        assert refused.headers["retry-after"] == "5"
    eventually(lambda: httpx.post(f"{backend.url}/api/generate", json={"prompt": "x"}).status_code == 200)


def test_writes_json_that_a_log_query_can_read(backend: Backend) -> None:
    response = httpx.post(f"{backend.url}/api/generate", json={"prompt": "hello"})
    request_id = response.headers["x-request-id"]
    eventually(lambda: bool(backend.logs(message="request", requestId=request_id)))
    (line,) = backend.logs(message="request", requestId=request_id)
    assert line["route"] == "/api/generate"
    assert line["status"] == 200
    assert line["durationMs"] > 0
    assert len(line["traceId"]) == 32
    assert line["environment"] == "local"
    assert json.dumps(line).isascii()


def test_asks_for_what_the_page_can_show(backend: Backend) -> None:
    assert text_of(ask(backend.url, "recite")).endswith("system: Answer in plain text, without Markdown.")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
def test_takes_nothing_but_json(backend: Backend, calls: Calls, content_type: str) -> None:
    headers = {"content-type": content_type}
    response = httpx.post(f"{backend.url}/api/generate", content=b'{"prompt":"x"}', headers=headers)
    assert refusal(response) == (415, "not-json")
    assert calls()["started"] == 0


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON"])
def test_takes_json_by_every_name(backend: Backend, content_type: str) -> None:
    headers = {"content-type": content_type}
    response = httpx.post(f"{backend.url}/api/generate", content=b'{"prompt":"slow:1:0"}', headers=headers)
    assert response.status_code == 200


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_refuses_questions_from_pages_of_other_sites(backend: Backend, calls: Calls, origin: str) -> None:
    response = httpx.post(f"{backend.url}/api/generate", json={"prompt": "x"}, headers={"origin": origin})
    assert refusal(response) == (403, "other-site")
    assert calls()["started"] == 0


def test_takes_questions_from_its_own_page(backend: Backend) -> None:
    response = httpx.post(f"{backend.url}/api/generate", json={"prompt": "slow:1:0"}, headers={"origin": backend.url})
    assert response.status_code == 200
