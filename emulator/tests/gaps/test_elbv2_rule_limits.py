from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from tests.gaps.network_setup import create_subnet, create_vpc
from tests.server import Server, refused


@dataclass(frozen=True)
class Entrance:
    """An internal load balancer with a listener on port 80."""

    load_balancer_arn: str
    listener_arn: str
    forward: list[dict[str, str]]


@contextmanager
def create_entrance(server: Server) -> Iterator[Entrance]:
    elb = server.client("elbv2")
    vpc_id = create_vpc(server)
    subnet_id = create_subnet(server, vpc_id)
    balancer = elb.create_load_balancer(Name="limited", Subnets=[subnet_id], Scheme="internal")["LoadBalancers"][0]
    group = elb.create_target_group(Name="limited", Protocol="HTTP", Port=80, VpcId=vpc_id, TargetType="ip")
    forward = [{"Type": "forward", "TargetGroupArn": group["TargetGroups"][0]["TargetGroupArn"]}]
    arn = balancer["LoadBalancerArn"]
    listener = elb.create_listener(LoadBalancerArn=arn, Protocol="HTTP", Port=80, DefaultActions=forward)["Listeners"][
        0
    ]
    yield Entrance(arn, listener["ListenerArn"], forward)
    elb.delete_listener(ListenerArn=listener["ListenerArn"])
    elb.delete_load_balancer(LoadBalancerArn=arn)
    elb.delete_target_group(TargetGroupArn=forward[0]["TargetGroupArn"])


def path(*values: str) -> dict[str, Any]:
    return {"Field": "path-pattern", "PathPatternConfig": {"Values": list(values)}}


def host(*values: str) -> dict[str, Any]:
    return {"Field": "host-header", "HostHeaderConfig": {"Values": list(values)}}


def create_rule(server: Server, entrance: Entrance, priority: int, *conditions: dict[str, Any]) -> str:
    rule = server.client("elbv2").create_rule(
        ListenerArn=entrance.listener_arn, Priority=priority, Conditions=list(conditions), Actions=entrance.forward
    )
    arn: str = rule["Rules"][0]["RuleArn"]
    return arn


@pytest.fixture(scope="module")
def entrance(emulator: Server) -> Iterator[Entrance]:
    with create_entrance(emulator) as made:
        yield made


WRONG = [
    (50_001, [path("/a")]),
    (1, [path("/1", "/2", "/3", "/4", "/5"), host("app.example.com")]),
    (1, [path("/1", "/2", "/3", "/4", "/5", "/6")]),
    (1, [path("/a"), path("/b")]),
]
IDS = ["priority", "values of two conditions", "values of one", "two by path"]


@pytest.mark.parametrize(("priority", "conditions"), WRONG, ids=IDS)
def test_plain_moto_takes_a_rule_beyond_the_limits(
    plain_moto: Server, priority: int, conditions: list[dict[str, Any]]
) -> None:
    with create_entrance(plain_moto) as entrance:
        create_rule(plain_moto, entrance, priority, *conditions)


@pytest.mark.parametrize(("priority", "conditions"), WRONG, ids=IDS)
def test_refuses_a_rule_beyond_the_limits(
    emulator: Server, entrance: Entrance, priority: int, conditions: list[dict[str, Any]]
) -> None:
    with refused("ValidationError"):
        create_rule(emulator, entrance, priority, *conditions)


def test_refuses_a_second_listener_of_a_port_and_https_without_a_certificate(
    emulator: Server, entrance: Entrance
) -> None:
    elb = emulator.client("elbv2")
    listener = {"LoadBalancerArn": entrance.load_balancer_arn, "DefaultActions": entrance.forward}
    with refused("DuplicateListener"):
        elb.create_listener(**listener, Protocol="HTTP", Port=80)
    with refused("ValidationError"):
        elb.create_listener(**listener, Protocol="HTTPS", Port=443)


def test_reads_back_an_update_within_the_limits(emulator: Server, entrance: Entrance) -> None:
    elb = emulator.client("elbv2")
    arn = create_rule(emulator, entrance, 50_000, path("/1", "/2", "/3", "/4"), host("app.example.com"))
    with refused("ValidationError"):
        elb.modify_rule(RuleArn=arn, Conditions=[path("/a"), path("/b")])
    elb.modify_rule(RuleArn=arn, Conditions=[path("/a", "/b")])
    (rule,) = elb.describe_rules(RuleArns=[arn])["Rules"]
    assert [condition["PathPatternConfig"]["Values"] for condition in rule["Conditions"]] == [["/a", "/b"]]
    elb.delete_rule(RuleArn=arn)
