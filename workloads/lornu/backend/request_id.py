"""The id by which a client, the logs and the traces name one request."""

import re
from contextvars import ContextVar
from uuid import uuid4

_request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
_sane = re.compile(r"[A-Za-z0-9._-]{8,128}")


def current_request_id() -> str | None:
    return _request_id.get()


def begin_request(incoming: str | None) -> str:
    """Takes the client's own id where it can stand in a log line as it is."""
    request_id = incoming if incoming is not None and _sane.fullmatch(incoming) else uuid4().hex
    _request_id.set(request_id)
    return request_id
