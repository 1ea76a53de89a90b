"""The agent behind one interface, and the Agent Development Kit as what stands there."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import Protocol
from uuid import uuid4

from google import genai
from google.adk.agents import LlmAgent, RunConfig
from google.adk.events import Event
from google.adk.models import Gemini
from google.adk.runners import Runner
from google.adk.sessions import InMemorySessionService, Session

from backend.conversations import Conversations
from backend.text_model import MODEL_FAILURES, ModelUnavailable, content_of, reason
from backend.turns import Turn

_APP = "backend"
_USER = "peer"
_INSTRUCTION = "Answer the request of another agent, briefly and in plain text."
# What is said belongs in no trace, whatever the environment's variables ask of the kit.
_RUN = RunConfig.model_validate({"streaming_mode": "sse", "telemetry": {"capture_message_content": "NO_CONTENT"}})

# A function that the model may call: its name, parameters and documentation are what the model knows of it.
Tool = Callable[..., Awaitable[dict[str, str]]]


class AgentLoop(Protocol):
    """An agent that may think, call tools and think again before it answers."""

    def stream(self, prompt: str, conversation_id: str) -> AsyncGenerator[str]:
        """Closing the generator ends the loop."""
        ...


class AdkAgentLoop:
    """
    A session lives as long as one answer: the conversation is kept in the database, so that any task may continue it
    and none grows with the conversations that it has seen.
    """

    def __init__(
        self, client: genai.Client, model: str, conversations: Conversations, tools: Sequence[Tool] = ()
    ) -> None:
        agent = LlmAgent(
            name="assistant", model=Gemini(model=model, client=client), instruction=_INSTRUCTION, tools=list(tools)
        )
        self._sessions = InMemorySessionService()
        self._runner = Runner(app_name=_APP, agent=agent, session_service=self._sessions)
        self._conversations = conversations

    async def stream(self, prompt: str, conversation_id: str) -> AsyncGenerator[str]:
        session = await self._session(await self._conversations.recall(conversation_id))
        answer: list[str] = []
        try:
            async with aclosing(self._run(session, prompt)) as texts:
                async for text in texts:
                    answer.append(text)
                    yield text
        except MODEL_FAILURES as error:
            raise ModelUnavailable(reason(error)) from error
        finally:
            await self._sessions.delete_session(app_name=_APP, user_id=_USER, session_id=session.id)
        await self._conversations.remember(conversation_id, prompt, "".join(answer))

    async def _session(self, turns: list[Turn]) -> Session:
        session = await self._sessions.create_session(app_name=_APP, user_id=_USER, session_id=uuid4().hex)
        for turn in turns:
            author = "user" if turn.role == "user" else self._runner.agent.name
            await self._sessions.append_event(session, Event(author=author, content=content_of(turn)))
        return session

    async def _run(self, session: Session, prompt: str) -> AsyncGenerator[str]:
        """Streamed texts come as partial events; the whole text, which the loop repeats at the end, is not one."""
        events = self._runner.run_async(
            user_id=_USER,
            session_id=session.id,
            new_message=content_of(Turn("user", prompt)),
            run_config=_RUN,
        )
        async with aclosing(events) as run:
            async for event in run:
                for part in (event.content and event.content.parts) or []:
                    if event.partial and part.text and not part.thought:
                        yield part.text
