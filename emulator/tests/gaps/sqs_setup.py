"""Queues of a test."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.server import ACCOUNT_ID, REGION, Server


@contextmanager
def create_queue(server: Server, name: str, **attributes: str) -> Iterator[str]:
    """A queue, by URL, until the block ends."""
    sqs = server.client("sqs")
    url: str = sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    try:
        yield url
    finally:
        sqs.delete_queue(QueueUrl=url)


def arn_of(name: str, account_id: str = ACCOUNT_ID, region: str = REGION) -> str:
    """A queue's ARN."""
    return f"arn:aws:sqs:{region}:{account_id}:{name}"


def set_attributes(server: Server, url: str, **attributes: str) -> None:
    """Change some, and leave the others."""
    server.client("sqs").set_queue_attributes(QueueUrl=url, Attributes=attributes)


def attributes_of(server: Server, url: str, *names: str) -> dict[str, str]:
    """As SQS answers them; those that are not set are left out."""
    answer: dict[str, Any] = server.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=list(names))
    attributes: dict[str, str] = answer.get("Attributes", {})
    return attributes


def redrive_policy(target_arn: str, count: int | str = 5) -> str:
    """With spaces, as many programs write JSON."""
    return json.dumps({"deadLetterTargetArn": target_arn, "maxReceiveCount": count})
