"""Conversations by the real client over real gRPC, to a stand-in, to nobody, and to somebody who does not answer."""

import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from backend.tests.conftest import StartBackend
from backend.tests.event_stream import ask, text_of
from backend.tests.processes import Backend, running_fake

_CONVERSATION = "0123456789abcdef-conversation"


@pytest.fixture
def firestore() -> Iterator[str]:
    with running_fake("backend.fakes.firestore") as address:
        yield address


@pytest.fixture
def nobody() -> str:
    """An address where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def silence() -> Iterator[str]:
    """An address that accepts connections and says nothing, as a firewall or a dying database does."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def with_database(start_backend: StartBackend, address: str) -> Backend:
    return start_backend(
        GOOGLE_CLOUD_PROJECT="lornu",
        FIRESTORE_DATABASE="staging",
        DEPLOYMENT_ENVIRONMENT="staging",
        FIRESTORE_EMULATOR_HOST=address,
    )


def test_is_ready_with_a_database_that_answers(start_backend: StartBackend, firestore: str) -> None:
    backend = with_database(start_backend, firestore)
    response = httpx.get(f"{backend.url}/ready")
    assert response.status_code == 200
    assert response.json() == {"status": "ready", "checks": {"gemini": "ok", "firestore": "ok"}}


def test_gives_the_model_what_was_said_before_even_by_another_task(start_backend: StartBackend, firestore: str) -> None:
    first = with_database(start_backend, firestore)
    ask(first.url, "my name is Ada", conversationId=_CONVERSATION)
    first.stop()
    second = with_database(start_backend, firestore)
    assert text_of(ask(second.url, "recite", conversationId=_CONVERSATION)).startswith(
        "user: my name is Ada\nmodel: A "
    )
    assert "Ada" not in text_of(ask(second.url, "recite", conversationId="0123456789abcdef-another"))


def test_remembers_the_latest_exchanges_in_their_order(start_backend: StartBackend, firestore: str) -> None:
    backend = with_database(start_backend, firestore)
    for number in range(12):
        ask(backend.url, f"slow:1:0 number {number}", conversationId=_CONVERSATION)
    recited = text_of(ask(backend.url, "recite", conversationId=_CONVERSATION))
    asked = [line for line in recited.splitlines() if line.startswith("user: slow")]
    assert asked == [f"user: slow:1:0 number {number}" for number in range(2, 12)]


@pytest.mark.parametrize("address", ["nobody", "silence"])
def test_answers_without_a_database_that_is_out_of_reach(
    start_backend: StartBackend, request: pytest.FixtureRequest, address: str
) -> None:
    backend = with_database(start_backend, request.getfixturevalue(address))
    began = time.monotonic()
    answer = ask(backend.url, "hello", conversationId=_CONVERSATION)
    assert time.monotonic() - began < 10
    assert answer[-1] == ("end", {"reason": "complete"})
    assert backend.logs(message="the conversation could not be read; answering without it", level="WARNING")
    assert backend.logs(message="the exchange could not be kept", level="WARNING")
    assert "Traceback" not in backend.output.read_text()


@pytest.mark.parametrize("address", ["nobody", "silence"])
def test_lives_but_is_not_ready_while_the_database_is_out_of_reach(
    start_backend: StartBackend, request: pytest.FixtureRequest, address: str
) -> None:
    backend = with_database(start_backend, request.getfixturevalue(address))
    assert httpx.get(f"{backend.url}/health").json() == {"status": "ok"}
    response = httpx.get(f"{backend.url}/ready", timeout=4)
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "checks": {"gemini": "ok", "firestore": "unreachable"}}
    httpx.get(f"{backend.url}/ready", timeout=4)
    assert len(backend.logs(message="Firestore is out of reach")) == 1
