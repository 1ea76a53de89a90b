"""An answer to a prompt, with what was said before it and kept for what comes after."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.conversations import Conversations
from backend.text_model import TextModel
from backend.turns import Turn

Prompt = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# Whoever knows it continues the conversation: too long to be guessed. It names a document: no slash, no dot.
ConversationId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]


class Question(BaseModel):
    """A prompt, and the conversation that it continues."""

    model_config = ConfigDict(strict=True, extra="forbid")

    prompt: Prompt
    conversation_id: ConversationId | None = Field(default=None, alias="conversationId")


def new_conversation_id() -> str:
    return uuid4().hex


class Answers:
    """Answers of the model."""

    def __init__(self, model: TextModel, conversations: Conversations) -> None:
        self._model = model
        self._conversations = conversations

    async def stream(self, question: Question, conversation_id: str) -> AsyncGenerator[str]:
        """The exchange is kept before the generator ends, so that the next question of the client finds it."""
        earlier = [] if question.conversation_id is None else await self._conversations.recall(conversation_id)
        answer: list[str] = []
        async with aclosing(self._model.stream([*earlier, Turn("user", question.prompt)])) as texts:
            async for text in texts:
                answer.append(text)
                yield text
        await self._conversations.remember(conversation_id, question.prompt, "".join(answer))
