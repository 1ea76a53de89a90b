"""Route 53: whether a record that is to be created is there already.

Wrong in moto: ChangeResourceRecordSets refuses to create a record that was deleted before, where another record comes
after it in the zone, and does not refuse one that exists with other values. AWS refuses a record whose name, type and
set identifier are taken, and no other.
"""

from typing import Any

from moto.route53.exceptions import ResourceRecordAlreadyExists
from moto.route53.models import FakeZone, Route53Backend

from slipway_emulator.gaps.extend import look_first

Change = dict[str, Any]
Identity = tuple[str, str, str | None]


def close() -> None:
    """Compare with the records that the zone has, instead of those that were ever asked for."""
    look_first(Route53Backend, "change_resource_record_sets", _change_resource_record_sets)


def _change_resource_record_sets(backend: Route53Backend, zoneid: str, change_list: list[Change]) -> None:
    zone = backend.get_hosted_zone(zoneid)
    _refuse_existing(zone, change_list)
    for change in change_list:
        while change["Action"] == "CREATE" and change in zone.rr_changes:
            zone.rr_changes.remove(change)


def _refuse_existing(zone: FakeZone, change_list: list[Change]) -> None:
    """Changes of a batch apply in order, so that one may delete what the next creates."""
    taken = {(record.name.strip("."), record.type, record.set_identifier) for record in zone.rrsets}
    for change in change_list:
        record = _identity(change)
        if change["Action"] == "CREATE" and record in taken:
            raise ResourceRecordAlreadyExists(name=f"{record[0]}.", _type=record[1])
        if change["Action"] == "DELETE":
            taken.discard(record)
        else:
            taken.add(record)


def _identity(change: Change) -> Identity:
    record = change["ResourceRecordSet"]
    return record["Name"].strip("."), record["Type"], record.get("SetIdentifier")
