from contextlib import aclosing

import pytest

from backend.agent_loop import AdkAgentLoop
from backend.conversations import Conversations
from backend.tests.conftest import Calls
from backend.tests.processes import eventually
from backend.text_model import ModelUnavailable, gemini_client
from backend.turns import Turn

pytestmark = pytest.mark.anyio


class Memory:
    """A database of exchanges."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []

    async def check(self) -> None:
        raise AssertionError

    async def read(self, conversation_id: str) -> list[Turn]:
        return list(self.turns)

    async def add(self, conversation_id: str, prompt: str, answer: str) -> None:
        self.turns += [Turn("user", prompt), Turn("model", answer)]


def agent_with(memory: Memory, gemini: str) -> AdkAgentLoop:
    return AdkAgentLoop(gemini_client("key", gemini, 10), "gemini-2.5-flash", Conversations(memory))


async def answer_of(agent: AdkAgentLoop, prompt: str) -> str:
    return "".join([text async for text in agent.stream(prompt, "a2a-conversation")])


async def test_streams_an_answer_once(gemini: str) -> None:
    texts = [text async for text in agent_with(Memory(), gemini).stream("slow:3:0", "a2a-conversation")]
    assert texts == ["A slipway is the ramp ", "on which a ship is built ", "and from which it is launched. "]


async def test_knows_what_was_said_before(gemini: str) -> None:
    agent = agent_with(Memory(), gemini)
    await answer_of(agent, "slow:1:0 first")
    recited = await answer_of(agent, "recite")
    assert recited.startswith("user: slow:1:0 first\nmodel: A slipway is the ramp \nuser: recite\nsystem: ")


async def test_keeps_no_session_in_memory(gemini: str) -> None:
    agent = agent_with(Memory(), gemini)
    await answer_of(agent, "slow:1:0")
    with pytest.raises(ModelUnavailable):
        await answer_of(agent, "fail")
    sessions = await agent._sessions.list_sessions(app_name="backend", user_id="peer")
    assert sessions.sessions == []


async def test_keeps_only_what_was_answered_to_the_end(gemini: str) -> None:
    memory = Memory()
    with pytest.raises(ModelUnavailable, match="ServerError 500"):
        await answer_of(agent_with(memory, gemini), "fail")
    assert memory.turns == []


async def test_gives_up_the_call_to_the_model_when_it_is_closed(gemini: str, calls: Calls) -> None:
    async with aclosing(agent_with(Memory(), gemini).stream("slow:1000:0.5", "a2a-conversation")) as texts:
        await anext(texts)
    eventually(lambda: calls()["cancelled"] == 1, seconds=5)
