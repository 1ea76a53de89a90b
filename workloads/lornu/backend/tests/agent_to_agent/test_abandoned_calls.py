"""Calls whose caller hangs up: by the protocol the task goes on, and may be asked for again."""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator

import httpx

from backend.tests.agent_to_agent.conftest import ScriptedAgent, client_for
from backend.tests.agent_to_agent.test_forged_tokens import MESSAGE
from backend.tests.processes import eventually

# Ends the agent of a test that has failed.
_PATIENCE_SECONDS = 6
_HEADERS = {"x-amzn-mtls-clientcert-subject": "CN=planner,O=Lornu"}


class PatientAgent(ScriptedAgent):
    """Says one word, and nothing more until it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = threading.Event()

    async def stream(self, prompt: str, conversation_id: str) -> AsyncGenerator[str]:
        yield "word "
        await asyncio.to_thread(self.may_end.wait, _PATIENCE_SECONDS)


def _hang_up_after_the_first_event(client: httpx.Client) -> str:
    request = MESSAGE | {"method": "SendStreamingMessage"}
    with client.stream("POST", "/a2a", json=request, headers=_HEADERS) as response:
        first = next(line for line in response.iter_lines() if line.startswith("data:"))
    return str(json.loads(first.removeprefix("data:"))["result"]["task"]["id"])


def _call(client: httpx.Client, method: str, **params: object) -> httpx.Response:
    request = MESSAGE | {"method": method} | ({"params": params} if params else {})
    return client.post("/a2a", json=request, headers=_HEADERS)


def _state(response: httpx.Response) -> str:
    result = response.json()["result"]
    return str(result.get("task", result)["status"]["state"])


def test_run_on_and_count_as_long_as_they_run() -> None:
    agent = PatientAgent()
    with client_for({"A2A_CLIENT_CERTIFICATES": "required", "MAXIMUM_STREAMS": "1"}, agent) as client:
        abandoned = _hang_up_after_the_first_event(client)
        eventually(lambda: _call(client, "GetTask", id=abandoned).is_success)
        assert _state(_call(client, "SendMessage")) == "TASK_STATE_REJECTED"
        agent.may_end.set()
        eventually(lambda: _state(_call(client, "GetTask", id=abandoned)) == "TASK_STATE_COMPLETED")
        assert _state(_call(client, "SendMessage")) == "TASK_STATE_COMPLETED"
