"""SQS: which queues may use a queue as their dead-letter queue.

Missing in moto: the attribute RedriveAllowPolicy, which is set and never given back, so that whoever waits for it waits
in vain. AWS keeps it until it is set to nothing, refuses one of an unknown form or with more than ten queues, and
refuses a redrive policy towards a queue that does not allow it.
"""

from collections.abc import Callable
from typing import Any

from moto.sqs.exceptions import InvalidParameterValue
from moto.sqs.models import Queue, SQSBackend

from slipway_emulator.gaps.extend import extend_method
from slipway_emulator.gaps.sqs_requests import Attributes, check_attributes, compact, json_map, wrong_value

ATTRIBUTE = "RedriveAllowPolicy"
FIELD = "redrive_allow_policy"
MOST_SOURCES = 10


def close() -> None:
    """Keep the attribute, and heed it."""
    Queue.BASE_ATTRIBUTES.append(ATTRIBUTE)
    setattr(Queue, FIELD, None)
    check_attributes(_refuse_wrong_policy)
    check_attributes(_refuse_denied_source)
    extend_method(Queue, "_set_attributes", _set_attributes)


def _set_attributes(
    original: Callable[..., None], queue: Queue, attributes: Attributes, now: float | None = None
) -> None:
    original(queue, attributes, now)
    if ATTRIBUTE in attributes:
        policy = json_map(attributes[ATTRIBUTE] or "{}")
        setattr(queue, FIELD, compact(policy) if policy else None)


def _refuse_wrong_policy(_backend: SQSBackend, _queue_name: str, attributes: Attributes) -> None:
    text = attributes.get(ATTRIBUTE)
    if text:
        _refuse_wrong_sources(text, _well_formed(text))


def _well_formed(text: str) -> dict[str, Any]:
    policy = json_map(text)
    if (
        policy is None
        or policy.get("redrivePermission") not in ("allowAll", "denyAll", "byQueue")
        or not policy.keys() <= {"redrivePermission", "sourceQueueArns"}
        or not isinstance(policy.get("sourceQueueArns", []), list)
    ):
        raise InvalidParameterValue(
            f"Invalid value for the parameter {ATTRIBUTE}. "
            "Reason: Amazon SQS can't create the redrive allow policy, as it is in an unsupported format."
        )
    return policy


def _refuse_wrong_sources(text: str, policy: dict[str, Any]) -> None:
    sources, by_queue = policy.get("sourceQueueArns"), policy["redrivePermission"] == "byQueue"
    if sources is not None and not by_queue:
        reason = "To specify one or more source queue ARNs, you must set redrivePermission to byQueue."
    elif by_queue and not sources:
        reason = (
            "When you specify the byQueue permission type, you must also specify one or more sourceQueueArns values."
        )
    elif len(sources or []) > MOST_SOURCES:
        reason = f"The maximum number of source queue ARNs you can specify is {MOST_SOURCES}."
    else:
        return
    raise wrong_value(ATTRIBUTE, text, f"Amazon SQS can't create the redrive allow policy. {reason}")


def _refuse_denied_source(backend: SQSBackend, queue_name: str, attributes: Attributes) -> None:
    text = attributes.get("RedrivePolicy") or "{}"
    target_arn = (json_map(text) or {}).get("deadLetterTargetArn")
    target = next((queue for queue in backend.queues.values() if queue.queue_arn == target_arn), None)
    allowed = json_map(getattr(target, FIELD, None) or "{}") or {}
    permission = allowed.get("redrivePermission", "allowAll")
    source_arn = f"arn:aws:sqs:{backend.region_name}:{backend.account_id}:{queue_name}"
    if permission == "denyAll" or (permission == "byQueue" and source_arn not in allowed["sourceQueueArns"]):
        raise wrong_value("RedrivePolicy", text, "Dead-letter queue does not allow the source queue.")
