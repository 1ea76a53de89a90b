"""SQS: Service Authorization Reference, "Amazon SQS"; API reference, CreateQueue (tags take `TagQueue`)."""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, all_of, anywhere, each, on, tagging
from slipway_emulator.authorization.tags import tags_in


def queue_named(request: ApiRequest, name: str) -> Resource:
    """With its tags, where it is there."""
    queue = request.moto("sqs").queues.get(name)
    return Resource(request.arn(name), tags_in(queue.tags) if queue else {})


def _queues(request: ApiRequest) -> Iterable[Resource]:
    for name_or_url in request.texts("QueueUrl", "QueueName"):
        yield queue_named(request, name_or_url.rpartition("/")[2])


def _new_queue(request: ApiRequest) -> Iterable[Resource]:
    yield Resource(request.arn(request.parameters["QueueName"]))


SERVICE = Service(
    "sqs",
    "sqs",
    "sqs",
    {
        "ListQueues": anywhere,
        "CreateQueue": all_of(on(_new_queue), tagging("sqs:TagQueue", _new_queue)),
        **each(
            "ChangeMessageVisibility DeleteMessage DeleteQueue GetQueueAttributes GetQueueUrl"
            " ListDeadLetterSourceQueues ListQueueTags PurgeQueue ReceiveMessage SendMessage SetQueueAttributes"
            " TagQueue UntagQueue",
            on(_queues),
        ),
    },
)
