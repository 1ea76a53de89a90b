from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.gaps.ecs_setup import Service, create_service, describe, register_task_definition
from tests.gaps.rollouts_setup import marked
from tests.server import Server, refused

DIGEST = f"sha256:{'d' * 64}"
BREAKER = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}


def deployments(server: Server, service: Service, **filters: Any) -> Any:
    """The latest first, as Terraform's provider looks for them."""
    ecs = server.client("ecs")
    listed = ecs.list_service_deployments(cluster=service.cluster, service=service.name, **filters)
    arns = [each["serviceDeploymentArn"] for each in listed["serviceDeployments"]]
    return ecs.describe_service_deployments(serviceDeploymentArns=arns)["serviceDeployments"] if arns else []


def test_plain_moto_knows_no_deployments(plain_moto: Server) -> None:
    with create_service(plain_moto, "deployed") as service, pytest.raises(ClientError):
        deployments(plain_moto, service)


def test_finds_the_deployment_whose_revision_has_the_primary_ones_id(emulator: Server) -> None:
    before = datetime.now(tz=UTC) - timedelta(seconds=5)
    with create_service(emulator, "deployed") as service:
        (primary,) = describe(emulator, service)["deployments"]
        (found,) = deployments(emulator, service, createdAt={"after": before})
        assert primary["id"].split("/")[1] in found["targetServiceRevision"]["arn"]
        assert found["status"] == "SUCCESSFUL"
        assert deployments(emulator, service, createdAt={"after": before + timedelta(hours=1)}) == []
        assert deployments(emulator, service, status=["IN_PROGRESS"]) == []
        revision = found["targetServiceRevision"]["arn"]
        (described,) = emulator.client("ecs").describe_service_revisions(serviceRevisionArns=[revision])[
            "serviceRevisions"
        ]
        assert described["taskDefinition"] == service.task_definition_arn


def test_follows_a_deployment_to_its_rollback(emulator: Server) -> None:
    with (
        marked(emulator, DIGEST, "fails"),
        create_service(emulator, "followed", deploymentConfiguration=BREAKER) as made,
    ):
        describe(emulator, made)
        revision = register_task_definition(emulator, made.cluster, f"agent@{DIGEST}")
        emulator.client("ecs").update_service(cluster=made.cluster, service=made.name, taskDefinition=revision)
        statuses = []
        for _ in range(4):
            describe(emulator, made)
            statuses.append([each["status"] for each in deployments(emulator, made)])
        assert statuses[0] == ["IN_PROGRESS", "SUCCESSFUL"]
        assert statuses[-1] == ["ROLLBACK_SUCCESSFUL", "SUCCESSFUL"]


def test_refuses_an_unknown_service_and_names_what_is_missing(emulator: Server) -> None:
    ecs = emulator.client("ecs")
    with create_service(emulator, "known") as service:
        with refused("ServiceNotFoundException"):
            ecs.list_service_deployments(cluster=service.cluster, service="none")
        arn = "arn:aws:ecs:us-east-1:210987654321:service-deployment/known/agent/none"
        answer = ecs.describe_service_deployments(serviceDeploymentArns=[arn])
        assert answer["failures"] == [{"arn": arn, "reason": "MISSING"}]
