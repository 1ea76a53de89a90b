import logging
from collections.abc import AsyncGenerator, Iterator, Sequence

import httpx
import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect

from backend.app import create_app
from backend.fakes.loopback import served
from backend.services import Services
from backend.settings import load_settings
from backend.tests.test_websocket import receive, say
from backend.turns import Turn


class Broken:
    """Fails as only a fault in this program can."""

    async def stream(self, *_: str | Sequence[Turn]) -> AsyncGenerator[str]:
        raise RuntimeError("a prompt and a key")
        yield ""


@pytest.fixture
def url() -> Iterator[str]:
    broken = Broken()
    app = create_app(load_settings({"GEMINI_API_KEY": "key"}), services=Services(broken, broken, None))
    with served(app) as url:
        yield url


def test_answers_500_without_a_stack(url: str, caplog: pytest.LogCaptureFixture) -> None:
    response = httpx.post(f"{url}/api/generate", json={"prompt": "x"})
    assert response.status_code == 500
    assert response.json() == {
        "error": {
            "code": "internal",
            "message": "something went wrong",
            "requestId": response.headers["x-request-id"],
        }
    }
    assert [record.message for record in caplog.records if record.levelno == logging.ERROR] == ["unexpected error"]


def test_closes_a_websocket_with_1011(url: str) -> None:
    with connect(f"{url.replace('http', 'ws')}/ws") as socket:
        receive(socket)
        say(socket, type="ask", id="1", prompt="x")
        with pytest.raises(ConnectionClosedError) as closed:
            receive(socket)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1011
