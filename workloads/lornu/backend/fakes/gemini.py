"""
The Gemini API as far as this program uses it, with recorded answers: `python -m backend.fakes.gemini --port 0`.

A prompt may say how it is answered: `slow:N:S` in N chunks, S seconds apart; `fail` or `fail:429` not at all;
`break` only by its first chunk; `recite` with the conversation so far and the instruction. `GET /calls` counts the
calls, so that a test sees that an abandoned one was given up.
"""

import argparse
import asyncio
import json
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

_SENTENCES = (
    "A slipway is the ramp ",
    "on which a ship is built ",
    "and from which it is launched. ",
    "It carries the ship ",
    "only until it floats.",
)


@dataclass
class Calls:
    """How the streamed calls went."""

    started: int = 0
    finished: int = 0
    cancelled: int = 0


@dataclass(frozen=True)
class Pace:
    """How an answer is streamed."""

    chunks: int
    interval_seconds: float


class BrokenOff(Exception):
    """Ends the connection in the middle of an answer, as a fault of the API does."""


def gemini_app(pace: Pace) -> Starlette:
    calls = Calls()

    async def count(_request: Request) -> Response:
        return JSONResponse(asdict(calls))

    async def generate(request: Request) -> Response:
        body = await request.json()
        prompt = _text(body["contents"][-1])
        failure = re.search(r"\bfail(?::(\d{3}))?\b", prompt)
        if failure is not None:
            return _error(int(failure[1] or 500))
        if request.path_params["method"] == "generateContent":
            return JSONResponse(_response("".join(_SENTENCES), last=True))
        if prompt == "recite":
            events = _stream(Pace(1, 0), calls, sentences=[_transcript(body)])
        else:
            events = _stream(_pace_of(prompt, pace), calls, breaks="break" in prompt.split())
        return StreamingResponse(events, media_type="text/event-stream")

    return Starlette(
        routes=[Route("/calls", count), Route("/v1beta/models/{model}:{method}", generate, methods=["POST"])]
    )


async def _stream(
    pace: Pace, calls: Calls, *, breaks: bool = False, sentences: Sequence[str] = _SENTENCES
) -> AsyncIterator[str]:
    calls.started += 1
    try:
        for index in range(pace.chunks):
            last = index == pace.chunks - 1
            yield f"data: {json.dumps(_response(sentences[index % len(sentences)], last=last))}\r\n\r\n"
            if breaks:
                raise BrokenOff
            if not last:
                await asyncio.sleep(pace.interval_seconds)
    except (asyncio.CancelledError, GeneratorExit):
        calls.cancelled += 1
        raise
    calls.finished += 1


def _text(content: dict[str, Any]) -> str:
    return "".join(part.get("text", "") for part in content["parts"])


def _transcript(body: dict[str, Any]) -> str:
    turns = [f"{content['role']}: {_text(content)}" for content in body["contents"]]
    return "\n".join([*turns, f"system: {_text(body['systemInstruction'])}"])


def _pace_of(prompt: str, usual: Pace) -> Pace:
    slow = re.search(r"slow:(\d+):(\d+(?:\.\d+)?)", prompt)
    return usual if slow is None else Pace(chunks=int(slow[1]), interval_seconds=float(slow[2]))


def _response(text: str, *, last: bool) -> dict[str, Any]:
    candidate: dict[str, Any] = {"content": {"parts": [{"text": text}], "role": "model"}, "index": 0}
    if last:
        candidate["finishReason"] = "STOP"
    usage = {"promptTokenCount": 4, "candidatesTokenCount": 8, "totalTokenCount": 12}
    return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "gemini-2.5-flash"}


def _error(status: int) -> JSONResponse:
    name = {400: "INVALID_ARGUMENT", 403: "PERMISSION_DENIED", 429: "RESOURCE_EXHAUSTED"}.get(status, "INTERNAL")
    return JSONResponse({"error": {"code": status, "message": "recorded", "status": name}}, status_code=status)


class AnnouncingServer(uvicorn.Server):
    """Says where it listens, once it does."""

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        print(f"listening on http://127.0.0.1:{port}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="a Gemini API with recorded answers")
    parser.add_argument("--port", type=int, required=True, help="0 for any free one")
    parser.add_argument("--chunks", type=int, default=len(_SENTENCES))
    parser.add_argument("--interval-seconds", type=float, default=0.1)
    options = parser.parse_args()
    app = gemini_app(Pace(options.chunks, options.interval_seconds))
    config = uvicorn.Config(app, host="127.0.0.1", port=options.port, log_level="critical", backlog=2048)
    AnnouncingServer(config).run()


if __name__ == "__main__":
    main()
