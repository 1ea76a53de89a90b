"""A request's body, as much of it as is wanted."""

import asyncio

from starlette.requests import ClientDisconnect, Request

from backend.errors import Refusal

MAXIMUM_BYTES = 64 * 1024
_MAXIMUM_DISCARDED_BYTES = 4 * 1024 * 1024
_SECONDS = 30


async def read_body(request: Request) -> bytes:
    """A body that is too long is read on for a while and thrown away: a client that still writes reads no answer."""
    body = bytearray()
    length = 0
    try:
        async with asyncio.timeout(_SECONDS):
            async for part in request.stream():
                length += len(part)
                if length <= MAXIMUM_BYTES:
                    body += part
                elif length > _MAXIMUM_DISCARDED_BYTES:
                    break
    except TimeoutError:
        problem = f"the request took longer than {_SECONDS} s"
        raise Refusal(408, "request-timeout", problem, ends_connection=True) from None
    except ClientDisconnect:
        raise Refusal(400, "client-left", "the request ended before its body did") from None
    if length > MAXIMUM_BYTES:
        raise Refusal(413, "too-large", f"the body is longer than {MAXIMUM_BYTES} bytes", ends_connection=True)
    return bytes(body)
