"""SQS: the URL of a queue.

Wrong in moto: a queue's URL begins with the address that the caller used, so that it changes with the emulator's port.
On AWS it follows from region, account and name, and a consumer may be told it before the queue is there.
"""

from collections.abc import Callable
from urllib.parse import ParseResult

from moto.sqs.models import Queue

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Answer with AWS's address; calls still go to the emulator, which looks at the name alone."""
    extend_method(Queue, "url", _url)


def _url(_original: Callable[[Queue, ParseResult], str], queue: Queue, _request_url: ParseResult) -> str:
    return queue.physical_resource_id
