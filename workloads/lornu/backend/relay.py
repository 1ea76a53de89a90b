"""Between a model that answers at its own pace and a client that reads at its own."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from enum import Enum
from typing import Final, Literal

_CHUNKS_AHEAD = 16


class _Pause(Enum):
    HEARTBEAT = "heartbeat"


Heartbeat = Literal[_Pause.HEARTBEAT]
HEARTBEAT: Final = _Pause.HEARTBEAT


async def relay(texts: AsyncGenerator[str], heartbeat_seconds: float) -> AsyncGenerator[str | Heartbeat]:
    """
    The texts, with a heartbeat in each long pause. The model's answer runs in a task of its own, a few chunks ahead: a
    slow client holds it back instead of filling the memory, and closing this generator ends it.
    """
    chunks: asyncio.Queue[str | Exception | None] = asyncio.Queue(_CHUNKS_AHEAD)
    answer = asyncio.create_task(_pump(texts, chunks))
    try:
        while (chunk := await _next(chunks, heartbeat_seconds)) is not None:
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk
    finally:
        answer.cancel()
        await asyncio.wait({answer})


async def _next(
    chunks: asyncio.Queue[str | Exception | None], heartbeat_seconds: float
) -> str | Exception | Heartbeat | None:
    try:
        async with asyncio.timeout(heartbeat_seconds):
            return await chunks.get()
    except TimeoutError:
        return HEARTBEAT


async def _pump(texts: AsyncGenerator[str], chunks: asyncio.Queue[str | Exception | None]) -> None:
    try:
        async with aclosing(texts):
            async for text in texts:
                await chunks.put(text)
    except Exception as error:
        await chunks.put(error)
    else:
        await chunks.put(None)
