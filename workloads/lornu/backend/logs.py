"""One JSON object a line on standard output, fit for CloudWatch's queries."""

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import PurePath
from traceback import extract_tb
from types import TracebackType
from typing import Any

from opentelemetry import trace

from backend.request_id import current_request_id

_FIELDS_OF_EVERY_RECORD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "color_message"}
_OWN_LOGGERS = ("backend", "uvicorn")
# Errors to uvicorn; here a refusal and a client's fault, each with a line of this program's own.
_NO_ERRORS = frozenset(
    {"ASGI callable returned without completing handshake.", "Invalid UTF-8 sequence received from client."}
)


class JsonFormatter(logging.Formatter):
    """
    A line holds what this program chose to say. A library's message is written without its arguments, and an exception
    without its message: both may quote a prompt or a key.
    """

    def __init__(self, environment: str) -> None:
        super().__init__()
        self._environment = environment

    def format(self, record: logging.LogRecord) -> str:
        own = record.name.split(".")[0] in _OWN_LOGGERS
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "message": record.getMessage() if own else str(record.msg),
            "logger": record.name,
            "environment": self._environment,
            "requestId": current_request_id(),
            "traceId": _trace_id(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line |= {"error": record.exc_info[0].__name__, "at": _location(record.exc_info[2])}
        if own:
            line |= {name: value for name, value in record.__dict__.items() if name not in _FIELDS_OF_EVERY_RECORD}
        return json.dumps({name: value for name, value in line.items() if value is not None})


def configure_logs(level: str, environment: str) -> None:
    """Libraries speak up only when something is wrong; every request has a line of this program's own."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonFormatter(environment))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("backend").setLevel(level)
    logging.getLogger("uvicorn.error").addFilter(lambda record: record.msg not in _NO_ERRORS)
    logging.captureWarnings(True)


def _trace_id() -> str | None:
    context = trace.get_current_span().get_span_context()
    return f"{context.trace_id:032x}" if context.is_valid else None


def _location(traceback: TracebackType | None) -> list[str]:
    """The last steps on the way to the error, without the source line."""
    return [f"{PurePath(step.filename).name}:{step.lineno} {step.name}" for step in extract_tb(traceback)[-4:]]
