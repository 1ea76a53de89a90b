"""SQS: where messages go that cannot be handled.

Wrong in moto: RedrivePolicy is given back with spaces, so that whoever waits for what was set waits in vain; any
maxReceiveCount is accepted, and a dead-letter queue that is not there is an error of another code. AWS gives it back
without spaces, and refuses what is not between 1 and 1000 or no queue of the same kind, account and region.
"""

from collections.abc import Callable
from typing import Any

from moto.sqs.models import Queue, SQSBackend

from slipway_emulator.gaps.extend import replace_property
from slipway_emulator.gaps.sqs_requests import Attributes, check_attributes, compact, json_map, wrong_value

ATTRIBUTE = "RedrivePolicy"
KEYS = ("maxReceiveCount", "deadLetterTargetArn")


def close() -> None:
    """Write the policy as AWS does, and refuse a wrong one."""
    replace_property(Queue, "attributes", _compact_policy(vars(Queue)["attributes"].fget))
    check_attributes(_refuse_wrong_policy)


def _compact_policy(original: Callable[[Queue], Attributes]) -> Callable[[Queue], Attributes]:
    def attributes(queue: Queue) -> Attributes:
        policy = {ATTRIBUTE: compact(queue.redrive_policy)} if queue.redrive_policy else {}
        return original(queue) | policy

    return attributes


def _refuse_wrong_policy(backend: SQSBackend, queue_name: str, attributes: Attributes) -> None:
    text = attributes.get(ATTRIBUTE)
    reason = _fault(backend, queue_name, json_map(text)) if text else None
    if text and reason:
        raise wrong_value(ATTRIBUTE, text, reason)


def _fault(backend: SQSBackend, queue_name: str, policy: dict[str, Any] | None) -> str | None:
    if policy is None:
        return "Redrive policy is not a valid JSON map."
    missing = next((key for key in KEYS if key not in policy), None)
    if missing is not None:
        return f"Redrive policy does not contain mandatory attribute: {missing}."
    if len(policy) > len(KEYS):
        return f"Only following attributes are supported: [{', '.join(KEYS)}]."
    count, arn = str(policy["maxReceiveCount"]), str(policy["deadLetterTargetArn"])
    if not count.isdigit() or not 1 <= int(count) <= 1000:
        return f"Invalid value for maxReceiveCount: {count}, valid values are from 1 to 1000 both inclusive."
    return _fault_of_target(backend, queue_name, arn)


def _fault_of_target(backend: SQSBackend, queue_name: str, arn: str) -> str | None:
    words = arn.split(":")
    if len(words) != 6 or words[:3] != ["arn", "aws", "sqs"]:
        return "Dead-letter target ARN should be fully qualified ARN."
    _, _, _, region, account_id, name = words
    if account_id != backend.account_id:
        return "Dead-letter target owner should be same as the source."
    if region != backend.region_name:
        return "Dead-letter target must be in same region as the source."
    if name not in backend.queues:
        return "Dead letter target does not exist."
    if name.endswith(".fifo") != queue_name.endswith(".fifo"):
        return "Dead-letter queue must be same type of queue as the source."
    return None
