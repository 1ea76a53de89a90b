from collections.abc import Iterator
from typing import Any

import pytest

from tests.gaps.ecs_setup import (
    Service,
    create_cluster,
    create_service,
    default_network,
    describe,
    register_task_definition,
)
from tests.server import Server, refused

DEPLOYMENT = {
    "deploymentCircuitBreaker": {"enable": True, "rollback": True},
    "maximumPercent": 150,
    "minimumHealthyPercent": 50,
}
SETTINGS: dict[str, Any] = {
    "deploymentConfiguration": DEPLOYMENT,
    "enableECSManagedTags": True,
    "enableExecuteCommand": True,
    "availabilityZoneRebalancing": "ENABLED",
}
SPOT = [{"capacityProvider": "FARGATE_SPOT", "weight": 3, "base": 1}]


@pytest.fixture(scope="module")
def service(emulator: Server) -> Iterator[Service]:
    with create_service(emulator, "settings", **SETTINGS) as service:
        yield service


@pytest.mark.parametrize("setting", SETTINGS)
def test_plain_moto_drops_the_setting(plain_moto: Server, setting: str) -> None:
    with create_service(plain_moto, f"drops-{setting}", **SETTINGS) as service:
        assert describe(plain_moto, service).get(setting) != SETTINGS[setting]


def test_plain_moto_drops_the_capacity_provider_strategy(plain_moto: Server) -> None:
    with create_service(plain_moto, "drops-strategy", capacityProviderStrategy=SPOT) as service:
        assert "capacityProviderStrategy" not in describe(plain_moto, service)


def test_keeps_the_settings_of_a_creation(emulator: Server, service: Service) -> None:
    described = describe(emulator, service)
    assert {name: described[name] for name in SETTINGS} == SETTINGS
    assert described["launchType"] == "FARGATE"


def test_assumes_what_aws_assumes(emulator: Server) -> None:
    with create_service(emulator, "assumed") as service:
        described = describe(emulator, service)
    assert described["deploymentConfiguration"] == {"maximumPercent": 200, "minimumHealthyPercent": 100}
    assert described["availabilityZoneRebalancing"] == "ENABLED"
    assert described["platformVersion"] == "LATEST"
    assert not described["enableExecuteCommand"]


def test_does_not_rebalance_where_no_task_may_run_beside_the_others(emulator: Server) -> None:
    at_most_all = {"maximumPercent": 100, "minimumHealthyPercent": 0}
    with create_service(emulator, "at-most-all", deploymentConfiguration=at_most_all) as service:
        assert describe(emulator, service)["availabilityZoneRebalancing"] == "DISABLED"


def test_keeps_a_capacity_provider_strategy_in_place_of_a_launch_type(emulator: Server) -> None:
    with create_service(emulator, "strategy", capacityProviderStrategy=SPOT) as service:
        described = describe(emulator, service)
    assert described["capacityProviderStrategy"] == SPOT
    assert "launchType" not in described


def test_reads_back_an_update(emulator: Server, service: Service) -> None:
    revision = register_task_definition(emulator, service.cluster)
    emulator.client("ecs").update_service(
        cluster=service.cluster,
        service=service.name,
        taskDefinition=revision.split("/")[-1],
        enableExecuteCommand=False,
        deploymentConfiguration={"maximumPercent": 200},
    )
    described = describe(emulator, service)
    assert described["taskDefinition"] == revision
    assert not described["enableExecuteCommand"]
    assert described["deploymentConfiguration"] == DEPLOYMENT | {"maximumPercent": 200}
    assert described["availabilityZoneRebalancing"] == "ENABLED"


def test_plain_moto_overwrites_a_service_of_the_same_name(plain_moto: Server) -> None:
    with create_service(plain_moto, "second") as service:
        create_again(plain_moto, service)


def test_refuses_a_second_service_of_the_same_name(emulator: Server, service: Service) -> None:
    with refused("InvalidParameterException"):
        create_again(emulator, service)


def create_again(server: Server, service: Service) -> None:
    server.client("ecs").create_service(
        cluster=service.cluster,
        serviceName=service.name,
        taskDefinition=service.task_definition_arn,
        desiredCount=1,
        networkConfiguration=default_network(server),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"launchType": "FARGATE", "capacityProviderStrategy": SPOT},
        {"capacityProviderStrategy": [{"capacityProvider": "unknown", "weight": 1}]},
        {"launchType": "FARGATE", "healthCheckGracePeriodSeconds": 60},
    ],
    ids=["launch type and strategy", "unknown provider", "grace period alone"],
)
def test_refuses_settings_that_do_not_fit_together(emulator: Server, wrong: dict[str, Any]) -> None:
    with create_cluster(emulator, "wrong") as service, refused("InvalidParameterException"):
        emulator.client("ecs").create_service(
            cluster=service.cluster,
            serviceName=service.name,
            taskDefinition=service.task_definition_arn,
            desiredCount=1,
            networkConfiguration=default_network(emulator),
            **wrong,
        )


def test_refuses_an_unknown_cluster(emulator: Server) -> None:
    with refused("ClusterNotFoundException"):
        emulator.client("ecs").create_service(cluster="none", serviceName="agent", desiredCount=1)


def test_refuses_to_update_a_service_that_is_not_there(emulator: Server, service: Service) -> None:
    ecs = emulator.client("ecs")
    with refused("ServiceNotFoundException"):
        ecs.update_service(cluster=service.cluster, service="none", desiredCount=1)
    with refused("ClientException"):
        ecs.update_service(cluster=service.cluster, service=service.name, taskDefinition="none:1")


def test_refuses_to_update_a_deleted_service(emulator: Server) -> None:
    with create_service(emulator, "deleted") as deleted:
        pass
    with refused("ServiceNotActiveException"):
        emulator.client("ecs").update_service(cluster=deleted.cluster, service=deleted.name, desiredCount=1)
