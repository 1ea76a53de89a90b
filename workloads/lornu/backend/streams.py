"""The long-lived connections of this process: how many there may be, and how they end when the task is stopped."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

from backend.errors import Refusal

# For the last word of streams that are cut off: the server closes their connections next.
_GOODBYE_SECONDS = 1


class Restarting(Exception):
    """The task is stopped before this stream is done."""


class Streams:
    """Counts what is open. After `drain` begins nothing is admitted, and what is open has until its end to finish."""

    def __init__(self, maximum: int) -> None:
        self._maximum = maximum
        self._open = 0
        self._none_open = asyncio.Event()
        self._none_open.set()
        self._deadlines: set[asyncio.Timeout] = set()
        self.restarting = asyncio.Event()

    @contextmanager
    def admitted(self) -> Iterator[None]:
        self.refuse_if_unable()
        self._open += 1
        self._none_open.clear()
        try:
            yield
        finally:
            self._open -= 1
            if self._open == 0:
                self._none_open.set()

    def refuse_if_unable(self) -> None:
        if self.restarting.is_set():
            raise Refusal(503, "restarting", "this task is being replaced; connect again", retry_after_seconds=1)
        if self._open >= self._maximum:
            raise Refusal(503, "busy", "too many answers are being streamed; try again soon", retry_after_seconds=5)

    @asynccontextmanager
    async def until_stopped(self) -> AsyncIterator[None]:
        """Ends its body with `Restarting` when the drain's time is up."""
        deadline = asyncio.timeout(None)
        self._deadlines.add(deadline)
        try:
            async with deadline:
                yield
        except TimeoutError:
            if deadline.expired():
                raise Restarting from None
            raise
        finally:
            self._deadlines.discard(deadline)

    async def drain(self, seconds: float) -> bool:
        """Whether all that was open came to its own end."""
        self.restarting.set()
        try:
            async with asyncio.timeout(seconds):
                await self._none_open.wait()
        except TimeoutError:
            now = asyncio.get_running_loop().time()
            for deadline in self._deadlines:
                deadline.reschedule(now)
            with suppress(TimeoutError):
                async with asyncio.timeout(_GOODBYE_SECONDS):
                    await self._none_open.wait()
            return False
        return True
