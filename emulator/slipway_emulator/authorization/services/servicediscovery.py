"""Cloud Map: Service Authorization Reference, "AWS Cloud Map"."""

from slipway_emulator.authorization.rules import (
    Resources,
    Service,
    all_of,
    anywhere,
    each,
    named,
    new,
    on,
    tagging,
    with_tags,
)

_known = with_tags("servicediscovery")


def _named(resource_type: str, parameter: str) -> Resources:
    """By id, or by ARN."""
    return named(
        lambda request, name: _known(request, request.arn(f"{resource_type}/{name.rpartition('/')[2]}")), parameter
    )


_new_service = new("service/*")
_tags_namespace = tagging("servicediscovery:TagResource", new("namespace/*"))
_tags_service = tagging("servicediscovery:TagResource", _new_service)

SERVICE = Service(
    "servicediscovery",
    {
        **each("GetOperation ListNamespaces ListOperations ListServices ListTagsForResource", anywhere),
        **each("CreateHttpNamespace CreatePrivateDnsNamespace", all_of(anywhere, _tags_namespace)),
        "CreateService": all_of(on(_named("namespace", "NamespaceId"), _new_service), _tags_service),
        **each("DeleteNamespace GetNamespace UpdatePrivateDnsNamespace", on(_named("namespace", "Id"))),
        **each("DeleteService GetService UpdateService", on(_named("service", "Id"))),
        **each("DeregisterInstance GetInstance ListInstances RegisterInstance", on(_named("service", "ServiceId"))),
        # The reference has them on `*` alone, where nothing keeps a role from the tags of strangers.
        **each("TagResource UntagResource", on(named(_known, "ResourceARN"))),
    },
)
