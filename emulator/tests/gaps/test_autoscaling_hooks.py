from collections.abc import Iterator
from typing import Any

import pytest

from tests.gaps.hosts_setup import Hosts, place_for_hosts
from tests.server import Server, refused

HOOK = {"LifecycleHookName": "healthy", "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING"}
POLICY = {"PolicyName": "out", "AdjustmentType": "ChangeInCapacity", "ScalingAdjustment": 1}


@pytest.fixture
def hosts(emulator: Server) -> Iterator[Hosts]:
    with place_for_hosts(emulator) as place:
        yield place


def test_plain_moto_has_hooks_and_policies_without_a_group(plain_moto: Server) -> None:
    autoscaling = plain_moto.client("autoscaling")
    autoscaling.put_lifecycle_hook(AutoScalingGroupName="none", **HOOK)
    [hook] = autoscaling.describe_lifecycle_hooks(AutoScalingGroupName="none")["LifecycleHooks"]
    assert hook["NotificationTargetARN"] == "arn:aws:sqs:us-east-1:123456789012:my-queue"
    autoscaling.put_scaling_policy(AutoScalingGroupName="none", **POLICY)


def test_refuses_hooks_and_policies_without_a_group(emulator: Server) -> None:
    autoscaling = emulator.client("autoscaling")
    with refused("ValidationError"):
        autoscaling.put_lifecycle_hook(AutoScalingGroupName="none", **HOOK)
    with refused("ValidationError"):
        autoscaling.put_scaling_policy(AutoScalingGroupName="none", **POLICY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"HeartbeatTimeout": 29},
        {"HeartbeatTimeout": 7201},
        {"LifecycleTransition": "autoscaling:EC2_INSTANCE_STARTING"},
        {"DefaultResult": "WAIT"},
    ],
)
def test_refuses_hooks_that_aws_does_not_have(hosts: Hosts, wrong: dict[str, Any]) -> None:
    with hosts.group(hosts.template()) as name, refused("ValidationError"):
        hosts.server.client("autoscaling").put_lifecycle_hook(AutoScalingGroupName=name, **(HOOK | wrong))


def test_reads_back_a_hook_and_a_policy_after_an_update(hosts: Hosts) -> None:
    autoscaling = hosts.server.client("autoscaling")
    with hosts.group(hosts.template()) as name:
        for seconds in (900, 1200):
            autoscaling.put_lifecycle_hook(AutoScalingGroupName=name, HeartbeatTimeout=seconds, **HOOK)
            autoscaling.put_scaling_policy(AutoScalingGroupName=name, Cooldown=seconds, **POLICY)
        [hook] = autoscaling.describe_lifecycle_hooks(AutoScalingGroupName=name)["LifecycleHooks"]
        assert hook == {
            **HOOK,
            "AutoScalingGroupName": name,
            "DefaultResult": "ABANDON",
            "GlobalTimeout": 120_000,
            "HeartbeatTimeout": 1200,
        }
        [policy] = autoscaling.describe_policies(AutoScalingGroupName=name)["ScalingPolicies"]
        assert (policy["Cooldown"], policy["Enabled"]) == (1200, True)
        assert "PredictiveScalingConfiguration" not in policy
    assert autoscaling.describe_policies()["ScalingPolicies"] == []
