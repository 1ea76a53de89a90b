"""CloudWatch Logs: user guide, "CloudWatch Logs resources and operations": but for tags, an action is on all below a
log group; people are denied on `log-group:NAME:log-stream:` (hashicorp/terraform-provider-aws issue 8804).
"""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, all_of, each, on, tagging
from slipway_emulator.authorization.tags import tags_if_found


def _known(request: ApiRequest, group_arn: str, below: str = "") -> Resource:
    tags = tags_if_found(lambda: request.moto("logs").tagger.get_tag_dict_for_resource(group_arn))
    return Resource(group_arn + below, tags)


def _groups(request: ApiRequest) -> Iterable[Resource]:
    """Without a name, the empty one."""
    for name in list(request.texts("logGroupName")) or [""]:
        stream = request.parameters.get("logStreamName", "")
        yield _known(request, request.arn(f"log-group:{name}"), f":log-stream:{stream}")


def _new_group(request: ApiRequest) -> Iterable[Resource]:
    yield Resource(request.arn(f"log-group:{request.parameters['logGroupName']}"))


def _by_arn(request: ApiRequest) -> Iterable[Resource]:
    for arn in request.texts("resourceArn"):
        yield _known(request, arn.removesuffix(":*"))


SERVICE = Service(
    "logs",
    "logs",
    "logs",
    {
        # API reference, CreateLogGroup: tags take the right to tag.
        "CreateLogGroup": all_of(on(_groups), tagging("logs:TagResource", _new_group)),
        **each(
            "AssociateKmsKey CreateLogStream DeleteLogGroup DeleteRetentionPolicy DescribeLogGroups DescribeLogStreams"
            " DisassociateKmsKey FilterLogEvents GetLogEvents PutLogEvents PutRetentionPolicy",
            on(_groups),
        ),
        **each("ListTagsForResource TagResource UntagResource", on(_by_arn)),
    },
)
