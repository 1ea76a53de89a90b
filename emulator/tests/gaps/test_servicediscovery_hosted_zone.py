from collections.abc import Iterator
from typing import Any

import pytest

from tests.gaps.network_setup import create_vpc
from tests.gaps.servicediscovery_setup import create_namespace
from tests.server import REGION, Server, refused

NAME = "staging.internal"


@pytest.fixture(scope="module")
def vpc_id(emulator: Server) -> Iterator[str]:
    created = create_vpc(emulator)
    yield created
    emulator.client("ec2").delete_vpc(VpcId=created)


def zone_id(server: Server, namespace_id: str) -> str:
    namespace: Any = server.client("servicediscovery").get_namespace(Id=namespace_id)["Namespace"]
    found: str = namespace["Properties"]["DnsProperties"]["HostedZoneId"]
    return found


def zones(server: Server) -> list[str]:
    return [zone["Name"] for zone in server.client("route53").list_hosted_zones()["HostedZones"]]


def test_plain_moto_leaves_a_zone_of_another_name(plain_moto: Server) -> None:
    with create_namespace(plain_moto, NAME, create_vpc(plain_moto)) as namespace_id:
        assert plain_moto.client("route53").get_hosted_zone(Id=zone_id(plain_moto, namespace_id))["VPCs"] == []
    assert f"{NAME}-hz" in zones(plain_moto)


def test_makes_a_zone_of_the_vpc_that_ends_with_the_namespace(emulator: Server, vpc_id: str) -> None:
    route53 = emulator.client("route53")
    before = emulator.inventory()
    with create_namespace(emulator, NAME, vpc_id) as namespace_id:
        found = zone_id(emulator, namespace_id)
        assert not found.startswith("/")
        zone = route53.get_hosted_zone(Id=found)
        assert zone["HostedZone"]["Name"] == f"{NAME}."
        assert zone["HostedZone"]["Config"]["PrivateZone"]
        assert zone["VPCs"] == [{"VPCRegion": REGION, "VPCId": vpc_id}]
        records = route53.list_resource_record_sets(HostedZoneId=found)["ResourceRecordSets"]
        assert {(record["Name"], record["Type"]) for record in records} == {(f"{NAME}.", "NS"), (f"{NAME}.", "SOA")}
    assert emulator.inventory() == before


def test_keeps_the_zone_in_an_update(emulator: Server, vpc_id: str) -> None:
    client = emulator.client("servicediscovery")
    with create_namespace(emulator, NAME, vpc_id) as namespace_id:
        before = zone_id(emulator, namespace_id)
        client.update_private_dns_namespace(
            Id=namespace_id,
            Namespace={"Description": "second", "Properties": {"DnsProperties": {"SOA": {"TTL": 60}}}},
        )
        namespace = client.get_namespace(Id=namespace_id)["Namespace"]
        assert namespace["Description"] == "second"
        assert namespace["Properties"]["DnsProperties"] == {"HostedZoneId": before, "SOA": {"TTL": 60}}


def test_a_vpc_has_one_namespace_of_a_name_and_another_of_another(emulator: Server, vpc_id: str) -> None:
    with create_namespace(emulator, NAME, vpc_id), create_namespace(emulator, "other.internal", vpc_id):
        with refused("NamespaceAlreadyExists"), create_namespace(emulator, NAME, vpc_id):
            pass
        with create_namespace(emulator, NAME, create_vpc(emulator)):
            pass


def test_refuses_a_vpc_that_is_not_there(emulator: Server) -> None:
    with refused("InvalidInput"), create_namespace(emulator, NAME, "vpc-0123456789abcdef0"):
        pass
