"""Who may call, of all those whose tokens are genuine."""

import json
from collections.abc import Iterator

import httpx
import pytest

from backend.tests.agent_to_agent.conftest import ScriptedAgent, client_for
from backend.tests.agent_to_agent.test_forged_tokens import MESSAGE
from backend.tests.agent_to_agent.tokens import SUBJECT, claims, signed


@pytest.fixture
def guarded(token_environment: dict[str, str], agent: ScriptedAgent) -> Iterator[httpx.Client]:
    with client_for(token_environment | {"A2A_SUBJECTS": json.dumps([SUBJECT])}, agent) as client:
        yield client


def _call(client: httpx.Client, token: str) -> httpx.Response:
    return client.post("/a2a", json=MESSAGE, headers={"Authorization": f"Bearer {token}"})


def test_lets_in_a_named_subject(guarded: httpx.Client) -> None:
    assert _call(guarded, signed(claims())).status_code == 200


@pytest.mark.parametrize("subject", ["stranger", SUBJECT.upper(), f"{SUBJECT} ", "*"])
def test_refuses_a_genuine_token_of_somebody_else(
    guarded: httpx.Client, agent: ScriptedAgent, caplog: pytest.LogCaptureFixture, subject: str
) -> None:
    response = _call(guarded, signed(claims(sub=subject)))
    assert (response.status_code, response.json()["error"]["code"]) == (403, "agent-to-agent-refused")
    assert [record.__dict__["refusal"] for record in caplog.records if "refusal" in record.__dict__] == ["subject"]
    assert agent.conversation_ids == []


def test_lets_in_whomever_the_issuer_signs_for_where_nobody_is_named(client: httpx.Client) -> None:
    assert _call(client, signed(claims(sub="stranger"))).status_code == 200
