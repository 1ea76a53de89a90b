"""ECS: where the tasks of a service are registered, and which rules lead to them."""

from collections.abc import Iterator
from typing import Any

from moto.ecs.models import Service
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.elbv2.models import FakeAction, FakeRule, elbv2_backends

Response = EC2ContainerServiceResponse
Deployment = dict[str, Any]


def production_group(service: Service) -> str | None:
    """The target group that the tasks of the last completed deployment are in."""
    known: str | None = vars(service).get("production_group")
    return known or next((each.get("targetGroupArn") for each in service.load_balancers or []), None)


def other_group(service: Service) -> str:
    """The target group that it moves to, or has moved from."""
    balancer = service.load_balancers[0]
    both: list[str] = [balancer["targetGroupArn"], balancer["advancedConfiguration"]["alternateTargetGroupArn"]]
    return next(arn for arn in both if arn != production_group(service))


def register(response: Response, service: Service, group_arn: str | None, deployment: Deployment) -> None:
    """Each task of the deployment has an address of its own."""
    groups = elbv2_backends[response.current_account][response.region].target_groups
    if group_arn is None or group_arn not in groups:
        return
    port = service.load_balancers[0].get("containerPort")
    third = int(str(deployment["id"]).split("/")[-1]) % 250
    groups[group_arn].targets.clear()
    groups[group_arn].register(
        [{"Id": f"10.0.{third}.{task + 10}", "Port": port} for task in range(service.desired_count)]
    )


def empty(response: Response, group_arn: str | None) -> None:
    """No task is registered with it any more."""
    group = elbv2_backends[response.current_account][response.region].target_groups.get(str(group_arn))
    if group is not None:
        group.deregister(list(group.targets.values()))


def lead(response: Response, service: Service, which: str, to: str | None, other: str | None) -> None:
    """All requests of a rule to one group, and the other one beside it without any."""
    arn = service.load_balancers[0]["advancedConfiguration"].get(which)
    weights = [{"TargetGroupArn": to, "Weight": 100}, {"TargetGroupArn": other, "Weight": 0}]
    for rule in rules_of(response):
        if rule.arn == arn:
            rule.actions = [FakeAction({"Type": "forward", "Order": 1, "ForwardConfig": {"TargetGroups": weights}})]


def rules_of(response: Response) -> Iterator[FakeRule]:
    """Of all listeners."""
    balancers = elbv2_backends[response.current_account][response.region].load_balancers
    for balancer in balancers.values():
        for listener in balancer.listeners.values():
            yield from listener.rules.values()
