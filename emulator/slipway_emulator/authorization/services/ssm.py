"""Systems Manager's parameters: Service Authorization Reference, "AWS Systems Manager"."""

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Resources, Service, anywhere, each, makes, named, on
from slipway_emulator.authorization.tags import tags_if_found


def _named(*parameters: str) -> Resources:
    return named(_known, *parameters)


def _known(request: ApiRequest, name: str) -> Resource:
    """A name's first slash is also the one that parts it from the type."""
    arn = name if name.startswith("arn:") else request.arn(f"parameter/{name.removeprefix('/')}")
    return Resource(arn, tags_if_found(lambda: request.moto("ssm").list_tags_for_resource("Parameter", name)))


SERVICE = Service(
    "ssm",
    {
        "DescribeParameters": anywhere,
        "PutParameter": makes(_named("Name"), "ssm:AddTagsToResource"),
        **each(
            "DeleteParameter DeleteParameters GetParameter GetParameterHistory GetParameters GetParametersByPath",
            on(_named("Name", "Names", "Path")),
        ),
        **each("AddTagsToResource ListTagsForResource RemoveTagsFromResource", on(_named("ResourceId"))),
    },
)
