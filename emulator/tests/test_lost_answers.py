from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client

from slipway_emulator import lost_answers
from slipway_emulator.server import Emulator
from tests.server import ACCOUNT_ID

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class OnceOnly:
    """A service that does a thing once, and refuses to do it again."""

    def __init__(self, *, fails_first: bool = False) -> None:
        self.calls = 0
        self._fails_first = fails_first

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        self.calls += 1
        fails = self.calls == 1 if self._fails_first else self.calls > 1
        start_response("400 Bad Request" if fails else "200 OK", [])
        return [b"already associated" if fails else b"attached"]


def attach(client: Client, call: str, attempt: int) -> tuple[int, str]:
    headers = {"amz-sdk-invocation-id": call, "amz-sdk-request": f"attempt={attempt}; max=3"}
    answer = client.post("/", data="Action=AttachInternetGateway", headers=headers)
    return answer.status_code, answer.get_data(as_text=True)


def test_a_repeated_call_gets_the_answer_that_was_lost() -> None:
    service = OnceOnly()
    client = Client(Emulator(service, ACCOUNT_ID))
    assert attach(client, "a1", 1) == (200, "attached")
    assert attach(client, "a1", 2) == (200, "attached")
    assert attach(client, "a1", 3) == (200, "attached")
    assert service.calls == 1


def test_another_call_and_a_first_try_are_made() -> None:
    client = Client(Emulator(OnceOnly(), ACCOUNT_ID))
    assert attach(client, "a1", 1) == (200, "attached")
    assert attach(client, "a2", 1) == (400, "already associated")
    assert attach(client, "a1", 1) == (400, "already associated")
    assert client.post("/").status_code == 400


def test_a_call_that_failed_is_made_again() -> None:
    client = Client(Emulator(OnceOnly(fails_first=True), ACCOUNT_ID))
    assert attach(client, "a1", 1) == (400, "already associated")
    assert attach(client, "a1", 2) == (200, "attached")


def test_only_the_latest_answers_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lost_answers, "KEPT_ANSWERS", 1)
    service = OnceOnly()
    client = Client(Emulator(service, ACCOUNT_ID))
    attach(client, "a1", 1)
    service.calls = 0
    attach(client, "a2", 1)
    assert attach(client, "a1", 2) == (400, "already associated")
    assert attach(client, "a2", 2) == (200, "attached")
