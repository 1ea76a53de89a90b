import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from backend.tests.agent_to_agent.conftest import ScriptedAgent, client_for
from backend.tests.agent_to_agent.tokens import claims, good_token, signed


def _request(method: str, params: dict[str, Any]) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}


def _message(text: str, **members: str) -> dict[str, Any]:
    return {"message": {"messageId": "m-1", "role": "ROLE_USER", "parts": [{"text": text}]} | members}


def _call(client: httpx.Client, method: str, params: dict[str, Any], token: str | None = None) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token or good_token()}"}
    response = client.post("/a2a", json=_request(method, params), headers=headers)
    assert response.status_code == 200
    return dict(response.json())


def _events(client: httpx.Client, text: str) -> Iterator[dict[str, Any]]:
    headers = {"Authorization": f"Bearer {good_token()}"}
    body = _request("SendStreamingMessage", _message(text))
    with client.stream("POST", "/a2a", json=body, headers=headers) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        for line in response.iter_lines():
            if line.startswith("data:"):
                yield json.loads(line.removeprefix("data:"))["result"]


def test_card_is_public_and_says_where_and_how_to_call(client: httpx.Client) -> None:
    card = client.get("/.well-known/agent-card.json").json()
    assert card["supportedInterfaces"] == [
        {"url": "https://staging.lornu.ai/a2a", "protocolBinding": "JSONRPC", "protocolVersion": "1.0"}
    ]
    assert card["capabilities"] == {"streaming": True, "pushNotifications": False, "extendedAgentCard": False}
    scheme = card["securitySchemes"]["jwt"]["httpAuthSecurityScheme"]
    assert (scheme["scheme"], scheme["bearerFormat"]) == ("bearer", "JWT")
    assert card["securityRequirements"] == [{"schemes": {"jwt": {}}}]


def test_card_names_the_address_of_agents_where_they_have_one_of_their_own(agent: ScriptedAgent) -> None:
    environment = {"A2A_CLIENT_CERTIFICATES": "required", "A2A_PUBLIC_URL": "https://staging.lornu.ai:8443"}
    with client_for(environment, agent) as client:
        card = client.get("/.well-known/agent-card.json").json()
    assert [interface["url"] for interface in card["supportedInterfaces"]] == ["https://staging.lornu.ai:8443/a2a"]


def test_answers_a_message_with_a_completed_task(client: httpx.Client) -> None:
    task = _call(client, "SendMessage", _message("plan the release"))["result"]["task"]
    assert task["status"]["state"] == "TASK_STATE_COMPLETED"
    assert [part["text"] for part in task["artifacts"][0]["parts"]] == ["plan ", "the ", "release "]


def test_streams_each_piece_of_the_answer_as_an_event_of_its_own(client: httpx.Client) -> None:
    events = list(_events(client, "plan the release"))
    artifacts = [event["artifactUpdate"] for event in events if "artifactUpdate" in event]
    assert [update["artifact"]["parts"][0]["text"] for update in artifacts] == ["plan ", "the ", "release "]
    assert [update.get("append", False) for update in artifacts] == [False, True, True]
    assert events[-1]["statusUpdate"]["status"]["state"] == "TASK_STATE_COMPLETED"


def test_tells_a_caller_that_the_agent_failed_but_not_why(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = json.dumps(_call(client, "SendMessage", _message("fail")))
    assert "TASK_STATE_FAILED" in answer
    assert "AIza" not in answer
    assert "AIza" not in str([record.__dict__ for record in caplog.records])
    assert [record.__dict__["cause"] for record in caplog.records if "cause" in record.__dict__] == ["RuntimeError"]


def test_rejects_a_message_without_text(client: httpx.Client) -> None:
    task = _call(client, "SendMessage", _message("  "))["result"]["task"]
    assert task["status"]["state"] == "TASK_STATE_REJECTED"


def test_shows_a_task_to_its_caller_alone(client: httpx.Client) -> None:
    task_id = _call(client, "SendMessage", _message("plan"))["result"]["task"]["id"]
    assert _call(client, "GetTask", {"id": task_id})["result"]["id"] == task_id
    stranger = signed(claims(sub="stranger@elsewhere.iam.gserviceaccount.com"))
    assert _call(client, "GetTask", {"id": task_id}, stranger)["error"]["code"] == -32001


def test_keeps_conversations_of_two_callers_apart_though_they_name_the_same_context(
    client: httpx.Client, agent: ScriptedAgent
) -> None:
    message = _message("plan", contextId="shared-context")
    stranger = signed(claims(sub="stranger@elsewhere.iam.gserviceaccount.com"))
    _call(client, "SendMessage", message)
    _call(client, "SendMessage", message)
    _call(client, "SendMessage", message, stranger)
    first, again, other = agent.conversation_ids
    assert first == again != other


def test_refuses_a_message_of_more_than_64_kib(client: httpx.Client, agent: ScriptedAgent) -> None:
    headers = {"Authorization": f"Bearer {good_token()}"}
    body = _request("SendMessage", _message("x" * 70_000))
    assert client.post("/a2a", json=body, headers=headers).status_code == 413
    assert agent.conversation_ids == []


def test_refuses_everybody_where_nothing_is_configured(agent: ScriptedAgent) -> None:
    with client_for({}, agent) as client:
        headers = {"Authorization": f"Bearer {good_token()}"}
        response = client.post("/a2a", json=_request("SendMessage", _message("plan")), headers=headers)
        card = client.get("/.well-known/agent-card.json").json()
    assert (response.status_code, response.json()["error"]["code"]) == (403, "agent-to-agent-refused")
    assert "securitySchemes" not in card


def test_lets_in_a_caller_whose_certificate_the_load_balancer_has_verified(agent: ScriptedAgent) -> None:
    with client_for({"A2A_CLIENT_CERTIFICATES": "required"}, agent) as client:
        headers = {"x-amzn-mtls-clientcert-subject": "CN=planner,O=Lornu"}
        response = client.post("/a2a", json=_request("SendMessage", _message("plan")), headers=headers)
        card = client.get("/.well-known/agent-card.json").json()
    assert response.json()["result"]["task"]["status"]["state"] == "TASK_STATE_COMPLETED"
    assert list(card["securitySchemes"]) == ["mutualTls"]


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([], id="no certificate"),
        pytest.param([("x-amzn-mtls-clientcert-subject", "")], id="empty subject"),
        pytest.param([("x-amzn-mtls-clientcert-subject", "CN=a")] * 2, id="two subjects"),
        pytest.param([("authorization", f"Bearer {good_token()}")], id="a token instead"),
    ],
)
def test_refuses_a_caller_without_a_certificate(agent: ScriptedAgent, headers: list[tuple[str, str]]) -> None:
    with client_for({"A2A_CLIENT_CERTIFICATES": "required"}, agent) as client:
        response = client.post("/a2a", json=_request("SendMessage", _message("plan")), headers=headers)
    assert (response.status_code, response.json()["error"]["code"]) == (403, "client-certificate-required")
    assert agent.conversation_ids == []
