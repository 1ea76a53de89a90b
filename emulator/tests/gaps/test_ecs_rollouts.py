from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import HTTPError

import pytest

from tests.gaps.ecs_setup import (
    Service,
    create_cluster,
    create_service,
    default_network,
    describe,
    register_task_definition,
)
from tests.gaps.rollouts_setup import mark, marked
from tests.server import Server, refused

DIGEST = f"sha256:{'a' * 64}"


def deploy(server: Server, service: Service, image: str = f"agent@{DIGEST}") -> Any:
    revision = register_task_definition(server, service.cluster, image)
    ecs = server.client("ecs")
    return ecs.update_service(cluster=service.cluster, service=service.name, taskDefinition=revision)["service"]


def states(described: Any) -> list[tuple[str, str, str]]:
    return [
        (deployment["status"], deployment["taskDefinition"].split(":")[-1], deployment["rolloutState"])
        for deployment in described["deployments"]
    ]


def breaker(*, rollback: bool) -> dict[str, Any]:
    return {"deploymentCircuitBreaker": {"enable": True, "rollback": rollback}}


def look_often(server: Server, service: Service) -> list[tuple[str, str, str]]:
    for _ in range(4):
        described = states(describe(server, service))
    return described


def test_plain_moto_keeps_the_deployment(plain_moto: Server) -> None:
    with create_service(plain_moto, "rolled") as service:
        before = describe(plain_moto, service)["deployments"][0]["id"]
        assert deploy(plain_moto, service)["deployments"][0]["id"] == before


def test_makes_a_deployment_that_completes(emulator: Server) -> None:
    with create_service(emulator, "rolled") as service:
        before = describe(emulator, service)["deployments"][0]["id"]
        updated = deploy(emulator, service)
        assert updated["deployments"][0]["id"] != before
        assert states(updated) == [("PRIMARY", "2", "COMPLETED")]


def test_rolls_back_what_fails(emulator: Server) -> None:
    assert mark(emulator, DIGEST, "PUT", "fails") == 204
    with create_service(emulator, "rolled-back", deploymentConfiguration=breaker(rollback=True)) as service:
        assert states(deploy(emulator, service)) == [("PRIMARY", "2", "IN_PROGRESS"), ("ACTIVE", "1", "COMPLETED")]
        assert states(describe(emulator, service))[0] == ("PRIMARY", "2", "IN_PROGRESS")
        describe(emulator, service)
        failed = describe(emulator, service)
        assert states(failed) == [("PRIMARY", "1", "IN_PROGRESS"), ("ACTIVE", "2", "FAILED")]
        assert failed["taskDefinition"].endswith(":1")
        assert "tasks failed to start" in failed["events"][1]["message"]
        assert states(describe(emulator, service)) == [("PRIMARY", "1", "COMPLETED")]
    mark(emulator, DIGEST, "DELETE")


def test_goes_on_trying_without_a_circuit_breaker(emulator: Server) -> None:
    with marked(emulator, DIGEST, "fails"), create_service(emulator, "stubborn") as service:
        deploy(emulator, service)
        assert look_often(emulator, service) == [("PRIMARY", "2", "IN_PROGRESS"), ("ACTIVE", "1", "COMPLETED")]
        assert describe(emulator, service)["deployments"][0]["failedTasks"] > 3


def test_stays_failed_where_the_breaker_does_not_roll_back(emulator: Server) -> None:
    settings = {"deploymentConfiguration": breaker(rollback=False)}
    with marked(emulator, DIGEST, "fails"), create_service(emulator, "failed", **settings) as service:
        deploy(emulator, service)
        assert look_often(emulator, service) == [("PRIMARY", "2", "FAILED"), ("ACTIVE", "1", "COMPLETED")]


def test_a_first_deployment_that_fails_has_nothing_to_go_back_to(emulator: Server) -> None:
    with marked(emulator, DIGEST, "fails"), create_cluster(emulator, "first") as made:
        definition = register_task_definition(emulator, "first", f"agent@{DIGEST}")
        with running(emulator, made, definition, breaker(rollback=True)) as service:
            assert look_often(emulator, service) == [("PRIMARY", "2", "FAILED")]
            described = describe(emulator, service)
            assert (described["runningCount"], described["pendingCount"]) == (0, 1)
    with create_cluster(emulator, "first") as made, running(emulator, made, definition, {}) as service:
        assert states(describe(emulator, service)) == [("PRIMARY", "2", "COMPLETED")]


@contextmanager
def running(server: Server, made: Service, definition: str, configuration: dict[str, Any]) -> Iterator[Service]:
    """One task of a definition, in a cluster that is there."""
    ecs = server.client("ecs")
    ecs.create_service(
        cluster=made.cluster,
        serviceName=made.name,
        taskDefinition=definition,
        desiredCount=1,
        launchType="FARGATE",
        networkConfiguration=default_network(server),
        deploymentConfiguration=configuration,
    )
    yield made
    ecs.delete_service(cluster=made.cluster, service=made.name, force=True)


def test_leaves_what_stalls_unfinished_until_it_is_let_go(emulator: Server) -> None:
    mark(emulator, DIGEST, "PUT", "stalls")
    with create_service(emulator, "stalled") as service:
        deploy(emulator, service)
        for _ in range(4):
            assert states(describe(emulator, service))[0] == ("PRIMARY", "2", "IN_PROGRESS")
        emulator.client("ecs").update_service(cluster=service.cluster, service=service.name, desiredCount=3)
        assert len(describe(emulator, service)["deployments"]) == 2
        mark(emulator, DIGEST, "DELETE")
        assert states(describe(emulator, service)) == [("PRIMARY", "2", "COMPLETED")]


def test_refuses_an_unknown_revision_and_goes_on_as_before(emulator: Server) -> None:
    with create_service(emulator, "unknown-revision") as service:
        before = states(describe(emulator, service))
        with refused("ClientException"):
            emulator.client("ecs").update_service(
                cluster=service.cluster, service=service.name, taskDefinition=f"{service.cluster}:99"
            )
        assert states(describe(emulator, service)) == before


def test_knows_two_marks(emulator: Server) -> None:
    with pytest.raises(HTTPError):
        mark(emulator, DIGEST, "PUT", "explodes")
