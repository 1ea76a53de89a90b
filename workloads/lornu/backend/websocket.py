"""Questions and answers over one connection that stays open."""

import asyncio
import json
import logging
from collections.abc import Mapping
from contextlib import aclosing

from fastapi import APIRouter, WebSocket
from pydantic import HttpUrl
from starlette.websockets import WebSocketDisconnect

from backend.answers import Answers, new_conversation_id
from backend.errors import Refusal, model_unavailable_message, refusal_response
from backend.other_sites import refuse_other_sites
from backend.relay import HEARTBEAT, relay
from backend.slow_client import SlowClient, patient
from backend.streams import Restarting, Streams
from backend.text_model import ModelUnavailable
from backend.websocket_messages import Ask, BadMessage, Cancel, parse_message

_log = logging.getLogger(__name__)

_SERVICE_RESTART = 1012
# Malformed frame, invalid UTF-8, message too long: the server has already closed the connection with these.
_PROTOCOL_FAULTS = frozenset({1002, 1007, 1009})


def websocket_routes(
    answers: Answers, streams: Streams, heartbeat_seconds: float, public_url: HttpUrl | None
) -> APIRouter:
    router = APIRouter()

    @router.websocket("/ws")
    async def talk(socket: WebSocket) -> None:
        try:
            refuse_other_sites(socket, public_url)
            with streams.admitted():
                await _Talk(socket, answers, streams, heartbeat_seconds).run()
        except Refusal as refusal:
            await socket.send_denial_response(refusal_response(refusal))

    return router


class _Closed(Exception):
    """This side has closed the connection."""


class _Talk:
    """One connection, read all the time: a cancellation and a lost client are noticed while an answer streams."""

    def __init__(self, socket: WebSocket, answers: Answers, streams: Streams, heartbeat_seconds: float) -> None:
        self._socket = socket
        self._send_in_time = patient(socket.send)
        self._answers = answers
        self._streams = streams
        self._heartbeat_seconds = heartbeat_seconds
        self._answering: asyncio.Task[None] | None = None
        self._asked = ""

    async def run(self) -> None:
        await self._socket.accept()
        await self._send({"type": "ready", "heartbeatSeconds": self._heartbeat_seconds})
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._beat())
                tasks.create_task(self._leave_on_restart())
                await self._read(tasks)
        except* SlowClient:
            _log.warning("the client was cut off: it did not read")
        except* (WebSocketDisconnect, _Closed):
            if self._answering is not None:
                _log.info("the client left before the end of its answer")

    async def _read(self, tasks: asyncio.TaskGroup) -> None:
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                if message["code"] in _PROTOCOL_FAULTS:
                    _log.warning("a client broke the WebSocket protocol", extra={"closeCode": message["code"]})
                raise WebSocketDisconnect(message["code"])
            try:
                match parse_message(message.get("text")):
                    case Ask() as ask:
                        await self._begin(ask, tasks)
                    case Cancel(id=asked):
                        await self._cancel(asked)
            except BadMessage as fault:
                await self._fail(fault.asked, "invalid-message", str(fault))

    async def _begin(self, ask: Ask, tasks: asyncio.TaskGroup) -> None:
        if self._streams.restarting.is_set():
            await self._fail(ask.id, "restarting", "this task is being replaced; connect again")
        elif self._answering is not None:
            await self._fail(ask.id, "busy", "an answer is being streamed; cancel it or wait for its end")
        else:
            self._asked = ask.id
            self._answering = tasks.create_task(self._answer(ask))

    async def _cancel(self, asked: str) -> None:
        """An answer that has just ended needs no cancelling, and its own end has been sent."""
        if self._answering is None or self._asked != asked:
            return
        answering = self._answering
        answering.cancel()
        await asyncio.wait({answering})
        if answering.cancelled():
            self._answering = None
            await self._send({"type": "end", "id": asked, "reason": "cancelled"})

    async def _answer(self, ask: Ask) -> None:
        conversation_id = ask.conversation_id or new_conversation_id()
        texts = self._answers.stream(ask, conversation_id)
        try:
            async with self._streams.until_stopped(), aclosing(relay(texts, self._heartbeat_seconds)) as chunks:
                async for chunk in chunks:
                    if chunk is not HEARTBEAT:
                        await self._send({"type": "text", "id": ask.id, "text": chunk})
            end = {"type": "end", "id": ask.id, "reason": "complete", "conversationId": conversation_id}
            await self._send(end)
        except ModelUnavailable as failure:
            _log.error("the language model failed", extra={"reason": str(failure)})
            await self._fail(ask.id, "model-unavailable", model_unavailable_message())
        except Restarting:
            _log.warning("the answer was cut off: the task is stopped")
            await self._fail(ask.id, "restarting", "this task is being replaced; ask again")
        self._answering = None

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._heartbeat_seconds)
            await self._send({"type": "heartbeat"})

    async def _leave_on_restart(self) -> None:
        await self._streams.restarting.wait()
        await self._send({"type": "restarting"})
        if self._answering is not None:
            await asyncio.wait({self._answering})
        await self._socket.close(_SERVICE_RESTART)
        raise _Closed

    async def _fail(self, asked: str | None, code: str, message: str) -> None:
        about = {} if asked is None else {"id": asked}
        await self._send({"type": "error", **about, "code": code, "message": message})

    async def _send(self, message: Mapping[str, object]) -> None:
        await self._send_in_time({"type": "websocket.send", "text": json.dumps(message)})
