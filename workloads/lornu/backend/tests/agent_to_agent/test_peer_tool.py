import asyncio
import json
from typing import Any

import pytest
from fastapi import FastAPI, Request, Response

from backend.agent_loop import AdkAgentLoop
from backend.agent_to_agent.peer_tool import peer_tool
from backend.agent_to_agent.peers import PeerCallRefused, Peers
from backend.conversations import Conversations
from backend.fakes.loopback import served
from backend.settings import load_settings
from backend.text_model import gemini_client


class RecordedPeers(Peers):
    def __init__(self, refusal: str | None = None) -> None:
        super().__init__(load_settings({"GEMINI_API_KEY": "test-key"}))
        self.calls: list[tuple[str, str]] = []
        self._refusal = refusal

    async def call(self, name: str, text: str) -> str:
        self.calls.append((name, text))
        if self._refusal is not None:
            raise PeerCallRefused(self._refusal)
        return "in three steps"


class AskingModel:
    """Calls the tool at first, and then repeats what the tool said."""

    def __init__(self) -> None:
        self.tools: list[dict[str, Any]] = []

    def app(self) -> FastAPI:
        app = FastAPI()
        app.add_api_route("/v1beta/models/gemini-2.5-flash:streamGenerateContent", self._answer, methods=["POST"])
        return app

    async def _answer(self, request: Request) -> Response:
        body = await request.json()
        self.tools = body["tools"][0]["functionDeclarations"]
        last = body["contents"][-1]["parts"][0]
        call = {"functionCall": {"name": "ask_peer", "args": {"peer": "planner", "request": "plan"}}}
        heard = last.get("functionResponse", {}).get("response", {})
        part = {"text": json.dumps(heard)} if heard else call
        answer = {"candidates": [{"content": {"role": "model", "parts": [part]}, "finishReason": "STOP"}]}
        return Response(f"data: {json.dumps(answer)}\n\n", media_type="text/event-stream")


def _answer(model: AskingModel, peers: Peers) -> str:
    async def ask() -> str:
        tools = [peer_tool(peers, ["reviewer", "planner"])]
        with served(model.app()) as address:
            client = gemini_client("test-key", address, 10)
            loop = AdkAgentLoop(client, "gemini-2.5-flash", Conversations(None), tools)
            return "".join([text async for text in loop.stream("how do we release?", "c-1")])

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("refusal", "heard"),
    [
        pytest.param(None, {"answer": "in three steps"}, id="peer answers"),
        pytest.param("there is no token", {"error": "there is no token"}, id="call is refused"),
    ],
)
def test_the_loop_asks_a_peer_and_goes_on_with_what_it_hears(refusal: str | None, heard: dict[str, str]) -> None:
    model = AskingModel()
    peers = RecordedPeers(refusal)
    assert json.loads(_answer(model, peers)) == heard
    assert peers.calls == [("planner", "plan")]
    assert [tool["name"] for tool in model.tools] == ["ask_peer"]
    assert "one of: planner, reviewer." in model.tools[0]["description"]
