"""An internal load balancer, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.gaps.network_setup import create_subnet, create_vpc
from tests.server import Server


@dataclass(frozen=True)
class Entrance:
    """With a listener on port 80."""

    vpc_id: str
    load_balancer_arn: str
    listener_arn: str
    target_group_arn: str


@contextmanager
def create_entrance(server: Server, name: str) -> Iterator[Entrance]:
    """What listens forwards to the target group of the same name."""
    elb = server.client("elbv2")
    vpc_id = create_vpc(server)
    subnet_id = create_subnet(server, vpc_id)
    balancer = elb.create_load_balancer(Name=name, Subnets=[subnet_id], Scheme="internal")["LoadBalancers"][0]
    arn, group = balancer["LoadBalancerArn"], create_target_group(server, name, vpc_id)
    made = elb.create_listener(LoadBalancerArn=arn, Protocol="HTTP", Port=80, DefaultActions=forward(group))
    listener_arn = made["Listeners"][0]["ListenerArn"]
    yield Entrance(vpc_id, arn, listener_arn, group)
    elb.delete_listener(ListenerArn=listener_arn)
    elb.delete_load_balancer(LoadBalancerArn=arn)
    elb.delete_target_group(TargetGroupArn=group)


def create_target_group(server: Server, name: str, vpc_id: str) -> str:
    """By ARN, of addresses."""
    made = server.client("elbv2").create_target_group(
        Name=name, Protocol="HTTP", Port=80, VpcId=vpc_id, TargetType="ip"
    )
    arn: str = made["TargetGroups"][0]["TargetGroupArn"]
    return arn


def forward(target_group_arn: str) -> list[dict[str, str]]:
    """Actions of a rule."""
    return [{"Type": "forward", "TargetGroupArn": target_group_arn}]


def create_rule(
    server: Server, entrance: Entrance, priority: int, *conditions: dict[str, Any], to: str | None = None
) -> str:
    """By ARN."""
    rule = server.client("elbv2").create_rule(
        ListenerArn=entrance.listener_arn,
        Priority=priority,
        Conditions=list(conditions),
        Actions=forward(to or entrance.target_group_arn),
    )
    arn: str = rule["Rules"][0]["RuleArn"]
    return arn


def path(*values: str) -> dict[str, Any]:
    """A rule's condition."""
    return {"Field": "path-pattern", "PathPatternConfig": {"Values": list(values)}}


def host(*values: str) -> dict[str, Any]:
    """A rule's condition."""
    return {"Field": "host-header", "HostHeaderConfig": {"Values": list(values)}}
