from collections.abc import Iterator

import pytest

from tests.gaps.hosts_setup import Hosts, place_for_hosts
from tests.server import Server, refused


@pytest.fixture
def hosts(emulator: Server) -> Iterator[Hosts]:
    with place_for_hosts(emulator) as place:
        yield place


def types_of(server: Server) -> set[str]:
    return {entry["type"] for entry in server.inventory() if entry["service"] == "ec2"}


def test_plain_moto_leaves_what_an_instance_had(plain_moto: Server) -> None:
    with place_for_hosts(plain_moto) as hosts, hosts.group(hosts.template()):
        pass
    assert {"Reservation", "NetworkInterface"} <= types_of(plain_moto)


def test_an_instance_is_registered_while_it_is_wanted(hosts: Hosts) -> None:
    elb = hosts.server.client("elbv2")
    created = elb.create_target_group(Name=hosts.name, Protocol="HTTP", Port=3001, VpcId=hosts.vpc_id)
    arn = created["TargetGroups"][0]["TargetGroupArn"]
    autoscaling = hosts.server.client("autoscaling")

    def registered() -> list[str]:
        found = elb.describe_target_health(TargetGroupArn=arn)["TargetHealthDescriptions"]
        assert {(each["Target"]["Port"], each["TargetHealth"]["State"]) for each in found} <= {(3001, "healthy")}
        return sorted(each["Target"]["Id"] for each in found)

    with hosts.group(hosts.template(), TargetGroupARNs=[arn]):
        autoscaling.set_desired_capacity(AutoScalingGroupName=hosts.name, DesiredCapacity=2)
        shown = hosts.described()["Instances"]
        assert registered() == sorted(each["InstanceId"] for each in shown)
        assert [each["LifecycleState"] for each in shown] == ["InService", "InService"]
        autoscaling.set_desired_capacity(AutoScalingGroupName=hosts.name, DesiredCapacity=1)
        assert registered() == [hosts.described()["Instances"][0]["InstanceId"]]
    assert registered() == []


def test_keeps_subnet_and_security_group_until_the_instance_is_gone(hosts: Hosts) -> None:
    ec2 = hosts.server.client("ec2")
    with hosts.group(hosts.template()):
        with refused("DependencyViolation"):
            ec2.delete_subnet(SubnetId=hosts.subnet_id)
        with refused("DependencyViolation"):
            ec2.delete_security_group(GroupId=hosts.security_group_id)
    ec2.delete_security_group(GroupId=hosts.security_group_id)
    ec2.delete_subnet(SubnetId=hosts.subnet_id)
    assert not {"Reservation", "Volume", "NetworkInterface"} & types_of(hosts.server)
