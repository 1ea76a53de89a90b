"""The endpoints with an agent that needs no model, and an issuer on loopback."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from backend.agent_to_agent.routes import add_agent_to_agent
from backend.errors import add_error_responses
from backend.fakes.loopback import served
from backend.settings import load_settings
from backend.streams import Streams
from backend.tests.agent_to_agent.tokens import AUDIENCE, ISSUER, key_set


class ScriptedAgent:
    """Says what it was asked, word by word; fails when told to."""

    def __init__(self) -> None:
        self.conversation_ids: list[str] = []

    async def stream(self, prompt: str, conversation_id: str) -> AsyncGenerator[str]:
        self.conversation_ids.append(conversation_id)
        if prompt == "fail":
            raise RuntimeError("upstream said: key AIza-secret is wrong")
        for word in prompt.split():
            yield f"{word} "


@pytest.fixture
def agent() -> ScriptedAgent:
    return ScriptedAgent()


@pytest.fixture(scope="session")
def jwks_url() -> Iterator[str]:
    issuer = FastAPI()
    issuer.add_api_route("/keys", lambda: JSONResponse(key_set()))
    with served(issuer) as address:
        yield f"{address}/keys"


@pytest.fixture
def token_environment(jwks_url: str) -> dict[str, str]:
    return {"A2A_ISSUER": ISSUER, "A2A_JWKS_URL": jwks_url, "A2A_AUDIENCE": AUDIENCE}


@pytest.fixture
def client(token_environment: dict[str, str], agent: ScriptedAgent) -> Iterator[httpx.Client]:
    with client_for(token_environment, agent) as client:
        yield client


@contextmanager
def client_for(
    environment: dict[str, str], agent: ScriptedAgent, streams: Streams | None = None
) -> Iterator[httpx.Client]:
    app = FastAPI()
    settings = load_settings({"GEMINI_API_KEY": "test-key", "PUBLIC_URL": "https://staging.lornu.ai"} | environment)
    add_error_responses(app)
    add_agent_to_agent(app, settings, agent, streams or Streams(settings.maximum_streams))
    with served(app) as address, httpx.Client(base_url=address, headers={"A2A-Version": "1.0"}) as client:
        yield client
