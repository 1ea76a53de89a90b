"""An answer as server-sent events."""

import asyncio
import json
import logging
from contextlib import aclosing

from fastapi import APIRouter, Request
from pydantic import HttpUrl, ValidationError
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from backend.answers import Answers, Question, new_conversation_id
from backend.errors import Refusal, model_unavailable_message
from backend.faults import first_fault
from backend.other_sites import refuse_other_sites
from backend.relay import HEARTBEAT, Heartbeat, relay
from backend.request_body import read_body
from backend.request_id import current_request_id
from backend.slow_client import SlowClient, patient
from backend.streams import Restarting, Streams
from backend.text_model import ModelUnavailable

_log = logging.getLogger(__name__)

_HEADERS = {"content-type": "text/event-stream; charset=utf-8", "cache-control": "no-transform, no-store"}


def generate_routes(
    answers: Answers, streams: Streams, heartbeat_seconds: float, public_url: HttpUrl | None
) -> APIRouter:
    router = APIRouter()

    @router.post("/api/generate")
    async def generate(request: Request) -> Response:
        refuse_other_sites(request, public_url)
        _refuse_other_types(request)
        streams.refuse_if_unable()
        question = _question(await read_body(request))
        return AnswerResponse(question, answers, streams, heartbeat_seconds)

    return router


def _refuse_other_types(request: Request) -> None:
    content_type = request.headers.get("content-type", "application/json")
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise Refusal(415, "not-json", "send the question as application/json")


def _question(body: bytes) -> Question:
    try:
        return Question.model_validate_json(body)
    except ValidationError as error:
        raise Refusal(422, "invalid-request", first_fault(error)) from None


class AnswerResponse(Response):
    """Has no status before the model's first words, or before they have been waited for as long as a client may."""

    def __init__(self, question: Question, answers: Answers, streams: Streams, heartbeat_seconds: float) -> None:
        super().__init__()
        self._question = question
        self._conversation_id = question.conversation_id or new_conversation_id()
        self._answers = answers
        self._streams = streams
        self._heartbeat_seconds = heartbeat_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._streams.admitted():
            writing = asyncio.create_task(self._write(_EventWriter(send, self._conversation_id)))
            leaving = asyncio.create_task(_left(receive))
            try:
                await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
                if writing.done():
                    writing.result()
                else:
                    _log.info("the client left before the end of its answer")
            except SlowClient:
                _log.warning("the client was cut off: it did not read")
            finally:
                writing.cancel()
                leaving.cancel()
                await asyncio.wait({writing, leaving})

    async def _write(self, events: "_EventWriter") -> None:
        texts = self._answers.stream(self._question, self._conversation_id)
        try:
            async with self._streams.until_stopped(), aclosing(relay(texts, self._heartbeat_seconds)) as chunks:
                async for chunk in chunks:
                    await events.chunk(chunk)
            await events.end()
        except ModelUnavailable as failure:
            if not events.started:
                raise
            _log.error("the language model failed in the middle", extra={"reason": str(failure)})
            await events.fail("model-unavailable", model_unavailable_message())
        except Restarting:
            _log.warning("the answer was cut off: the task is stopped")
            await events.fail("restarting", "this task is being replaced; ask again")


class _EventWriter:
    def __init__(self, send: Send, conversation_id: str) -> None:
        self._send = patient(send)
        self._conversation_id = conversation_id
        self.started = False

    async def chunk(self, chunk: str | Heartbeat) -> None:
        await self._start()
        await self._body(": heartbeat\n\n" if chunk is HEARTBEAT else _event("text", {"text": chunk}))

    async def end(self) -> None:
        await self._start()
        await self._body(_event("end", {"reason": "complete"}), more=False)

    async def fail(self, code: str, message: str) -> None:
        await self._start()
        await self._body(_event("error", {"code": code, "message": message}), more=False)

    async def _start(self) -> None:
        if self.started:
            return
        self.started = True
        headers = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
        await self._send({"type": "http.response.start", "status": 200, "headers": headers})
        ids = {"requestId": current_request_id(), "conversationId": self._conversation_id}
        await self._body(_event("start", ids))

    async def _body(self, text: str, *, more: bool = True) -> None:
        await self._send({"type": "http.response.body", "body": text.encode(), "more_body": more})


def _event(name: str, data: dict[str, str | None]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
