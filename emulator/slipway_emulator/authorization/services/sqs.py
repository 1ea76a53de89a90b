"""SQS: Service Authorization Reference, "Amazon SQS"; API reference, CreateQueue (tags take `TagQueue`)."""

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, anywhere, each, makes, named, new, on
from slipway_emulator.authorization.tags import tags_in


def queue_named(request: ApiRequest, name: str) -> Resource:
    """With its tags, where it is there."""
    queue = request.moto("sqs").queues.get(name)
    return Resource(request.arn(name), tags_in(queue.tags) if queue else {})


def _known(request: ApiRequest, name_or_url: str) -> Resource:
    return queue_named(request, name_or_url.rpartition("/")[2])


SERVICE = Service(
    "sqs",
    {
        "ListQueues": anywhere,
        "CreateQueue": makes(new("{QueueName}"), "sqs:TagQueue"),
        **each(
            "ChangeMessageVisibility DeleteMessage DeleteQueue GetQueueAttributes GetQueueUrl"
            " ListDeadLetterSourceQueues ListQueueTags PurgeQueue ReceiveMessage SendMessage SetQueueAttributes"
            " TagQueue UntagQueue",
            on(named(_known, "QueueUrl", "QueueName")),
        ),
    },
)
