import pytest

from tests.gaps.network_setup import create_vpc
from tests.resources import network
from tests.resources.catalogue import GONE_WHEN_DELETED, KEPT_WHEN_DELETED, MODULES
from tests.resources.resource import Resource
from tests.server import REGION, Entry, Server, running_server


def real(entries: list[Entry]) -> list[Entry]:
    """Without what AWS keeps too."""
    return [entry for entry in entries if "state" not in entry]


def listed(entries: list[Entry], type_name: str, part_of_id: str) -> list[Entry]:
    return [entry for entry in entries if entry["type"] == type_name and part_of_id in entry["id"]]


@pytest.mark.parametrize("resource", GONE_WHEN_DELETED, ids=lambda resource: resource.__name__)
def test_lists_a_resource_until_it_is_deleted(emulator: Server, resource: Resource) -> None:
    before = real(emulator.inventory())
    made = resource(emulator)
    type_name, part_of_id = next(made)
    assert len(listed(real(emulator.inventory()), type_name, part_of_id)) == 1
    assert list(made) == []
    assert real(emulator.inventory()) == before


@pytest.mark.parametrize(
    ("resource", "state"), KEPT_WHEN_DELETED.items(), ids=[resource.__name__ for resource in KEPT_WHEN_DELETED]
)
def test_marks_what_aws_keeps_after_deletion(emulator: Server, resource: Resource, state: str) -> None:
    before = emulator.inventory()
    made = resource(emulator)
    type_name, part_of_id = next(made)
    (entry,) = listed(real(emulator.inventory()), type_name, part_of_id)
    assert list(made) == []
    after = emulator.inventory()
    assert listed(after, type_name, part_of_id) == [entry | {"state": state}]
    assert real(after) == real(before)


def test_lists_no_part_of_what_is_deleted(emulator: Server) -> None:
    """A deleted NAT gateway still refers to its network interface, and that to the security group of a deleted VPC."""
    before = emulator.inventory()
    for _ in network.nat_gateway(emulator):
        pass
    assert [entry["type"] for entry in emulator.inventory() if entry not in before] == ["NatGateway"]


def test_an_untouched_account_is_empty_whatever_came_with_it(emulator: Server) -> None:
    with running_server() as fresh:
        assert fresh.inventory() == []
        assert fresh.client("ec2").describe_vpcs()["Vpcs"] != []
        assert fresh.client("events").list_event_buses()["EventBuses"] != []
        assert fresh.inventory() == []


def test_lists_what_came_with_the_account_and_was_deleted() -> None:
    with running_server() as fresh:
        ec2 = fresh.client("ec2")
        default = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
        ec2.delete_subnet(SubnetId=default)
        entries = fresh.inventory()
        assert {entry["state"] for entry in entries} == {"default-deleted"}
        assert len(listed(entries, "Subnet", default)) == 1


def test_names_service_region_type_and_id_in_a_stable_order() -> None:
    with running_server() as fresh:
        fresh.client("sns").create_topic(Name="b")
        fresh.client("sns").create_topic(Name="a")
        vpc_id = create_vpc(fresh)
        entries = fresh.inventory()
        assert entries == fresh.inventory()
        assert entries == sorted(entries, key=lambda entry: tuple(entry.values()))
        assert {"service": "ec2", "region": REGION, "type": "VPC", "id": vpc_id} in entries
        topics = [entry["id"].split(":")[-1] for entry in entries if entry["service"] == "sns"]
        assert topics == ["a", "b"]


def test_lists_a_service_that_no_other_test_knows(emulator: Server) -> None:
    """No service is named in the inventory's code: a stream is seen like anything else."""
    kinesis = emulator.client("kinesis")
    before = emulator.inventory()
    kinesis.create_stream(StreamName="left-over", ShardCount=1)
    (stream,) = [entry for entry in emulator.inventory() if entry not in before and entry["type"] == "Stream"]
    assert stream["service"] == "kinesis"
    kinesis.delete_stream(StreamName="left-over")
    assert emulator.inventory() == before


def test_every_resource_is_tried() -> None:
    defined = {
        value
        for module in MODULES
        for name, value in vars(module).items()
        if getattr(value, "__module__", "") == module.__name__ and not name.startswith("_")
    }
    assert defined == {*GONE_WHEN_DELETED, *KEPT_WHEN_DELETED}
