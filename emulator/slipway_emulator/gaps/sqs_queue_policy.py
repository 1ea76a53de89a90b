"""SQS: who may use a queue.

Wrong in moto: SetQueueAttributes without `Policy` removes the policy that was set before, and one that is no policy is
kept or answered with 500. AWS changes what the request names and no more, and answers InvalidAttributeValue.
"""

from collections.abc import Callable
from typing import Any

from moto.sqs.exceptions import InvalidAttributeValue
from moto.sqs.models import Queue, SQSBackend

from slipway_emulator.gaps.extend import extend_method
from slipway_emulator.gaps.sqs_requests import Attributes, check_attributes, json_map

ATTRIBUTE = "Policy"
STATEMENT_KEYS = {"Effect", "Principal", "Action", "Resource"}


def close() -> None:
    """Keep the policy where the request names none."""
    extend_method(Queue, "_set_attributes", _set_attributes)
    check_attributes(_refuse_wrong_policy)


def _set_attributes(
    original: Callable[..., None], queue: Queue, attributes: Attributes, now: float | None = None
) -> None:
    named = attributes if ATTRIBUTE in attributes else attributes | {ATTRIBUTE: queue.policy}
    original(queue, named, now)


def _refuse_wrong_policy(_backend: SQSBackend, _queue_name: str, attributes: Attributes) -> None:
    text = attributes.get(ATTRIBUTE)
    if text and not _is_policy(json_map(text)):
        raise InvalidAttributeValue(ATTRIBUTE)


def _is_policy(policy: dict[str, Any] | None) -> bool:
    given = (policy or {}).get("Statement")
    statements = given if isinstance(given, list) else [given]
    return bool(statements) and all(isinstance(each, dict) and each.keys() >= STATEMENT_KEYS for each in statements)
