"""What a task does between SIGTERM and its end, in a process of its own."""

import signal
import threading
from contextlib import suppress
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect
from websockets.sync.connection import Connection

from backend.tests.conftest import StartBackend
from backend.tests.event_stream import Event, events
from backend.tests.processes import Backend, eventually
from backend.tests.test_websocket import receive, say


def heard_until_the_end(socket: Connection) -> tuple[list[dict[str, Any]], int | None]:
    """All messages, and the code of the close."""
    messages = []
    try:
        while True:
            messages.append(receive(socket))
    except ConnectionClosedError as closed:
        return messages, None if closed.rcvd is None else closed.rcvd.code


class Asking:
    """An answer that is read while the test does something else."""

    def __init__(self, backend: Backend, prompt: str) -> None:
        self.answer: list[Event] = []
        self._thread = threading.Thread(target=self._read, args=(f"{backend.url}/api/generate", prompt))
        self._thread.start()
        eventually(lambda: len(self.answer) > 1)

    def _read(self, url: str, prompt: str) -> None:
        with suppress(httpx.RemoteProtocolError), httpx.stream("POST", url, json={"prompt": prompt}) as response:
            for event in events(response.iter_lines()):
                self.answer.append(event)

    def finish(self) -> list[Event]:
        self._thread.join(30)
        return self.answer


def begin_to_stop(backend: Backend) -> None:
    backend.process.send_signal(signal.SIGTERM)
    eventually(lambda: bool(backend.logs(message="draining")))


def test_finishes_what_is_being_streamed(start_backend: StartBackend) -> None:
    backend = start_backend()
    asking = Asking(backend, "slow:20:0.1")
    assert backend.stop() == 0
    answer = asking.finish()
    assert [name for name, _ in answer] == ["start", *["text"] * 20, "end"]
    assert backend.logs(message="drained")


def test_answers_health_checks_and_refuses_new_work_while_it_drains(start_backend: StartBackend) -> None:
    backend = start_backend()
    asking = Asking(backend, "slow:20:0.1")
    begin_to_stop(backend)
    assert httpx.get(f"{backend.url}/health").status_code == 200
    refused = httpx.post(f"{backend.url}/api/generate", json={"prompt": "x"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "restarting")
    assert refused.headers["retry-after"] == "1"
    asking.finish()
    assert backend.process.wait(10) == 0


def test_ends_the_rest_with_an_error_before_it_would_be_killed(start_backend: StartBackend) -> None:
    backend = start_backend(STOP_TIMEOUT_SECONDS="6")
    asking = Asking(backend, "slow:1000:0.1")
    assert backend.stop() == 0
    name, data = asking.finish()[-1]
    assert (name, data["code"]) == ("error", "restarting")
    assert backend.logs(message="the answer was cut off: the task is stopped")
    assert backend.logs(message="drained, with answers cut off")


def test_tells_a_websocket_to_connect_elsewhere_once_its_answer_is_complete(start_backend: StartBackend) -> None:
    backend = start_backend()
    with connect(backend.websocket_url) as socket:
        receive(socket)
        say(socket, type="ask", id="1", prompt="slow:10:0.1")
        assert receive(socket)["type"] == "text"
        begin_to_stop(backend)
        messages = [receive(socket) for _ in range(11)]
        assert sorted(message["type"] for message in messages) == ["end", "restarting", *["text"] * 9]
        assert messages[-1]["type"] == "end"
        with pytest.raises(ConnectionClosedError) as closed:
            receive(socket)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012
    assert backend.process.wait(10) == 0


def test_tells_a_websocket_that_its_answer_is_cut_off(start_backend: StartBackend) -> None:
    backend = start_backend(STOP_TIMEOUT_SECONDS="6")
    with connect(backend.websocket_url) as socket:
        receive(socket)
        say(socket, type="ask", id="1", prompt="slow:1000:0.1")
        begin_to_stop(backend)
        messages, code = heard_until_the_end(socket)
    assert (messages[-1]["type"], messages[-1].get("code"), code) == ("error", "restarting", 1012)
    assert backend.process.wait(5) == 0
    assert not backend.logs(message="the client left before the end of its answer")


def test_does_not_wait_for_websockets_that_ask_nothing(start_backend: StartBackend) -> None:
    backend = start_backend()
    with connect(backend.websocket_url) as socket:
        receive(socket)
        begin_to_stop(backend)
        assert receive(socket) == {"type": "restarting"}
        assert backend.process.wait(5) == 0


def test_refuses_a_question_over_a_websocket_while_it_drains(start_backend: StartBackend) -> None:
    backend = start_backend()
    with connect(backend.websocket_url) as socket:
        receive(socket)
        say(socket, type="ask", id="1", prompt="slow:10:0.1")
        begin_to_stop(backend)
        say(socket, type="ask", id="2", prompt="x")
        refusals = [message for message in (receive(socket) for _ in range(13)) if message["type"] == "error"]
    assert [(refusal["id"], refusal["code"]) for refusal in refusals] == [("2", "restarting")]


def test_leaves_at_once_when_it_is_told_twice(start_backend: StartBackend) -> None:
    backend = start_backend()
    asking = Asking(backend, "slow:1000:0.1")
    begin_to_stop(backend)
    backend.process.send_signal(signal.SIGTERM)
    assert backend.process.wait(10) == 0
    assert asking.finish()[-1][0] == "text"
    assert "Traceback" not in backend.output.read_text()
