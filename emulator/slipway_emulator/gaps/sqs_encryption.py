"""SQS: which key a queue is encrypted with.

Wrong in moto: a queue with a KMS key says that SQS manages its key too, and a request for both is accepted. On AWS one
takes the place of the other, and a request for both is refused.
"""

from collections.abc import Callable

from moto.sqs.exceptions import SQSException
from moto.sqs.models import Queue, SQSBackend

from slipway_emulator.gaps.extend import extend_method
from slipway_emulator.gaps.sqs_requests import Attributes, check_attributes

KMS_KEY = "KmsMasterKeyId"
MANAGED = "SqsManagedSseEnabled"


def close() -> None:
    """Let the later setting win, and refuse both at once."""
    extend_method(Queue, "_set_attributes", _set_attributes)
    check_attributes(_refuse_both)


def _set_attributes(
    original: Callable[..., None], queue: Queue, attributes: Attributes, now: float | None = None
) -> None:
    original(queue, attributes, now)
    if attributes.get(KMS_KEY):
        vars(queue)["sqs_managed_sse_enabled"] = "false"
    elif attributes.get(MANAGED) == "true":
        vars(queue)["kms_master_key_id"] = None


def _refuse_both(_backend: SQSBackend, _queue_name: str, attributes: Attributes) -> None:
    if attributes.get(KMS_KEY) and attributes.get(MANAGED) == "true":
        raise SQSException(
            "InvalidAttributeValue",
            "You can use one type of server-side encryption (SSE) at one time. "
            "You can either enable KMS SSE or SQS SSE.",
        )
