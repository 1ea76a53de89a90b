"""uvicorn, stopped the way ECS stops a task."""

import asyncio
import logging
import socket
from ipaddress import IPv4Address
from types import FrameType

import uvicorn
from fastapi import FastAPI

from backend.request_body import MAXIMUM_BYTES
from backend.settings import Settings
from backend.slow_client import PATIENCE_SECONDS
from backend.streams import Streams

_log = logging.getLogger(__name__)

_GOODBYE_SECONDS = 3
_TICK_SECONDS = 0.1


class DrainingServer(uvicorn.Server):
    """
    On SIGTERM uvicorn itself would close the listening socket and every WebSocket at once. Here the streams end first,
    while health checks are still answered. The process then exits with 0: it did what it was told.
    A second signal ends the patience.
    """

    def __init__(self, app: FastAPI, settings: Settings, streams: Streams) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                timeout_keep_alive=settings.keep_alive_seconds,
                timeout_graceful_shutdown=_GOODBYE_SECONDS,
                ws="websockets-sansio",
                ws_max_size=MAXIMUM_BYTES,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
            )
        )
        self._streams = streams
        self._drain_seconds = settings.drain_seconds

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.force_exit = self.should_exit
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        _log.info("listening", extra={"port": self.servers[0].sockets[0].getsockname()[1]})

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        _log.info("draining", extra={"seconds": self._drain_seconds})
        drain = asyncio.create_task(self._streams.drain(self._drain_seconds))
        while not drain.done() and not self.force_exit:
            await asyncio.wait({drain}, timeout=_TICK_SECONDS)
        all_finished = drain.done() and drain.result()
        _log.info("drained" if all_finished else "drained, with answers cut off")
        await super().shutdown(sockets)


def listening_socket(address: IPv4Address, port: int) -> socket.socket:
    """Linux also drops a connection whose client has acknowledged nothing, or read nothing, for the patience."""
    listener = socket.create_server((str(address), port), backlog=2048)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, PATIENCE_SECONDS * 1000)
    return listener
