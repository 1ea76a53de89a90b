"""Calls of other agents count as streams: they are limited together with the others and drained together."""

from starlette.types import ASGIApp, Receive, Scope, Send

from backend.errors import Refusal
from backend.streams import Restarting, Streams


class Admission:
    """Holds a place among the process's streams for as long as a call takes."""

    def __init__(self, app: ASGIApp, streams: Streams) -> None:
        self._app = app
        self._streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._streams.admitted():
            try:
                async with self._streams.until_stopped():
                    await self._app(scope, receive, send)
            except Restarting:
                raise Refusal(
                    503, "restarting", "this task is being replaced; ask again", retry_after_seconds=1
                ) from None
