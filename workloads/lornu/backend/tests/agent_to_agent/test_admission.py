import asyncio

import pytest
from starlette.types import Receive, Scope, Send

from backend.agent_to_agent.admission import Admission
from backend.errors import Refusal
from backend.streams import Streams
from backend.tests.agent_to_agent.conftest import ScriptedAgent, client_for
from backend.tests.agent_to_agent.tokens import good_token

MESSAGE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "SendMessage",
    "params": {"message": {"messageId": "m-1", "role": "ROLE_USER", "parts": [{"text": "plan"}]}},
}


def test_refuses_a_call_when_as_many_streams_are_open_as_there_may_be(
    token_environment: dict[str, str], agent: ScriptedAgent
) -> None:
    streams = Streams(1)
    headers = {"Authorization": f"Bearer {good_token()}"}
    with client_for(token_environment, agent, streams) as client:
        with streams.admitted():
            refused = client.post("/a2a", json=MESSAGE, headers=headers)
        admitted = client.post("/a2a", json=MESSAGE, headers=headers)
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "busy")
    assert admitted.status_code == 200
    assert len(agent.conversation_ids) == 1


def test_ends_a_call_that_outlasts_the_drain() -> None:
    async def scenario() -> None:
        streams = Streams(1)
        began = asyncio.Event()

        async def endless(_scope: Scope, _receive: Receive, _send: Send) -> None:
            began.set()
            await asyncio.Event().wait()

        async def receive() -> dict[str, str]:
            return {}

        async def send(_message: object) -> None:
            pass

        call = asyncio.create_task(Admission(endless, streams)({}, receive, send))
        await began.wait()
        assert not await streams.drain(0)
        with pytest.raises(Refusal, match="restarting"):
            await call

    asyncio.run(scenario())
