"""A client that asks and does not read, over a real connection with small buffers."""

import socket
from collections.abc import AsyncGenerator, Sequence

import pytest

from backend import slow_client
from backend.app import create_app
from backend.fakes.loopback import served
from backend.services import Services
from backend.settings import load_settings
from backend.tests.processes import eventually
from backend.turns import Turn

_REQUEST = b'POST /api/generate HTTP/1.1\r\nhost: x\r\ncontent-length: 14\r\n\r\n{"prompt":"x"}'
_CHUNK = "x" * 10_000


class Torrent:
    """A model that never ends, and counts what was taken from it."""

    def __init__(self) -> None:
        self.taken = 0
        self.closed = False

    async def stream(self, turns: Sequence[Turn]) -> AsyncGenerator[str]:
        try:
            while True:
                self.taken += 1
                yield _CHUNK
        finally:
            self.closed = True


class NoAgent:
    """Is not asked."""

    async def stream(self, prompt: str, conversation_id: str) -> AsyncGenerator[str]:
        raise AssertionError
        yield ""


def test_holds_the_model_back_and_is_cut_off(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(slow_client, "PATIENCE_SECONDS", 1)
    model = Torrent()
    app = create_app(load_settings({"GEMINI_API_KEY": "key"}), services=Services(model, NoAgent(), None))
    with served(app) as url, socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", int(url.rsplit(":")[-1])))
        client.sendall(_REQUEST)
        eventually(lambda: model.closed, seconds=10)
        assert "the client was cut off: it did not read" in caplog.messages
        assert model.taken * len(_CHUNK) < 8_000_000
