import asyncio

import pytest
from google.api_core.exceptions import PermissionDenied

from backend import readiness
from backend.readiness import Readiness
from backend.turns import Turn

pytestmark = pytest.mark.anyio


class Database:
    """Counts how often it is asked."""

    def __init__(self, error: Exception | None = None, pause_seconds: float = 0) -> None:
        self.error = error
        self.asked = 0
        self._pause_seconds = pause_seconds

    async def check(self) -> None:
        self.asked += 1
        await asyncio.sleep(self._pause_seconds)
        if self.error is not None:
            raise self.error

    async def read(self, conversation_id: str) -> list[Turn]:
        raise AssertionError

    async def add(self, conversation_id: str, prompt: str, answer: str) -> None:
        raise AssertionError


async def test_needs_no_database() -> None:
    assert await Readiness(None).checks() == {"gemini": "ok", "firestore": "not configured"}


async def test_asks_once_for_all_who_ask_at_the_same_time() -> None:
    database = Database(pause_seconds=0.05)
    state = Readiness(database)
    results = await asyncio.gather(*[state.checks() for _ in range(20)])
    assert {result["firestore"] for result in results} == {"ok"}
    assert database.asked == 1


async def test_gives_up_on_a_silent_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_CHECK_SECONDS", 0.05)
    assert (await Readiness(Database(pause_seconds=60)).checks())["firestore"] == "unreachable"


async def test_asks_again_when_the_news_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_BAD_NEWS_SECONDS", 0)
    database = Database(PermissionDenied("no"))  # type: ignore[no-untyped-call]
    state = Readiness(database)
    assert (await state.checks())["firestore"] == "unreachable"
    database.error = None
    assert (await state.checks())["firestore"] == "ok"
    assert (await state.checks())["firestore"] == "ok"
    assert database.asked == 2
