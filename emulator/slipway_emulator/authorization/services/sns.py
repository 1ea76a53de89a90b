"""SNS: Service Authorization Reference, "Amazon SNS"; API reference, CreateTopic (tags take `TagResource`)."""

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, anywhere, each, makes, named, new, on
from slipway_emulator.authorization.tags import tags_if_found


def _known(request: ApiRequest, arn: str) -> Resource:
    return Resource(arn, tags_if_found(lambda: request.moto("sns").list_tags_for_resource(arn)))


SERVICE = Service(
    "sns",
    {
        **each(
            "GetSubscriptionAttributes ListSubscriptions ListTopics SetSubscriptionAttributes Unsubscribe", anywhere
        ),
        "CreateTopic": makes(new("{Name}"), "sns:TagResource"),
        **each(
            "DeleteTopic GetTopicAttributes ListSubscriptionsByTopic ListTagsForResource Publish SetTopicAttributes"
            " Subscribe TagResource UntagResource",
            on(named(_known, "TopicArn", "TargetArn", "ResourceArn")),
        ),
    },
)
