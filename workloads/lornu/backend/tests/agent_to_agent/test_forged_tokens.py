import json
import logging

import httpx
import pytest

from backend.tests.agent_to_agent.forgeries import NAMED_CLASSES, OTHERS, Forgery
from backend.tests.agent_to_agent.tokens import EC_KEY, EC_KEY_ID, claims, good_token, signed

MESSAGE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "SendMessage",
    "params": {"message": {"messageId": "m-1", "role": "ROLE_USER", "parts": [{"text": "plan the release"}]}},
}


def _post(client: httpx.Client, headers: dict[str, str]) -> tuple[int, str | None, str]:
    response = client.post("/a2a", json=MESSAGE, headers=headers)
    return response.status_code, response.headers.get("www-authenticate"), response.text


def _refusals(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.__dict__["refusal"] for record in caplog.records if "refusal" in record.__dict__]


def test_accepts_a_good_token(client: httpx.Client) -> None:
    status, _, body = _post(client, {"Authorization": f"Bearer {good_token()}"})
    assert status == 200
    assert "TASK_STATE_COMPLETED" in body


def test_accepts_an_elliptic_curve_signature(client: httpx.Client) -> None:
    token = signed(claims(), key=EC_KEY, algorithm="ES256", key_id=EC_KEY_ID)
    assert _post(client, {"Authorization": f"Bearer {token}"})[0] == 200


def test_forgives_clocks_that_differ_by_seconds(client: httpx.Client) -> None:
    now = claims()["iat"]
    token = signed(claims(iat=now + 20, nbf=now + 20))
    assert _post(client, {"Authorization": f"Bearer {token}"})[0] == 200


def test_knows_twelve_named_classes_of_forged_tokens() -> None:
    assert len(NAMED_CLASSES) == 12


@pytest.mark.parametrize("forgery", [pytest.param(f, id=name) for name, f in (NAMED_CLASSES | OTHERS).items()])
def test_refuses_a_forged_token(client: httpx.Client, caplog: pytest.LogCaptureFixture, forgery: Forgery) -> None:
    make_token, refusal = forgery
    token = make_token()
    status, challenge, body = _post(client, {"Authorization": f"Bearer {token}"})
    assert (status, challenge) == (401, 'Bearer realm="a2a", error="invalid_token"')
    assert json.loads(body)["error"]["message"] == "a valid bearer token is required"
    assert _refusals(caplog) == [refusal.value]


@pytest.mark.parametrize("forgery", [pytest.param(f, id=name) for name, f in NAMED_CLASSES.items()])
def test_never_logs_a_token(client: httpx.Client, caplog: pytest.LogCaptureFixture, forgery: Forgery) -> None:
    caplog.set_level(logging.DEBUG)
    token = forgery[0]()
    _post(client, {"Authorization": f"Bearer {token}"})
    logged = "\n".join(str(record.__dict__) for record in caplog.records)
    assert not any(part in logged for part in token.split(".") if part)


def test_asks_for_a_token_where_none_is_shown(client: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    assert _post(client, {})[:2] == (401, 'Bearer realm="a2a"')
    assert _refusals(caplog) == ["missing"]


@pytest.mark.parametrize("value", ["Basic dXNlcjpwYXNz", "Bearer", "Bearer a b"])
def test_refuses_what_is_no_bearer_token(client: httpx.Client, caplog: pytest.LogCaptureFixture, value: str) -> None:
    assert _post(client, {"Authorization": value})[0] == 401
    assert _refusals(caplog) == ["malformed"]


def test_refuses_two_tokens_at_once(client: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    good = ("authorization", f"Bearer {good_token()}")
    response = client.post("/a2a", json=MESSAGE, headers=[good, good])
    assert response.status_code == 401
    assert _refusals(caplog) == ["malformed"]
