"""Systems Manager's parameters and documents: Service Authorization Reference, "AWS Systems Manager"."""

from collections.abc import Iterable

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


def _document_named(request: ApiRequest, name: str) -> Resource:
    tags = tags_if_found(lambda: request.moto("ssm").list_tags_for_resource("Document", name))
    return Resource(request.arn(f"document/{name}"), tags)


def _document(request: ApiRequest) -> Iterable[Resource]:
    return (_document_named(request, name) for name in request.texts("Name"))


def _tagged(request: ApiRequest) -> Iterable[Resource]:
    known = _document_named if request.parameters.get("ResourceType") == "Document" else _known
    return (known(request, name) for name in request.texts("ResourceId"))


SERVICE = Service(
    "ssm",
    {
        "DescribeParameters": anywhere,
        "PutParameter": makes(_named("Name"), "ssm:AddTagsToResource"),
        **each(
            "DeleteParameter DeleteParameters GetParameter GetParameterHistory GetParameters GetParametersByPath",
            on(_named("Name", "Names", "Path")),
        ),
        **each("AddTagsToResource ListTagsForResource RemoveTagsFromResource", on(_tagged)),
        "CreateDocument": makes(_document, "ssm:AddTagsToResource"),
        **each(
            "DeleteDocument DescribeDocument DescribeDocumentPermission GetDocument ModifyDocumentPermission"
            " UpdateDocument UpdateDocumentDefaultVersion",
            on(_document),
        ),
    },
)
