"""A service's scaling policies, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.gaps.ecs_setup import create_service
from tests.server import Server

TRACKING = {
    "PolicyType": "TargetTrackingScaling",
    "TargetTrackingScalingPolicyConfiguration": {
        "TargetValue": 60,
        "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
    },
}


def step_of(cooldown_seconds: int) -> dict[str, Any]:
    """A step from nothing to one task."""
    return {
        "PolicyType": "StepScaling",
        "StepScalingPolicyConfiguration": {
            "AdjustmentType": "ExactCapacity",
            "Cooldown": cooldown_seconds,
            "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1}],
        },
    }


def resource(cluster: str, service: str = "agent") -> dict[str, str]:
    """What a policy scales, as a request names it."""
    return {
        "ServiceNamespace": "ecs",
        "ResourceId": f"service/{cluster}/{service}",
        "ScalableDimension": "ecs:service:DesiredCount",
    }


@contextmanager
def scaled_service(server: Server, cluster: str) -> Iterator[dict[str, str]]:
    """A service with a scalable target, without policies."""
    client = server.client("application-autoscaling")
    with create_service(server, cluster):
        scaled = resource(cluster)
        client.register_scalable_target(**scaled, MinCapacity=0, MaxCapacity=4)
        yield scaled
        for policy in client.describe_scaling_policies(**scaled)["ScalingPolicies"]:
            client.delete_scaling_policy(**scaled, PolicyName=policy["PolicyName"])
        client.deregister_scalable_target(**scaled)
