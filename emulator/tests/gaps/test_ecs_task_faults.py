import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.gaps.ecr_setup import create_repository, push
from tests.gaps.ecs_setup import create_cluster, create_service, describe, register_task_definition
from tests.gaps.network_setup import create_subnet, create_vpc
from tests.gaps.scheduler_setup import create_role
from tests.server import ACCOUNT_ID, REGION, Server

REGISTRY = f"{ACCOUNT_ID}.dkr.ecr.{REGION}.amazonaws.com"
Definition = dict[str, Any]


@contextmanager
def definition_of(server: Server, name: str) -> Iterator[Definition]:
    """All that a task may need, and all of it there."""
    secrets, logs, ssm = server.client("secretsmanager"), server.client("logs"), server.client("ssm")
    secret = secrets.create_secret(Name=name, SecretString=json.dumps({"token": "value"}))["ARN"]
    ssm.put_parameter(Name=f"/{name}", Value="value", Type="String")
    logs.create_log_group(logGroupName=f"/{name}")
    repository = create_repository(server, name)
    digest = push(server, repository, "first", name)
    with create_role(server, name, "ecs-tasks.amazonaws.com") as role:
        container = {
            "name": "agent",
            "memory": 64,
            "image": f"{REGISTRY}/{name}@{digest}",
            "secrets": [
                {"name": "TOKEN", "valueFrom": f"{secret}:token::"},
                {"name": "MODE", "valueFrom": f"/{name}"},
            ],
            "logConfiguration": {
                "logDriver": "awslogs",
                "options": {"awslogs-group": f"/{name}", "awslogs-region": REGION, "awslogs-stream-prefix": "agent"},
            },
        }
        yield {"executionRoleArn": role, "taskRoleArn": role, "containerDefinitions": [container]}
    secrets.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    logs.delete_log_group(logGroupName=f"/{name}")


def run(server: Server, name: str, definition: Definition) -> Any:
    """The task after two looks at it."""
    ec2, ecs, vpc_id = server.client("ec2"), server.client("ecs"), create_vpc(server)
    ec2.modify_vpc_attribute(VpcId=vpc_id, EnableDnsHostnames={"Value": True})
    subnet_id = create_subnet(server, vpc_id)
    arn = register_task_definition(server, name, **definition)
    with create_cluster(server, name):
        started = ecs.run_task(
            cluster=name,
            taskDefinition=arn,
            launchType="FARGATE",
            networkConfiguration={"awsvpcConfiguration": {"subnets": [subnet_id], "securityGroups": []}},
        )
        for _ in range(2):
            task = ecs.describe_tasks(cluster=name, tasks=[started["tasks"][0]["taskArn"]])["tasks"][0]
    return task


def other_image(definition: Definition, _name: str) -> None:
    definition["containerDefinitions"][0]["image"] += "0"


def other_key(definition: Definition, _name: str) -> None:
    secret = definition["containerDefinitions"][0]["secrets"][0]
    secret["valueFrom"] = secret["valueFrom"].replace(":token:", ":none:")


def other_parameter(definition: Definition, _name: str) -> None:
    definition["containerDefinitions"][0]["secrets"][1]["valueFrom"] = "/none"


def other_group(definition: Definition, _name: str) -> None:
    definition["containerDefinitions"][0]["logConfiguration"]["options"]["awslogs-group"] = "/none"


Fault = Callable[[Definition, str], None]
FAULTS: dict[str, tuple[Fault, str]] = {
    "image": (other_image, "CannotPullContainerError"),
    "key": (other_key, "did not contain json key none"),
    "parameter": (other_parameter, "invalid parameters: /none"),
    "log-group": (other_group, "The specified log group does not exist"),
}


def test_plain_moto_runs_whatever_is_missing(plain_moto: Server) -> None:
    with definition_of(plain_moto, "missing") as definition:
        other_image(definition, "missing")
        plain_moto.client("secretsmanager").delete_secret(SecretId="missing")
        assert "CannotPull" not in run(plain_moto, "missing", definition).get("stoppedReason", "")
        plain_moto.client("secretsmanager").restore_secret(SecretId="missing")


@pytest.mark.parametrize("fault", FAULTS)
def test_does_not_start_without(emulator: Server, fault: str) -> None:
    break_it, reason = FAULTS[fault]
    with definition_of(emulator, f"without-{fault}") as definition:
        break_it(definition, f"without-{fault}")
        task = run(emulator, f"without-{fault}", definition)
    assert (task["lastStatus"], task["stopCode"]) == ("STOPPED", "TaskFailedToStart")
    assert reason in task["stoppedReason"]
    assert "exitCode" not in task["containers"][0]


def test_does_not_start_without_the_secrets_value(emulator: Server) -> None:
    with definition_of(emulator, "valueless") as definition:
        secrets = emulator.client("secretsmanager")
        secrets.delete_secret(SecretId="valueless", ForceDeleteWithoutRecovery=True)
        made = secrets.create_secret(Name="valueless")
        definition["containerDefinitions"][0]["secrets"] = [{"name": "TOKEN", "valueFrom": made["ARN"]}]
        task = run(emulator, "valueless", definition)
    assert "ResourceInitializationError: unable to pull secrets" in task["stoppedReason"]


def test_does_not_start_under_a_role_of_another_service(emulator: Server) -> None:
    with create_role(emulator, "of-lambda", "lambda.amazonaws.com") as role:
        task = run(emulator, "of-lambda", {"executionRoleArn": role})
    assert "unable to assume the role" in task["stoppedReason"]


def test_starts_with_all_of_it(emulator: Server) -> None:
    with definition_of(emulator, "complete") as definition:
        task = run(emulator, "complete", definition)
    assert task["stopCode"] == "EssentialContainerExited"


def test_a_deployment_waits_for_what_its_tasks_lack(emulator: Server) -> None:
    with definition_of(emulator, "waiting") as definition:
        image = definition["containerDefinitions"][0]["image"].split("@")[0]
        definition["containerDefinitions"][0]["image"] = f"{image}:second"
        arn = register_task_definition(emulator, "waiting-service", **definition)
        with create_service(emulator, "waiting", taskDefinition=arn) as service:
            waiting = describe(emulator, service)
            assert (waiting["runningCount"], waiting["deployments"][0]["rolloutState"]) == (0, "IN_PROGRESS")
            assert "CannotPullContainerError" in waiting["events"][0]["message"]
            push(emulator, "waiting", "second", "other")
            arrived = describe(emulator, service)
            assert (arrived["runningCount"], arrived["deployments"][0]["rolloutState"]) == (2, "COMPLETED")
