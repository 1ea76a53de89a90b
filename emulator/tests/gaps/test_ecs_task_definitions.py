from typing import Any

import pytest

from tests.gaps.ecs_setup import register_task_definition
from tests.gaps.scheduler_setup import create_role
from tests.server import ACCOUNT_ID, REGION, Server, refused

SECRET = {"name": "KEY", "valueFrom": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT_ID}:secret:key-a1b2c3"}
CHECK = {"command": ["CMD-SHELL", "exit 0"], "interval": 30, "timeout": 5, "retries": 3}
NOBODY = f"arn:aws:iam::{ACCOUNT_ID}:role/none"


def container(**settings: Any) -> list[dict[str, Any]]:
    return [{"name": "agent", "image": "agent", "essential": True, **settings}]


WRONG: dict[str, dict[str, Any]] = {
    "a size that does not exist": {"cpu": "256", "memory": "3072"},
    "no size": {"memory": "512", "cpu": ""},
    "secrets without a role": {"containerDefinitions": container(secrets=[SECRET])},
    "an image of ECR without a role": {
        "containerDefinitions": container(image=f"{ACCOUNT_ID}.dkr.ecr.{REGION}.amazonaws.com/agent:1")
    },
    "logs without a role": {
        "containerDefinitions": container(logConfiguration={"logDriver": "awslogs", "options": {"awslogs-group": "a"}})
    },
    "a check that is no command": {"containerDefinitions": container(healthCheck={"command": ["curl", "localhost"]})},
    "a check that never ends": {"containerDefinitions": container(healthCheck=CHECK | {"timeout": 61})},
    "waiting for the health of what checks nothing": {
        "containerDefinitions": [
            *container(dependsOn=[{"containerName": "proxy", "condition": "HEALTHY"}]),
            {"name": "proxy", "image": "proxy"},
        ]
    },
    "an unknown execution role": {"executionRoleArn": NOBODY},
    "an unknown task role": {"taskRoleArn": NOBODY},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_plain_moto_takes_it(plain_moto: Server, wrong: dict[str, Any]) -> None:
    register_task_definition(plain_moto, "wrong", **wrong)


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_refuses_it(emulator: Server, wrong: dict[str, Any]) -> None:
    with refused("ClientException"):
        register_task_definition(emulator, "wrong", **wrong)


def test_gives_values_back_in_the_form_of_aws(emulator: Server) -> None:
    variables = [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]
    with create_role(emulator, "execution", "ecs-tasks.amazonaws.com") as role:
        arn = register_task_definition(
            emulator,
            "given-back",
            executionRoleArn=role,
            containerDefinitions=container(
                environment=variables,
                secrets=[SECRET],
                linuxParameters={"initProcessEnabled": True, "capabilities": {"drop": ["ALL"]}},
                portMappings=[{"containerPort": 8080}],
            ),
        )
        described = emulator.client("ecs").describe_task_definition(taskDefinition=arn)["taskDefinition"]
    (given,) = described["containerDefinitions"]
    assert given["linuxParameters"] == {"initProcessEnabled": True, "capabilities": {"add": [], "drop": ["ALL"]}}
    assert given["portMappings"] == [{"containerPort": 8080, "hostPort": 8080, "protocol": "tcp"}]
    assert given["systemControls"] == []
    assert given["secrets"] == [SECRET]
    assert given["environment"] == variables[::-1]
    assert given["environment"] != variables


def test_registers_what_waits_for_a_container_that_checks_itself(emulator: Server) -> None:
    waiting = container(dependsOn=[{"containerName": "proxy", "condition": "HEALTHY"}])
    proxy = {"name": "proxy", "image": "proxy", "healthCheck": CHECK}
    arn = register_task_definition(emulator, "waiting", containerDefinitions=[*waiting, proxy])
    described = emulator.client("ecs").describe_task_definition(taskDefinition=arn)["taskDefinition"]
    assert described["containerDefinitions"][1]["healthCheck"] == CHECK


@pytest.mark.parametrize(("cpu", "memory"), [("256", "2048"), ("512", "1024"), ("4096", "30720"), ("16384", "122880")])
def test_registers_sizes_that_exist(emulator: Server, cpu: str, memory: str) -> None:
    register_task_definition(emulator, "sizes", cpu=cpu, memory=memory)
