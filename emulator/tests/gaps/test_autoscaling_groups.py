from collections.abc import Iterator
from typing import Any

import pytest

from tests.gaps.hosts_setup import Hosts, place_for_hosts
from tests.gaps.network_setup import create_security_group, create_subnet, create_vpc
from tests.server import Server, refused

HOOK = {
    "LifecycleHookName": "healthy",
    "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING",
    "HeartbeatTimeout": 900,
    "DefaultResult": "ABANDON",
}
POLICY = {"MinHealthyPercentage": 0, "MaxHealthyPercentage": 100}


@pytest.fixture
def hosts(emulator: Server) -> Iterator[Hosts]:
    with place_for_hosts(emulator) as place:
        yield place


def target_group(hosts: Hosts, target_type: str, vpc_id: str | None = None) -> str:
    of_vpc = {"VpcId": vpc_id or hosts.vpc_id, "Name": f"{hosts.name}-{target_type}-{'other' if vpc_id else 'own'}"}
    created = hosts.server.client("elbv2").create_target_group(
        Protocol="HTTP", Port=80, TargetType=target_type, **of_vpc
    )
    arn: str = created["TargetGroups"][0]["TargetGroupArn"]
    return arn


def test_plain_moto_takes_any_template_and_forgets_the_rest(plain_moto: Server) -> None:
    with place_for_hosts(plain_moto) as hosts:
        template = hosts.template(ImageId="ami-none", IamInstanceProfile={"Name": "none"})
        asked = {"LifecycleHookSpecificationList": [HOOK], "InstanceMaintenancePolicy": POLICY}
        with hosts.group(template, **asked):
            assert "InstanceMaintenancePolicy" not in hosts.described()
            autoscaling = plain_moto.client("autoscaling")
            assert autoscaling.describe_lifecycle_hooks(AutoScalingGroupName=hosts.name)["LifecycleHooks"] == []


@pytest.mark.parametrize(
    "data",
    [
        {"ImageId": "ami-00000000000000000"},
        {"IamInstanceProfile": {"Name": "none"}},
        {"NetworkInterfaces": [{"DeviceIndex": 0, "Groups": ["sg-none"]}]},
    ],
)
def test_refuses_a_template_that_launches_nothing(hosts: Hosts, data: dict[str, Any]) -> None:
    template = hosts.template(**data)
    with refused("ValidationError"), hosts.group(template):
        pass
    with hosts.group(hosts.template("-sound")), refused("ValidationError"):
        hosts.server.client("autoscaling").update_auto_scaling_group(
            AutoScalingGroupName=hosts.name, LaunchTemplate={"LaunchTemplateId": template, "Version": "1"}
        )


def test_refuses_a_group_between_two_networks(hosts: Hosts) -> None:
    elsewhere = create_vpc(hosts.server)
    stranger = create_security_group(hosts.server, elsewhere)
    template = hosts.template(NetworkInterfaces=[{"DeviceIndex": 0, "Groups": [stranger]}])
    with refused("ValidationError"), hosts.group(template):
        pass
    both = f"{hosts.subnet_id},{create_subnet(hosts.server, elsewhere)}"
    with refused("ValidationError"), hosts.group(hosts.template("-sound"), VPCZoneIdentifier=both):
        pass


def test_refuses_target_groups_of_addresses_and_of_other_networks(hosts: Hosts) -> None:
    template = hosts.template()
    stranger = target_group(hosts, "instance", create_vpc(hosts.server))
    none = f"{stranger}none"
    for arn in (target_group(hosts, "ip"), stranger, none):
        with refused("ValidationError"), hosts.group(template, TargetGroupARNs=[arn]):
            pass


def test_refuses_bounds_that_do_not_fit_and_a_name_that_is_taken(hosts: Hosts) -> None:
    template = hosts.template()
    for bounds in ({"MinSize": 3}, {"DesiredCapacity": 3}):
        with refused("ValidationError"), hosts.group(template, **bounds):
            pass
    with hosts.group(template):
        with refused("AlreadyExists"):
            hosts.server.client("autoscaling").create_auto_scaling_group(**hosts.request(template))
        with refused("ValidationError"):
            hosts.server.client("autoscaling").update_auto_scaling_group(AutoScalingGroupName=hosts.name, MinSize=3)


def test_keeps_hooks_policy_and_times_and_reads_back_an_update(hosts: Hosts) -> None:
    autoscaling = hosts.server.client("autoscaling")
    asked = {
        "DefaultCooldown": 60,
        "DefaultInstanceWarmup": 30,
        "InstanceMaintenancePolicy": POLICY,
        "LifecycleHookSpecificationList": [HOOK],
    }
    with hosts.group(hosts.template(), **asked):
        assert {name: hosts.described()[name] for name in asked if name in hosts.described()} == {
            name: value for name, value in asked.items() if name != "LifecycleHookSpecificationList"
        }
        [hook] = autoscaling.describe_lifecycle_hooks(AutoScalingGroupName=hosts.name)["LifecycleHooks"]
        assert hook == {**HOOK, "AutoScalingGroupName": hosts.name, "GlobalTimeout": 90_000}
        whole = {"MinHealthyPercentage": 100, "MaxHealthyPercentage": 200}
        autoscaling.update_auto_scaling_group(
            AutoScalingGroupName=hosts.name, DefaultCooldown=300, InstanceMaintenancePolicy=whole
        )
        assert hosts.described()["DefaultCooldown"] == 300
        assert hosts.described()["InstanceMaintenancePolicy"] == whole
    assert autoscaling.describe_lifecycle_hooks(AutoScalingGroupName=hosts.name)["LifecycleHooks"] == []


def test_keeps_a_group_with_instances_from_being_deleted(hosts: Hosts) -> None:
    autoscaling = hosts.server.client("autoscaling")
    with hosts.group(hosts.template()):
        with refused("ResourceInUse"):
            autoscaling.delete_auto_scaling_group(AutoScalingGroupName=hosts.name)
        autoscaling.update_auto_scaling_group(AutoScalingGroupName=hosts.name, MinSize=0, DesiredCapacity=0)
        autoscaling.delete_auto_scaling_group(AutoScalingGroupName=hosts.name)
        autoscaling.create_auto_scaling_group(**hosts.request(hosts.template("-again")))
