"""A client that does not read must not keep a stream open for ever."""

import asyncio

from starlette.types import Message, Send

PATIENCE_SECONDS = 60


class SlowClient(Exception):
    """Nothing could be written for the whole of the patience."""


def patient(send: Send) -> Send:
    """The server's `send` waits while its buffer is full; this one waits so long and not longer."""

    async def send_in_time(message: Message) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await send(message)
        except TimeoutError:
            raise SlowClient from None

    return send_in_time
