from typing import Any

from tests.gaps.network_setup import connect, create_subnet, create_vpc
from tests.server import Server, refused


def create_nat(server: Server, vpc_id: str) -> Any:
    ec2, subnet_id = server.client("ec2"), create_subnet(server, vpc_id)
    allocation = ec2.allocate_address(Domain="vpc")["AllocationId"]
    made = ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=allocation)["NatGateway"]["NatGatewayId"]
    gateway = ec2.describe_nat_gateways(NatGatewayIds=[made])["NatGateways"][0]
    ec2.delete_nat_gateway(NatGatewayId=made)
    if "AssociationId" not in ec2.describe_addresses(AllocationIds=[allocation])["Addresses"][0]:
        ec2.release_address(AllocationId=allocation)
    return gateway


def test_plain_moto_has_a_nat_gateway_without_internet_and_any_number_of_addresses(plain_moto: Server) -> None:
    assert create_nat(plain_moto, create_vpc(plain_moto))["State"] == "available"
    for _ in range(6):
        plain_moto.client("ec2").allocate_address(Domain="vpc")


def test_shows_a_nat_gateway_without_internet_as_failed(emulator: Server) -> None:
    vpc_id = create_vpc(emulator)
    failed = create_nat(emulator, vpc_id)
    assert (failed["State"], failed["FailureCode"]) == ("failed", "Gateway.NotAttached")
    assert vpc_id in failed["FailureMessage"]
    connected = create_vpc(emulator)
    connect(emulator, connected)
    assert create_nat(emulator, connected)["State"] == "available"


def test_refuses_an_address_beyond_the_quota(emulator: Server) -> None:
    ec2 = emulator.client("ec2")
    allocated: list[str] = []
    with refused("AddressLimitExceeded"):
        while len(allocated) < 6:
            allocated.append(ec2.allocate_address(Domain="vpc")["AllocationId"])
    assert len(allocated) <= 5
    for allocation in allocated:
        ec2.release_address(AllocationId=allocation)
