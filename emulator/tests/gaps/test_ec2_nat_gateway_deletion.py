from dataclasses import dataclass
from typing import Any

from tests.gaps.network_setup import connect, create_subnet, create_vpc
from tests.server import Server, refused


@dataclass(frozen=True)
class Nat:
    gateway: str
    allocation: str
    subnet: str


def create_nat(server: Server) -> Nat:
    ec2 = server.client("ec2")
    vpc_id = create_vpc(server)
    connect(server, vpc_id)
    subnet = create_subnet(server, vpc_id)
    allocation = ec2.allocate_address(Domain="vpc")["AllocationId"]
    gateway = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=allocation)["NatGateway"]["NatGatewayId"]
    return Nat(gateway, allocation, subnet)


def interfaces(server: Server, nat: Nat) -> Any:
    return server.client("ec2").describe_network_interfaces(Filters=[{"Name": "subnet-id", "Values": [nat.subnet]}])[
        "NetworkInterfaces"
    ]


def address(server: Server, nat: Nat) -> Any:
    return server.client("ec2").describe_addresses(AllocationIds=[nat.allocation])["Addresses"][0]


def test_plain_moto_leaves_the_interface(plain_moto: Server) -> None:
    nat = create_nat(plain_moto)
    plain_moto.client("ec2").delete_nat_gateway(NatGatewayId=nat.gateway)
    assert len(interfaces(plain_moto, nat)) == 1
    assert "AssociationId" in address(plain_moto, nat)


def test_removes_the_interface_and_gives_the_address_back(emulator: Server) -> None:
    nat = create_nat(emulator)
    assert len(interfaces(emulator, nat)) == 1
    assert "AssociationId" in address(emulator, nat)
    emulator.client("ec2").delete_nat_gateway(NatGatewayId=nat.gateway)
    assert interfaces(emulator, nat) == []
    assert "AssociationId" not in address(emulator, nat)


def test_refuses_to_delete_an_unknown_gateway(emulator: Server) -> None:
    with refused("NatGatewayNotFound"):
        emulator.client("ec2").delete_nat_gateway(NatGatewayId="nat-0123456789abcdef0")
