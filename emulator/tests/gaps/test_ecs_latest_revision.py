from typing import Any

from tests.gaps.ecs_setup import register_task_definition
from tests.server import Server, refused


def latest_after_retiring(server: Server, family: str) -> Any:
    ecs = server.client("ecs")
    register_task_definition(server, family)
    ecs.deregister_task_definition(taskDefinition=register_task_definition(server, family))
    return ecs.describe_task_definition(taskDefinition=family)["taskDefinition"]["revision"]


def test_plain_moto_answers_with_a_retired_one(plain_moto: Server) -> None:
    assert latest_after_retiring(plain_moto, "latest") == 2


def test_answers_with_the_latest_active_one(emulator: Server) -> None:
    assert latest_after_retiring(emulator, "latest") == 1
    assert emulator.client("ecs").describe_task_definition(taskDefinition="latest:2")["taskDefinition"]["revision"] == 2


def test_goes_on_counting_after_a_retired_one(emulator: Server) -> None:
    latest_after_retiring(emulator, "counted")
    assert register_task_definition(emulator, "counted").endswith(":3")


def test_refuses_a_family_without_active_ones(emulator: Server) -> None:
    ecs = emulator.client("ecs")
    ecs.deregister_task_definition(taskDefinition=register_task_definition(emulator, "all-retired"))
    with refused("ClientException"):
        ecs.describe_task_definition(taskDefinition="all-retired")
