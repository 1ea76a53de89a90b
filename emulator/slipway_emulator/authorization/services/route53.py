"""Route 53: Service Authorization Reference, "Amazon Route 53"; the keys of a change: developer guide, "Using IAM
policy conditions for fine-grained access control".
"""

import re
from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import EVERYTHING, Facts, Resource
from slipway_emulator.authorization.rules import Resources, Service, anywhere, each, on

PLAIN = re.compile(r"[^a-z0-9_.-]")


def _named(resource_type: str, parameter: str) -> Resources:
    """An id may come with the path that answers give it."""
    return lambda request: (
        Resource(f"arn:aws:route53:::{resource_type}/{name.rpartition('/')[2]}") for name in request.texts(parameter)
    )


def _tagged(request: ApiRequest) -> Iterable[Resource]:
    yield from _named(request.parameters["ResourceType"], "ResourceId")(request)


def normalized(name: str) -> str:
    """Lower case, no dot at the end, and the octal code of what is neither letter, digit, hyphen nor underscore."""
    unescaped = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code.group(1), 8)), name)
    return PLAIN.sub(lambda character: f"\\{ord(character.group()):03o}", unescaped.lower().rstrip("."))


def _changed_zone(request: ApiRequest) -> Iterable[Resource]:
    changes = request.parameters["ChangeBatch"]["Changes"]
    prefix = "route53:ChangeResourceRecordSets"
    facts: Facts = {
        f"{prefix}NormalizedRecordNames": [normalized(change["ResourceRecordSet"]["Name"]) for change in changes],
        f"{prefix}RecordTypes": [change["ResourceRecordSet"]["Type"] for change in changes],
        f"{prefix}Actions": [change["Action"] for change in changes],
    }
    for zone in _named("hostedzone", "HostedZoneId")(request):
        yield Resource(zone.arn, {}, facts)


def new_zone(vpc_id: str, region: str) -> Resource:
    """Of a VPC: the action has no resource, but a key."""
    return Resource("*", {}, {"route53:VPCs": [f"VPCId={vpc_id},VPCRegion={region}"]})


def _new_zone(request: ApiRequest) -> Iterable[Resource]:
    vpc = request.parameters.get("VPC")
    yield new_zone(vpc["VPCId"], vpc["VPCRegion"]) if vpc else EVERYTHING


def _joined_zone(request: ApiRequest) -> Iterable[Resource]:
    vpc = request.parameters["VPC"]
    for zone in _named("hostedzone", "HostedZoneId")(request):
        yield Resource(zone.arn, {}, new_zone(vpc["VPCId"], vpc["VPCRegion"]).facts)


SERVICE = Service(
    "route53",
    {
        **each(
            "CreateHealthCheck ListHealthChecks ListHostedZones ListHostedZonesByName ListHostedZonesByVPC", anywhere
        ),
        "ChangeResourceRecordSets": on(_changed_zone),
        "CreateHostedZone": on(_new_zone),
        **each(
            "DeleteHostedZone GetDNSSEC GetHostedZone ListResourceRecordSets UpdateHostedZoneComment",
            on(_named("hostedzone", "HostedZoneId"), _named("hostedzone", "Id")),
        ),
        **each("AssociateVPCWithHostedZone DisassociateVPCFromHostedZone", on(_joined_zone)),
        **each("DeleteHealthCheck GetHealthCheck UpdateHealthCheck", on(_named("healthcheck", "HealthCheckId"))),
        "GetChange": on(_named("change", "Id")),
        **each("ChangeTagsForResource ListTagsForResource", on(_tagged)),
    },
)
