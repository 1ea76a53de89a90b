from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.gaps.ecs_setup import create_service
from tests.gaps.elbv2_setup import create_entrance, create_target_group
from tests.gaps.scaling_setup import TRACKING, resource
from tests.server import Server, refused


def by_requests(label: str | None) -> dict[str, Any]:
    metric = {"PredefinedMetricType": "ALBRequestCountPerTarget", **({} if label is None else {"ResourceLabel": label})}
    tracking = {"TargetValue": 1000, "PredefinedMetricSpecification": metric}
    return {"PolicyType": "TargetTrackingScaling", "TargetTrackingScalingPolicyConfiguration": tracking}


@contextmanager
def called_service(server: Server, name: str) -> Iterator[tuple[dict[str, str], str]]:
    """A scaled service behind a load balancer, and the label of both."""
    client = server.client("application-autoscaling")
    with create_entrance(server, name) as entrance:
        balancer = {"targetGroupArn": entrance.target_group_arn, "containerName": "agent", "containerPort": 8080}
        with create_service(server, name, loadBalancers=[balancer]):
            scaled = resource(name)
            client.register_scalable_target(**scaled, MinCapacity=1, MaxCapacity=4)
            group = entrance.target_group_arn.split(":")[-1]
            yield scaled, f"{entrance.load_balancer_arn.split(':loadbalancer/')[1]}/{group}"
            for policy in client.describe_scaling_policies(**scaled)["ScalingPolicies"]:
                client.delete_scaling_policy(**scaled, PolicyName=policy["PolicyName"])
            client.deregister_scalable_target(**scaled)


def test_plain_moto_counts_the_requests_of_anybody(plain_moto: Server) -> None:
    client = plain_moto.client("application-autoscaling")
    with called_service(plain_moto, "counted-by-moto") as (scaled, _):
        client.put_scaling_policy(**scaled, PolicyName="requests", **by_requests("app/x/1/targetgroup/y/2"))


def test_counts_the_requests_of_the_services_own_target_group(emulator: Server) -> None:
    client = emulator.client("application-autoscaling")
    with called_service(emulator, "asked") as (scaled, label):
        client.put_scaling_policy(**scaled, PolicyName="requests", **by_requests(label))
        (policy,) = client.describe_scaling_policies(**scaled)["ScalingPolicies"]
    metric = policy["TargetTrackingScalingPolicyConfiguration"]["PredefinedMetricSpecification"]
    assert metric == {"PredefinedMetricType": "ALBRequestCountPerTarget", "ResourceLabel": label}


@pytest.mark.parametrize("wrong", [None, "app/x/1/targetgroup/y/2"])
def test_refuses_the_label_of_nobody(emulator: Server, wrong: str | None) -> None:
    with called_service(emulator, "nobody") as (scaled, _), refused("ValidationException"):
        emulator.client("application-autoscaling").put_scaling_policy(**scaled, PolicyName="r", **by_requests(wrong))


def test_refuses_a_load_balancer_and_a_target_group_that_do_not_belong_together(emulator: Server) -> None:
    elb = emulator.client("elbv2")
    with called_service(emulator, "together") as (scaled, label), create_entrance(emulator, "apart") as other:
        alone = create_target_group(emulator, "alone", other.vpc_id)
        balancer = "/".join(label.split("/")[:3])
        for strange in (
            label.replace(balancer, other.load_balancer_arn.split(":loadbalancer/")[1]),
            f"{balancer}/{other.target_group_arn.split(':')[-1]}",
            f"{balancer}/{alone.split(':')[-1]}",
        ):
            with refused("ValidationException"):
                emulator.client("application-autoscaling").put_scaling_policy(
                    **scaled, PolicyName="requests", **by_requests(strange)
                )
        elb.delete_target_group(TargetGroupArn=alone)


def test_refuses_a_label_of_what_ecs_measures_itself(emulator: Server) -> None:
    metric = {"PredefinedMetricType": "ECSServiceAverageCPUUtilization", "ResourceLabel": "app/x/1/targetgroup/y/2"}
    with called_service(emulator, "measured") as (scaled, _), refused("ValidationException"):
        emulator.client("application-autoscaling").put_scaling_policy(
            **scaled,
            PolicyName="cpu",
            **TRACKING
            | {
                "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 60, "PredefinedMetricSpecification": metric}
            },
        )
