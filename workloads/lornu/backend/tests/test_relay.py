import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from backend.relay import HEARTBEAT, relay

pytestmark = pytest.mark.anyio


class Words:
    """Texts with pauses before them."""

    def __init__(self, *pauses: float) -> None:
        self.taken = 0
        self.closed_by: asyncio.Task[object] | None = None
        self._pauses = pauses

    async def stream(self) -> AsyncGenerator[str]:
        try:
            for number, pause in enumerate(self._pauses):
                await asyncio.sleep(pause)
                self.taken += 1
                yield str(number)
        finally:
            self.closed_by = asyncio.current_task()


async def test_hands_on_what_comes_in_its_order() -> None:
    assert [text async for text in relay(Words(0, 0, 0).stream(), 10)] == ["0", "1", "2"]


async def test_beats_in_each_long_pause() -> None:
    async with aclosing(relay(Words(0.25).stream(), 0.1)) as texts:
        assert [text async for text in texts] == [HEARTBEAT, HEARTBEAT, "0"]


async def test_stays_a_few_texts_ahead_and_no_further() -> None:
    words = Words(*[0] * 1000)
    async with aclosing(relay(words.stream(), 10)) as texts:
        await anext(texts)
        await asyncio.sleep(0.1)
        assert words.taken < 25


async def test_closes_the_model_when_nobody_wants_more() -> None:
    words = Words(0, 60)
    async with aclosing(relay(words.stream(), 10)) as texts:
        await anext(texts)
    assert words.closed_by is not None
    assert words.closed_by is not asyncio.current_task()


async def test_raises_what_the_model_raises_after_what_it_said() -> None:
    async def failing() -> AsyncGenerator[str]:
        yield "0"
        raise ValueError("broken")

    async with aclosing(relay(failing(), 10)) as texts:
        assert await anext(texts) == "0"
        with pytest.raises(ValueError, match="broken"):
            await anext(texts)
