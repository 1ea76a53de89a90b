"""Route 53: Service Authorization Reference, "Amazon Route 53"; the keys of a change: developer guide, "Using IAM
policy conditions for fine-grained access control".
"""

import re
from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Facts, Resource
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


def new_zone(_request: ApiRequest) -> Iterable[Resource]:
    """Which has no id yet."""
    yield Resource("arn:aws:route53:::hostedzone/*")


def _vpc(request: ApiRequest) -> Iterable[Resource]:
    vpc = request.parameters.get("VPC")
    if vpc:
        yield Resource(f"arn:aws:ec2:{vpc['VPCRegion']}:{request.account_id}:vpc/{vpc['VPCId']}")


SERVICE = Service(
    "route53",
    "route53",
    "route53",
    {
        **each(
            "CreateHealthCheck ListHealthChecks ListHostedZones ListHostedZonesByName ListHostedZonesByVPC", anywhere
        ),
        "ChangeResourceRecordSets": on(_changed_zone),
        "CreateHostedZone": on(new_zone, _vpc),
        **each(
            "DeleteHostedZone GetDNSSEC GetHostedZone ListResourceRecordSets UpdateHostedZoneComment",
            on(_named("hostedzone", "HostedZoneId"), _named("hostedzone", "Id")),
        ),
        **each(
            "AssociateVPCWithHostedZone DisassociateVPCFromHostedZone",
            on(_named("hostedzone", "HostedZoneId"), _vpc),
        ),
        **each("DeleteHealthCheck GetHealthCheck UpdateHealthCheck", on(_named("healthcheck", "HealthCheckId"))),
        "GetChange": on(_named("change", "Id")),
        **each("ChangeTagsForResource ListTagsForResource", on(_tagged)),
    },
)
