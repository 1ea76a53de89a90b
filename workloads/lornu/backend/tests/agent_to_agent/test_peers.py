import asyncio
import json
import logging
import socket
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from backend.agent_to_agent.peer_tool import peer_tool
from backend.agent_to_agent.peers import PeerCallRefused, PeerFailed, Peers
from backend.fakes.google import PEER_AUDIENCE, SERVICE_ACCOUNT, FakeGoogle
from backend.fakes.loopback import served
from backend.settings import Settings, load_settings


@pytest.fixture
def google() -> FakeGoogle:
    return FakeGoogle()


@pytest.fixture
def address(google: FakeGoogle) -> Iterator[str]:
    with served(google.app()) as address:
        yield address


def _settings(peer_url: str, audience: str = PEER_AUDIENCE, key: str | None = None) -> Settings:
    peers = json.dumps({"planner": {"url": peer_url, "audience": audience}})
    environment = {"GEMINI_API_KEY": "test-key", "A2A_PEERS": peers}
    return load_settings(environment | ({"GCP_SERVICE_ACCOUNT_KEY": key} if key else {}))


def test_calls_a_peer_with_a_token_that_the_peer_verifies(google: FakeGoogle, address: str) -> None:
    peers = Peers(_settings(f"{address}/a2a", key=google.service_account_key(address)))
    assert asyncio.run(peers.call("planner", "plan the release")) == f"{SERVICE_ACCOUNT}: plan the release"
    assert google.messages == ["plan the release"]


def test_is_refused_by_a_peer_whose_audience_is_another(google: FakeGoogle, address: str) -> None:
    settings = _settings(f"{address}/a2a", "https://other.lornu.ai", google.service_account_key(address))
    with pytest.raises(PeerFailed):
        asyncio.run(Peers(settings).call("planner", "plan"))
    assert (google.calls["peer"], google.messages) == (1, [])


def _connections(listener: socket.socket) -> int:
    listener.setblocking(False)
    try:
        listener.accept()
    except BlockingIOError:
        return 0
    return 1


@pytest.mark.parametrize("fault", ["no access configured", "token endpoint fails", "token for another audience"])
def test_opens_no_connection_to_a_peer_without_a_token(
    google: FakeGoogle, address: str, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    google.broken = {"token"} if fault == "token endpoint fails" else set()
    google.audience_of_tokens = "https://other.lornu.ai" if fault == "token for another audience" else None
    key = None if fault == "no access configured" else google.service_account_key(address)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings = _settings(f"http://127.0.0.1:{listener.getsockname()[1]}/a2a", key=key)
        with pytest.raises(PeerCallRefused, match="no token for the peer planner"):
            asyncio.run(Peers(settings).call("planner", "plan"))
        assert _connections(listener) == 0
    assert [record.message for record in caplog.records] == ["a call to a peer was refused: there is no token"]


def test_knows_its_peers_by_name(address: str) -> None:
    with pytest.raises(PeerCallRefused, match="no peer is named stranger; known are: planner"):
        asyncio.run(Peers(_settings(address)).call("stranger", "plan"))


def test_does_not_carry_the_token_where_a_redirect_leads(google: FakeGoogle, address: str) -> None:
    moved = FastAPI()
    moved.add_api_route("/a2a", lambda: RedirectResponse(f"{address}/a2a", 307), methods=["POST"])
    with served(moved) as old_address:
        settings = _settings(f"{old_address}/a2a", key=google.service_account_key(address))
        with pytest.raises(PeerFailed):
            asyncio.run(Peers(settings).call("planner", "plan"))
    assert google.calls["peer"] == 0


@pytest.mark.parametrize(
    "result",
    [
        {"result": {"task": {"id": "1", "contextId": "1", "status": {"state": "TASK_STATE_FAILED"}}}},
        {"error": {"code": -32603, "message": "internal"}},
        "not an object",
    ],
)
def test_says_that_a_peer_failed(google: FakeGoogle, address: str, result: object) -> None:
    failing = FastAPI()
    failing.add_api_route("/a2a", lambda: result, methods=["POST"], response_model=None)
    with served(failing) as peer:
        peers = Peers(_settings(f"{peer}/a2a", key=google.service_account_key(address)))
        with pytest.raises(PeerFailed):
            asyncio.run(peers.call("planner", "plan"))


def test_says_that_a_peer_is_out_of_reach(google: FakeGoogle, address: str) -> None:
    peers = Peers(_settings("http://127.0.0.1:1/a2a", key=google.service_account_key(address)))
    with pytest.raises(PeerFailed):
        asyncio.run(peers.call("planner", "plan"))


def test_never_logs_a_token(google: FakeGoogle, address: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    peers = Peers(_settings(f"{address}/a2a", key=google.service_account_key(address)))
    asyncio.run(peers.call("planner", "plan"))
    header = google.identity_token(PEER_AUDIENCE).split(".")[0]
    assert header not in "\n".join(str(record.__dict__) for record in caplog.records)


def test_the_loop_goes_on_when_a_peer_cannot_be_asked(address: str) -> None:
    settings = _settings(f"{address}/a2a")
    ask_peer = peer_tool(Peers(settings), settings.a2a_peers)
    assert asyncio.run(ask_peer("planner", "plan")) == {"error": "there is no token for the peer planner"}
