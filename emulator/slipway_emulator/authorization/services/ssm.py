"""Systems Manager's parameters: Service Authorization Reference, "AWS Systems Manager"."""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Resources, Service, all_of, anywhere, each, on, tagging
from slipway_emulator.authorization.tags import tags_if_found


def _named(*parameters: str) -> Resources:
    """A name's first slash is also the one that parts it from the type."""

    def resources(request: ApiRequest) -> Iterable[Resource]:
        for name in request.texts(*parameters):
            arn = name if name.startswith("arn:") else request.arn(f"parameter/{name.removeprefix('/')}")
            yield Resource(arn, _tags(request, name))

    return resources


def _tags(request: ApiRequest, name: str) -> dict[str, str]:
    return tags_if_found(lambda: request.moto("ssm").list_tags_for_resource("Parameter", name))


SERVICE = Service(
    "ssm",
    "ssm",
    "ssm",
    {
        "DescribeParameters": anywhere,
        "PutParameter": all_of(on(_named("Name")), tagging("ssm:AddTagsToResource", _named("Name"))),
        **each(
            "DeleteParameter DeleteParameters GetParameter GetParameterHistory GetParameters GetParametersByPath",
            on(_named("Name", "Names", "Path")),
        ),
        **each("AddTagsToResource ListTagsForResource RemoveTagsFromResource", on(_named("ResourceId"))),
    },
)
