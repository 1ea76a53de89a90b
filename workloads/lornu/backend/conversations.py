"""What was said before, kept as well as can be: an answer never waits long for the database, nor fails with it."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from google.api_core.exceptions import GoogleAPIError
from google.auth.exceptions import GoogleAuthError

from backend.turns import Turn

_log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 2


class ConversationStore(Protocol):
    """Where exchanges outlive the task."""

    async def check(self) -> None:
        """Raises when the database does not answer."""
        ...

    async def read(self, conversation_id: str) -> list[Turn]:
        """The latest turns, oldest first."""
        ...

    async def add(self, conversation_id: str, prompt: str, answer: str) -> None: ...


class Conversations:
    """The memory of a conversation; without a database, or with one that is out of reach, there is none."""

    def __init__(self, store: ConversationStore | None) -> None:
        self._store = store

    async def recall(self, conversation_id: str) -> list[Turn]:
        if self._store is None:
            return []
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                return await self._store.read(conversation_id)
        except (GoogleAPIError, GoogleAuthError, TimeoutError) as error:
            _log.warning("the conversation could not be read; answering without it", extra=_kind(error))
            return []

    async def remember(self, conversation_id: str, prompt: str, answer: str) -> None:
        if self._store is None:
            return
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self._store.add(conversation_id, prompt, answer)
        except (GoogleAPIError, GoogleAuthError, TimeoutError) as error:
            _log.warning("the exchange could not be kept", extra=_kind(error))


def _kind(error: Exception) -> dict[str, str]:
    return {"error": type(error).__name__}


def turns_of(exchanges: Sequence[tuple[str, str]]) -> list[Turn]:
    """The turns of exchanges of a prompt and an answer."""
    return [turn for prompt, answer in exchanges for turn in (Turn("user", prompt), Turn("model", answer))]
