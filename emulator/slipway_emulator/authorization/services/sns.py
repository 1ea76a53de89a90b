"""SNS: Service Authorization Reference, "Amazon SNS"; API reference, CreateTopic (tags take `TagResource`)."""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, all_of, anywhere, each, on, tagging
from slipway_emulator.authorization.tags import tags_if_found


def _topics(request: ApiRequest) -> Iterable[Resource]:
    for arn in request.texts("TopicArn", "TargetArn", "ResourceArn"):
        yield Resource(arn, _tags(request, arn))


def _tags(request: ApiRequest, arn: str) -> dict[str, str]:
    return tags_if_found(lambda: request.moto("sns").list_tags_for_resource(arn))


def _new_topic(request: ApiRequest) -> Iterable[Resource]:
    yield Resource(request.arn(request.parameters["Name"]))


SERVICE = Service(
    "sns",
    "sns",
    "sns",
    {
        **each(
            "GetSubscriptionAttributes ListSubscriptions ListTopics SetSubscriptionAttributes Unsubscribe", anywhere
        ),
        "CreateTopic": all_of(on(_new_topic), tagging("sns:TagResource", _new_topic)),
        **each(
            "DeleteTopic GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource Publish SetTopicAttributes"
            " Subscribe TagResource UntagResource",
            on(_topics),
        ),
    },
)
