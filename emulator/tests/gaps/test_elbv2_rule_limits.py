from collections.abc import Iterator
from typing import Any

import pytest

from tests.gaps.elbv2_setup import Entrance, create_entrance, create_rule, forward, host, path
from tests.server import Server, refused


@pytest.fixture(scope="module")
def entrance(emulator: Server) -> Iterator[Entrance]:
    with create_entrance(emulator, "limited") as made:
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
    with create_entrance(plain_moto, "limited") as entrance:
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
    listener = {"LoadBalancerArn": entrance.load_balancer_arn, "DefaultActions": forward(entrance.target_group_arn)}
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
