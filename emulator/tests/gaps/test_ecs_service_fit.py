from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.gaps.ecs_setup import create_cluster, create_service, default_network
from tests.gaps.elbv2_setup import create_entrance, create_rule, create_target_group, path
from tests.server import Server, refused


@contextmanager
def request_of(server: Server, name: str) -> Iterator[dict[str, Any]]:
    """A request that fits, behind a load balancer."""
    with create_entrance(server, name) as entrance, create_cluster(server, name) as made:
        target = {"targetGroupArn": entrance.target_group_arn, "containerName": "agent", "containerPort": 8080}
        yield {
            "cluster": name,
            "serviceName": "agent",
            "taskDefinition": made.task_definition_arn,
            "launchType": "FARGATE",
            "desiredCount": 0,
            "loadBalancers": [target],
            "networkConfiguration": default_network(server),
        }


def change(request: dict[str, Any], what: str) -> dict[str, Any]:
    (target,) = request["loadBalancers"]
    changes: dict[str, dict[str, Any]] = {
        "container": {"loadBalancers": [target | {"containerName": "none"}]},
        "port": {"loadBalancers": [target | {"containerPort": 9090}]},
        "network": {"networkConfiguration": {}},
        "platform": {"platformVersion": "9.9.9"},
        "rebalancing": {
            "availabilityZoneRebalancing": "ENABLED",
            "deploymentConfiguration": {"maximumPercent": 100, "minimumHealthyPercent": 100},
        },
    }
    changed = request | changes[what]
    return {key: value for key, value in changed.items() if value != {}}


CODES = {
    "container": "InvalidParameterException",
    "port": "InvalidParameterException",
    "network": "InvalidParameterException",
    "platform": "PlatformUnknownException",
    "rebalancing": "InvalidParameterException",
}


@pytest.mark.parametrize("what", CODES)
def test_plain_moto_takes_what_does_not_fit(plain_moto: Server, what: str) -> None:
    ecs = plain_moto.client("ecs")
    with request_of(plain_moto, f"loose-{what}") as request:
        ecs.create_service(**change(request, what))
        ecs.delete_service(cluster=request["cluster"], service="agent")


@pytest.mark.parametrize("what", CODES)
def test_refuses_what_does_not_fit(emulator: Server, what: str) -> None:
    with request_of(emulator, f"strict-{what}") as request, refused(CODES[what]):
        emulator.client("ecs").create_service(**change(request, what))


def test_refuses_an_update_that_does_not_fit(emulator: Server) -> None:
    ecs = emulator.client("ecs")
    with request_of(emulator, "later") as request:
        ecs.create_service(**request)
        for what in ("container", "port", "platform", "rebalancing"):
            changed = change(request, what)
            changes = {key: value for key, value in changed.items() if request.get(key) != value}
            with refused(CODES[what]):
                ecs.update_service(cluster="later", service="agent", **changes)
        ecs.update_service(cluster="later", service="agent", platformVersion="1.4.0")
        assert ecs.describe_services(cluster="later", services=["agent"])["services"][0]["platformVersion"] == "1.4.0"
        ecs.delete_service(cluster="later", service="agent")


def test_refuses_a_target_group_until_a_rule_leads_to_it(emulator: Server) -> None:
    ecs, elb = emulator.client("ecs"), emulator.client("elbv2")
    with create_entrance(emulator, "leading") as entrance, request_of(emulator, "led") as request:
        group = create_target_group(emulator, "alone", entrance.vpc_id)
        request["loadBalancers"][0]["targetGroupArn"] = group
        with refused("InvalidParameterException", "does not have an associated load balancer"):
            ecs.create_service(**request)
        rule = create_rule(emulator, entrance, 1, path("/a"), to=group)
        ecs.create_service(**request)
        ecs.delete_service(cluster="led", service="agent")
        elb.delete_rule(RuleArn=rule)
        elb.delete_target_group(TargetGroupArn=group)


def test_refuses_a_target_group_of_instances(emulator: Server) -> None:
    ecs, elb = emulator.client("ecs"), emulator.client("elbv2")
    with create_entrance(emulator, "instances") as entrance, request_of(emulator, "of-tasks") as request:
        made = elb.create_target_group(
            Name="machines", Protocol="HTTP", Port=80, VpcId=entrance.vpc_id, TargetType="instance"
        )
        group = made["TargetGroups"][0]["TargetGroupArn"]
        rule = create_rule(emulator, entrance, 1, path("/a"), to=group)
        request["loadBalancers"][0]["targetGroupArn"] = group
        with refused("InvalidParameterException", "awsvpc"):
            ecs.create_service(**request)
        elb.delete_rule(RuleArn=rule)
        elb.delete_target_group(TargetGroupArn=group)


def test_takes_a_service_without_a_load_balancer(emulator: Server) -> None:
    with create_service(emulator, "alone"):
        pass
