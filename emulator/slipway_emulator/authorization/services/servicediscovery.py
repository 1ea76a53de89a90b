"""Cloud Map: Service Authorization Reference, "AWS Cloud Map"."""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Resources, Service, all_of, anywhere, each, on, tagging
from slipway_emulator.authorization.tags import tags_if_found


def _known(request: ApiRequest, arn: str) -> Resource:
    tags = tags_if_found(lambda: request.moto("servicediscovery").tagger.get_tag_dict_for_resource(arn))
    return Resource(arn, tags)


def _named(resource_type: str, parameter: str) -> Resources:
    """By id, or by ARN."""
    return lambda request: (
        _known(request, request.arn(f"{resource_type}/{name.rpartition('/')[2]}")) for name in request.texts(parameter)
    )


def _by_arn(request: ApiRequest) -> Iterable[Resource]:
    for arn in request.texts("ResourceARN"):
        yield _known(request, arn)


def _new(resource_type: str) -> Resources:
    return lambda request: [Resource(request.arn(f"{resource_type}/*"))]


_tags_namespace = tagging("servicediscovery:TagResource", _new("namespace"))
_tags_service = tagging("servicediscovery:TagResource", _new("service"))

SERVICE = Service(
    "servicediscovery",
    "servicediscovery",
    "servicediscovery",
    {
        **each("GetOperation ListNamespaces ListOperations ListServices ListTagsForResource", anywhere),
        **each("CreateHttpNamespace CreatePrivateDnsNamespace", all_of(anywhere, _tags_namespace)),
        "CreateService": all_of(on(_named("namespace", "NamespaceId"), _new("service")), _tags_service),
        **each("DeleteNamespace GetNamespace UpdatePrivateDnsNamespace", on(_named("namespace", "Id"))),
        **each("DeleteService GetService UpdateService", on(_named("service", "Id"))),
        **each("DeregisterInstance GetInstance ListInstances RegisterInstance", on(_named("service", "ServiceId"))),
        # The reference has them on `*` alone, where nothing keeps a role from the tags of strangers.
        **each("TagResource UntagResource", on(_by_arn)),
    },
)
