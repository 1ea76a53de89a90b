from typing import Any

from tests.gaps.network_setup import create_vpc
from tests.server import Server, refused


def tagged(resource_type: str, **tags: str) -> list[dict[str, Any]]:
    return [{"ResourceType": resource_type, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}]


def create_chosen_vpc(server: Server, vpc_id: str, **tags: str) -> Any:
    return server.client("ec2").create_vpc(
        CidrBlock="10.0.0.0/16", TagSpecifications=tagged("vpc", _custom_id_=vpc_id, **tags)
    )["Vpc"]


def create_chosen_subnet(server: Server, vpc_id: str, subnet_id: str, block: str = "10.0.0.0/24", **tags: str) -> Any:
    return server.client("ec2").create_subnet(
        VpcId=vpc_id, CidrBlock=block, TagSpecifications=tagged("subnet", _custom_id_=subnet_id, **tags)
    )["Subnet"]


def test_plain_moto_makes_every_id_up(plain_moto: Server) -> None:
    vpc = create_chosen_vpc(plain_moto, "vpc-0000000000000000a")
    assert vpc["VpcId"] != "vpc-0000000000000000a"
    subnet = create_chosen_subnet(plain_moto, vpc["VpcId"], "subnet-0000000000000000a")
    assert subnet["SubnetId"] != "subnet-0000000000000000a"


def test_makes_a_vpc_and_a_subnet_under_the_chosen_ids(emulator: Server) -> None:
    ec2 = emulator.client("ec2")
    create_chosen_vpc(emulator, "vpc-0000000000000000b", Name="theirs")
    create_chosen_subnet(emulator, "vpc-0000000000000000b", "subnet-0000000000000000b", Name="theirs")
    (vpc,) = ec2.describe_vpcs(VpcIds=["vpc-0000000000000000b"])["Vpcs"]
    assert vpc["Tags"] == [{"Key": "Name", "Value": "theirs"}]
    (subnet,) = ec2.describe_subnets(SubnetIds=["subnet-0000000000000000b"])["Subnets"]
    assert subnet["VpcId"] == "vpc-0000000000000000b"
    assert subnet["Tags"] == [{"Key": "Name", "Value": "theirs"}]


def test_reads_back_a_changed_subnet_under_its_chosen_id(emulator: Server) -> None:
    ec2 = emulator.client("ec2")
    create_chosen_vpc(emulator, "vpc-0000000000000000c")
    made = create_chosen_subnet(emulator, "vpc-0000000000000000c", "subnet-0000000000000000c")
    changed = not made["MapPublicIpOnLaunch"]
    ec2.modify_subnet_attribute(SubnetId=made["SubnetId"], MapPublicIpOnLaunch={"Value": changed})
    (subnet,) = ec2.describe_subnets(SubnetIds=["subnet-0000000000000000c"])["Subnets"]
    assert subnet["MapPublicIpOnLaunch"] is changed


def test_refuses_an_id_that_is_taken(emulator: Server) -> None:
    vpc_id = "vpc-0000000000000000d"
    create_chosen_vpc(emulator, vpc_id)
    create_chosen_subnet(emulator, vpc_id, "subnet-0000000000000000d")
    with refused("InvalidParameterValue"):
        create_chosen_vpc(emulator, vpc_id)
    with refused("InvalidParameterValue"):
        create_chosen_subnet(emulator, vpc_id, "subnet-0000000000000000d", "10.0.1.0/24")


def test_makes_up_the_id_of_what_comes_after_a_chosen_one(emulator: Server) -> None:
    create_chosen_vpc(emulator, "vpc-0000000000000000e")
    assert create_vpc(emulator) != "vpc-0000000000000000e"
