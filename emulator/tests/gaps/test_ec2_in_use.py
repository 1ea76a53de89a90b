from typing import Any

import pytest

from tests.gaps.ecs_setup import create_service
from tests.gaps.network_setup import connect, create_security_group, create_subnet, create_vpc, disconnect
from tests.server import Server, refused

IN_USE = "DependencyViolation"


def admit(server: Server, group_id: str, source_id: str) -> dict[str, Any]:
    permission = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "UserIdGroupPairs": [{"GroupId": source_id}]}
    rule = {"GroupId": group_id, "IpPermissions": [permission]}
    server.client("ec2").authorize_security_group_ingress(**rule)
    return rule


def test_plain_moto_asks_nobody(plain_moto: Server) -> None:
    ec2, vpc_id = plain_moto.client("ec2"), create_vpc(plain_moto)
    group_id, source_id = create_security_group(plain_moto, vpc_id), create_security_group(plain_moto, vpc_id)
    admit(plain_moto, group_id, source_id)
    ec2.delete_security_group(GroupId=source_id)
    ec2.delete_vpc(VpcId=vpc_id)


def test_refuses_a_group_that_a_rule_names_and_a_vpc_with_groups_or_a_gateway(emulator: Server) -> None:
    ec2, vpc_id = emulator.client("ec2"), create_vpc(emulator)
    group_id, source_id = create_security_group(emulator, vpc_id), create_security_group(emulator, vpc_id)
    rule = admit(emulator, group_id, source_id)
    with refused(IN_USE, source_id):
        ec2.delete_security_group(GroupId=source_id)
    ec2.revoke_security_group_ingress(**rule)
    ec2.delete_security_group(GroupId=source_id)
    with refused(IN_USE, vpc_id):
        ec2.delete_vpc(VpcId=vpc_id)
    ec2.delete_security_group(GroupId=group_id)
    gateway_id = connect(emulator, vpc_id)
    with refused(IN_USE, vpc_id):
        ec2.delete_vpc(VpcId=vpc_id)
    disconnect(emulator, vpc_id, gateway_id)
    ec2.delete_vpc(VpcId=vpc_id)


def test_refuses_what_a_load_balancer_stands_on(emulator: Server) -> None:
    ec2, elb, vpc_id = emulator.client("ec2"), emulator.client("elbv2"), create_vpc(emulator)
    gateway_id, group_id = connect(emulator, vpc_id), create_security_group(emulator, vpc_id)
    subnet_id = create_subnet(emulator, vpc_id)
    made = elb.create_load_balancer(Name="standing", Subnets=[subnet_id], SecurityGroups=[group_id])
    arn = made["LoadBalancers"][0]["LoadBalancerArn"]
    with refused(IN_USE):
        ec2.delete_security_group(GroupId=group_id)
    with refused(IN_USE):
        ec2.delete_subnet(SubnetId=subnet_id)
    with refused(IN_USE, "public address"):
        disconnect(emulator, vpc_id, gateway_id)
    elb.delete_load_balancer(LoadBalancerArn=arn)
    ec2.delete_security_group(GroupId=group_id)
    ec2.delete_subnet(SubnetId=subnet_id)
    disconnect(emulator, vpc_id, gateway_id)


def test_refuses_what_a_nat_gateway_stands_on(emulator: Server) -> None:
    ec2, vpc_id = emulator.client("ec2"), create_vpc(emulator)
    gateway_id, subnet_id = connect(emulator, vpc_id), create_subnet(emulator, vpc_id)
    allocation = ec2.allocate_address(Domain="vpc")["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=allocation)["NatGateway"]["NatGatewayId"]
    with refused("InvalidIPAddress.InUse"):
        ec2.release_address(AllocationId=allocation)
    with refused(IN_USE, "public address"):
        disconnect(emulator, vpc_id, gateway_id)
    with refused(IN_USE):
        ec2.delete_subnet(SubnetId=subnet_id)
    ec2.delete_nat_gateway(NatGatewayId=nat)
    ec2.release_address(AllocationId=allocation)
    disconnect(emulator, vpc_id, gateway_id)


@pytest.mark.parametrize("count", [0, 1])
def test_refuses_the_group_of_tasks_while_they_run(emulator: Server, count: int) -> None:
    ec2, vpc_id = emulator.client("ec2"), create_vpc(emulator)
    group_id, subnet_id = create_security_group(emulator, vpc_id), create_subnet(emulator, vpc_id)
    network = {"awsvpcConfiguration": {"subnets": [subnet_id], "securityGroups": [group_id]}}
    with create_service(emulator, f"standing-{count}", desiredCount=count, networkConfiguration=network):
        if count == 0:
            ec2.delete_security_group(GroupId=group_id)
            return
        with refused(IN_USE):
            ec2.delete_security_group(GroupId=group_id)
        with refused(IN_USE):
            ec2.delete_subnet(SubnetId=subnet_id)
    ec2.delete_security_group(GroupId=group_id)
