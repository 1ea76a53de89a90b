"""What the answers depend on, asked rarely: whoever polls must not become the database's load."""

import asyncio
import logging
import time

from google.api_core.exceptions import GoogleAPIError
from google.auth.exceptions import GoogleAuthError

from backend.conversations import ConversationStore

_log = logging.getLogger(__name__)

_CHECK_SECONDS = 2
_GOOD_NEWS_SECONDS = 10
_BAD_NEWS_SECONDS = 3


class Readiness:
    """The last result, for as long as it is worth something. Simultaneous askers wait for one check."""

    def __init__(self, database: ConversationStore | None) -> None:
        self._database = database
        self._firestore = "not configured"
        self._valid_until = 0.0
        self._checking = asyncio.Lock()

    async def checks(self) -> dict[str, str]:
        """The process does not start without a key of the Gemini API, and asking the API itself would cost money."""
        return {"gemini": "ok", "firestore": await self._firestore_check()}

    async def _firestore_check(self) -> str:
        if self._database is None:
            return "not configured"
        async with self._checking:
            if time.monotonic() >= self._valid_until:
                self._firestore = await _reach(self._database)
                good = self._firestore == "ok"
                self._valid_until = time.monotonic() + (_GOOD_NEWS_SECONDS if good else _BAD_NEWS_SECONDS)
            return self._firestore


async def _reach(database: ConversationStore) -> str:
    try:
        async with asyncio.timeout(_CHECK_SECONDS):
            await database.check()
    except (GoogleAPIError, GoogleAuthError, TimeoutError) as error:
        _log.warning("Firestore is out of reach", extra={"error": type(error).__name__})
        return "unreachable"
    return "ok"
