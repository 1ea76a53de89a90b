"""Route 53: records that cannot stand beside each other, and aliases.

Missing in moto: a CNAME may stand beside other records of its name and at the zone's apex, and an alias may lead to
nothing. AWS answers InvalidChangeBatch (Developer Guide, "Supported DNS record types", "CNAME record type"; API
Reference, AliasTarget: the load balancer of that name and zone, or a record of the same zone, is looked for).
"""

from typing import Any

from moto.elbv2.models import elbv2_backends
from moto.route53.exceptions import Route53ClientError
from moto.route53.models import FakeZone, Route53Backend

from slipway_emulator.gaps.extend import look_first

Change = dict[str, Any]
Record = dict[str, Any]
ELB = ".elb.amazonaws.com"


def close() -> None:
    """Look at the zone as it would be."""
    look_first(Route53Backend, "change_resource_record_sets", _change_resource_record_sets)


def _change_resource_record_sets(backend: Route53Backend, zoneid: str, change_list: list[Change]) -> None:
    zone = backend.get_hosted_zone(zoneid)
    standing = {(_name(record.name), str(record.type)) for record in zone.rrsets}
    for change in change_list:
        record = change["ResourceRecordSet"]
        identity = _name(record["Name"]), record["Type"]
        if change["Action"] == "DELETE":
            standing.discard(identity)
            continue
        standing.add(identity)
        _refuse_alias_to_nothing(backend, zone, record, standing)
    for name, _ in [each for each in standing if each[1] == "CNAME"]:
        if name == _name(zone.name):
            raise _refused(f"RRSet of type CNAME with DNS name {name}. is not permitted at apex in zone")
        if sum(other == name for other, _ in standing) > 1:
            raise _refused(
                f"RRSet of type CNAME with DNS name {name}. is not permitted as it conflicts with other records with "
                "the same DNS name in zone"
            )


def _refuse_alias_to_nothing(
    backend: Route53Backend, zone: FakeZone, record: Record, standing: set[tuple[str, str]]
) -> None:
    alias = record.get("AliasTarget")
    if not alias:
        return
    target, zone_id = _name(alias["DNSName"]).removeprefix("dualstack."), alias["HostedZoneId"]
    if target.endswith(ELB):
        region = target.removesuffix(ELB).rsplit(".", 1)[-1]
        balancers = elbv2_backends[backend.account_id][region].load_balancers.values()
        found = any((_name(each.dns_name), each.canonical_hosted_zone_id) == (target, zone_id) for each in balancers)
    else:
        found = zone_id != zone.resource_id or (target, record["Type"]) in standing
    if not found:
        raise _refused(
            f"Tried to create an alias that targets {target}., type {record['Type']} in zone {zone_id}, but the alias "
            "target name does not lie within the target zone"
        )


def _refused(message: str) -> Route53ClientError:
    return Route53ClientError("InvalidChangeBatch", message)


def _name(text: str) -> str:
    return text.strip(".").lower()
