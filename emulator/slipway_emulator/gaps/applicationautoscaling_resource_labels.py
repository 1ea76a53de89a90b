"""Application Auto Scaling: whose requests decide how many tasks there are.

Missing in moto: PutScalingPolicy takes ALBRequestCountPerTarget with any resource label, or none. On AWS it names a
load balancer and a target group by the ends of their ARNs, and the group is one that the service registers its tasks
with (API Reference, PredefinedMetricSpecification). The exact words of the answer are not documented.
"""

from moto.applicationautoscaling.exceptions import AWSValidationException
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.ecs.models import ecs_backends
from moto.elbv2.models import elbv2_backends

from slipway_emulator.gaps.elbv2_target_group_load_balancers import load_balancers_of
from slipway_emulator.gaps.extend import look_first

Response = ApplicationAutoScalingResponse


def close() -> None:
    """Look for the two, and for the service."""
    look_first(Response, "put_scaling_policy", _refuse_strange_label)


def _refuse_strange_label(response: Response) -> None:
    tracking = response._get_param("TargetTrackingScalingPolicyConfiguration") or {}
    metric = tracking.get("PredefinedMetricSpecification") or {}
    label = metric.get("ResourceLabel")
    if metric.get("PredefinedMetricType") != "ALBRequestCountPerTarget":
        if label:
            raise AWSValidationException("Resource label is of use to the metric ALBRequestCountPerTarget alone.")
    elif label not in _labels(response):
        raise AWSValidationException(f"Resource label {label} names no load balancer and target group of the service.")


def _labels(response: Response) -> list[str]:
    balancing = elbv2_backends[response.current_account][response.region]
    return [
        f"{balancer.split(':loadbalancer/')[1]}/{group.split(':')[-1]}"
        for group in _target_groups(response)
        for balancer in load_balancers_of(balancing, group)
    ]


def _target_groups(response: Response) -> list[str]:
    _, cluster, name = response._get_param("ResourceId").split("/")
    services = ecs_backends[response.current_account][response.region].services.values()
    return [
        str(balancer["targetGroupArn"])
        for service in services
        if service.name == name and service.cluster_name == cluster
        for balancer in service.load_balancers or []
    ]
