from typing import Any

from tests.gaps.network_setup import create_subnet, create_vpc
from tests.server import Server, refused


def network_acls(server: Server, vpc: str) -> Any:
    return server.client("ec2").describe_network_acls(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["NetworkAcls"]


def associated_subnets(server: Server, vpc: str) -> list[str]:
    return [entry["SubnetId"] for acl in network_acls(server, vpc) for entry in acl["Associations"]]


def test_plain_moto_leaves_network_acl_and_association(plain_moto: Server) -> None:
    ec2 = plain_moto.client("ec2")
    vpc = create_vpc(plain_moto)
    subnet = create_subnet(plain_moto, vpc)
    ec2.delete_subnet(SubnetId=subnet)
    assert associated_subnets(plain_moto, vpc) == [subnet]
    ec2.delete_vpc(VpcId=vpc)
    assert network_acls(plain_moto, vpc) != []


def test_removes_the_association_with_the_subnet_and_the_default_acl_with_the_vpc(emulator: Server) -> None:
    ec2 = emulator.client("ec2")
    vpc = create_vpc(emulator)
    gone, kept = create_subnet(emulator, vpc), create_subnet(emulator, vpc, "10.1.1.0/24")
    ec2.delete_subnet(SubnetId=gone)
    assert associated_subnets(emulator, vpc) == [kept]
    ec2.delete_subnet(SubnetId=kept)
    ec2.delete_vpc(VpcId=vpc)
    assert network_acls(emulator, vpc) == []


def test_refuses_to_delete_a_vpc_with_another_network_acl(emulator: Server) -> None:
    ec2 = emulator.client("ec2")
    vpc = create_vpc(emulator)
    acl = ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]
    with refused("DependencyViolation"):
        ec2.delete_vpc(VpcId=vpc)
    ec2.delete_network_acl(NetworkAclId=acl)
    ec2.delete_vpc(VpcId=vpc)


def test_refuses_to_delete_what_does_not_exist(emulator: Server) -> None:
    ec2 = emulator.client("ec2")
    with refused("InvalidVpcID.NotFound"):
        ec2.delete_vpc(VpcId="vpc-0123456789abcdef0")
    with refused("InvalidSubnetID.NotFound"):
        ec2.delete_subnet(SubnetId="subnet-0123456789abcdef0")
