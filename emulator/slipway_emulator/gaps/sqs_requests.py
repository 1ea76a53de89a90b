"""What a request sets on a queue, for the gap modules of that service."""

import json
from collections.abc import Callable
from typing import Any

from moto.sqs.exceptions import InvalidParameterValue
from moto.sqs.models import Queue, SQSBackend

from slipway_emulator.gaps.extend import extend_method

Attributes = dict[str, Any]
Check = Callable[[SQSBackend, str, Attributes], None]
"""Gets the queue's name and what the request sets; raises what AWS answers."""


def check_attributes(check: Check) -> None:
    """Look at attributes before any of them is set, at a queue's creation and later."""

    def create_queue(
        original: Callable[..., Queue],
        backend: SQSBackend,
        name: str,
        tags: dict[str, str] | None = None,
        **attributes: Any,
    ) -> Queue:
        check(backend, name, attributes)
        return original(backend, name, tags, **attributes)

    def set_queue_attributes(
        original: Callable[..., Queue], backend: SQSBackend, queue_name: str, attributes: Attributes
    ) -> Queue:
        check(backend, queue_name, attributes)
        return original(backend, queue_name, attributes)

    extend_method(SQSBackend, "create_queue", create_queue)
    extend_method(SQSBackend, "set_queue_attributes", set_queue_attributes)


def json_map(text: str) -> dict[str, Any] | None:
    """None for what is no JSON object."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def compact(value: object) -> str:
    """JSON in the form in which SQS answers it."""
    return json.dumps(value, separators=(",", ":"))


def wrong_value(attribute: str, value: str, reason: str) -> InvalidParameterValue:
    """The error for a policy that is well-formed and cannot be."""
    return InvalidParameterValue(f"Value {value} for parameter {attribute} is invalid. Reason: {reason}")
