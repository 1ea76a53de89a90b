"""The language model behind one interface, and Gemini as what stands there."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Protocol, cast

import httpx
from google import genai
from google.genai import errors, types

from backend.turns import Turn

_CONNECT_SECONDS = 10
_READ_SECONDS = 120
_CONFIG = types.GenerateContentConfig(
    # The page shows an answer as it is.
    system_instruction="Answer in plain text, without Markdown.",
    # By default the SDK keeps every chunk until the answer's end, to send them back with a function's result.
    automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
)
MODEL_FAILURES = (errors.APIError, errors.UnknownApiResponseError, httpx.HTTPError)


class ModelUnavailable(Exception):
    """The model did not answer, or stopped in the middle; the message holds the reason's kind, never content."""


class TextModel(Protocol):
    """A model that writes."""

    def stream(self, turns: Sequence[Turn]) -> AsyncGenerator[str]:
        """Closing the generator gives up the answer, and the call to the model with it."""
        ...


def gemini_client(api_key: str, base_url: str | None, maximum_streams: int) -> genai.Client:
    """One for the process. httpx would hold back every call after its hundredth connection."""
    connections = httpx.Limits(max_connections=maximum_streams + 10, max_keepalive_connections=50)
    return genai.Client(
        api_key=api_key,
        vertexai=False,
        http_options=types.HttpOptions(
            base_url=base_url,
            timeout=_READ_SECONDS * 1000,
            httpx_async_client=httpx.AsyncClient(
                limits=connections, timeout=httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
            ),
        ),
    )


class GeminiModel:
    """Gemini by the google-genai SDK."""

    def __init__(self, client: genai.Client, model: str) -> None:
        self._client = client
        self._model = model

    async def stream(self, turns: Sequence[Turn]) -> AsyncGenerator[str]:
        contents = [content_of(turn) for turn in turns]
        try:
            responses = await self._client.aio.models.generate_content_stream(
                model=self._model, contents=cast(types.ContentListUnion, contents), config=_CONFIG
            )
            async with aclosing(cast(AsyncGenerator[types.GenerateContentResponse], responses)) as chunks:
                async for chunk in chunks:
                    if chunk.text:
                        yield chunk.text
        except MODEL_FAILURES as error:
            raise ModelUnavailable(reason(error)) from error


def content_of(turn: Turn) -> types.Content:
    return types.Content(role=turn.role, parts=[types.Part(text=turn.text)])


def reason(error: Exception) -> str:
    """The kind of the failure without the API's own message, which may repeat the request."""
    if isinstance(error, errors.APIError):
        return f"{type(error).__name__} {error.code} {error.status or ''}".rstrip()
    return type(error).__name__
