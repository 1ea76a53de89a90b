"""CloudWatch Logs: user guide, "CloudWatch Logs resources and operations": but for tags, an action is on all below a
log group; people are denied on `log-group:NAME:log-stream:` (hashicorp/terraform-provider-aws issue 8804).
"""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, all_of, each, named, new, on, tagging, with_tags

_known = with_tags("logs")


def _groups(request: ApiRequest) -> Iterable[Resource]:
    """Without a name, the empty one."""
    for name in list(request.texts("logGroupName")) or [""]:
        stream = request.parameters.get("logStreamName", "")
        group = _known(request, request.arn(f"log-group:{name}"))
        yield Resource(f"{group.arn}:log-stream:{stream}", group.tags)


def _by_arn(request: ApiRequest, arn: str) -> Resource:
    return _known(request, arn.removesuffix(":*"))


SERVICE = Service(
    "logs",
    {
        # API reference, CreateLogGroup: tags take the right to tag.
        "CreateLogGroup": all_of(on(_groups), tagging("logs:TagResource", new("log-group:{logGroupName}"))),
        **each(
            "AssociateKmsKey CreateLogStream DeleteLogGroup DeleteRetentionPolicy DescribeLogGroups DescribeLogStreams"
            " DisassociateKmsKey FilterLogEvents GetLogEvents PutLogEvents PutRetentionPolicy",
            on(_groups),
        ),
        **each("ListTagsForResource TagResource UntagResource", on(named(_by_arn, "resourceArn"))),
    },
)
