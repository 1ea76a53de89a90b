"""SQS: values of a queue's attributes.

Missing in moto: limits of all attributes but the message size, which it checks at creation only; an unknown attribute
is kept. AWS answers InvalidAttributeValue for a value out of range, and InvalidAttributeName for a name it does not
know.
"""

from moto.sqs.exceptions import InvalidAttributeName, InvalidAttributeValue
from moto.sqs.models import SQSBackend

from slipway_emulator.gaps.sqs_requests import Attributes, check_attributes

RANGES = {
    "DelaySeconds": (0, 900),
    "KmsDataKeyReusePeriodSeconds": (60, 86_400),
    "MaximumMessageSize": (1_024, 1_048_576),
    "MessageRetentionPeriod": (60, 1_209_600),
    "ReceiveMessageWaitTimeSeconds": (0, 20),
    "VisibilityTimeout": (0, 43_200),
}
SWITCHES = {"ContentBasedDeduplication", "FifoQueue", "SqsManagedSseEnabled"}
TEXTS = {
    "DeduplicationScope",
    "FifoThroughputLimit",
    "KmsMasterKeyId",
    "Policy",
    "RedriveAllowPolicy",
    "RedrivePolicy",
}


def close() -> None:
    """Look at each value."""
    check_attributes(_refuse_wrong_values)


def _refuse_wrong_values(_backend: SQSBackend, _queue_name: str, attributes: Attributes) -> None:
    for name, value in attributes.items():
        if name in RANGES:
            lowest, highest = RANGES[name]
            fits = str(value).isdigit() and lowest <= int(value) <= highest
        elif name in SWITCHES:
            fits = str(value) in ("true", "false")
        elif name in TEXTS:
            fits = True
        else:
            raise InvalidAttributeName(name)
        if not fits:
            raise InvalidAttributeValue(name)
