from typing import Any
from urllib.error import HTTPError

import pytest

from tests.gaps.ecs_setup import Service, create_service, describe, register_task_definition
from tests.gaps.rollouts_setup import mark
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
    with create_service(emulator, "rolled-back") as service:
        assert states(deploy(emulator, service)) == [("PRIMARY", "2", "IN_PROGRESS"), ("ACTIVE", "1", "COMPLETED")]
        assert states(describe(emulator, service))[0] == ("PRIMARY", "2", "IN_PROGRESS")
        describe(emulator, service)
        failed = describe(emulator, service)
        assert states(failed) == [("PRIMARY", "1", "IN_PROGRESS"), ("ACTIVE", "2", "FAILED")]
        assert failed["taskDefinition"].endswith(":1")
        assert "tasks failed to start" in failed["events"][1]["message"]
        assert states(describe(emulator, service)) == [("PRIMARY", "1", "COMPLETED")]
    mark(emulator, DIGEST, "DELETE")


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
