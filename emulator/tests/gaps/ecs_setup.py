"""A small ECS service with its cluster and task definition, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.server import Server


@dataclass(frozen=True)
class Service:
    """Where a service of a test is."""

    cluster: str
    name: str
    task_definition_arn: str


@contextmanager
def create_cluster(server: Server, name: str) -> Iterator[Service]:
    """A cluster with the Fargate capacity providers and a task definition, and no service yet."""
    ecs = server.client("ecs")
    ecs.create_cluster(clusterName=name, capacityProviders=["FARGATE", "FARGATE_SPOT"])
    yield Service(name, "agent", register_task_definition(server, name))
    ecs.delete_cluster(cluster=name)


@contextmanager
def create_service(server: Server, cluster: str, **settings: Any) -> Iterator[Service]:
    """A Fargate service of two tasks, unless the settings say otherwise."""
    ecs = server.client("ecs")
    with create_cluster(server, cluster) as service:
        ecs.create_service(
            **{
                "cluster": service.cluster,
                "serviceName": service.name,
                "taskDefinition": service.task_definition_arn,
                "desiredCount": 2,
                "networkConfiguration": default_network(server),
                **({} if "capacityProviderStrategy" in settings else {"launchType": "FARGATE"}),
                **settings,
            }
        )
        yield service
        ecs.delete_service(cluster=service.cluster, service=service.name, force=True)


def register_task_definition(server: Server, family: str, image: str = "agent", **settings: Any) -> str:
    """A revision of the family's definition, by ARN."""
    registered = server.client("ecs").register_task_definition(
        family=family,
        **{
            "requiresCompatibilities": ["FARGATE"],
            "networkMode": "awsvpc",
            "cpu": "256",
            "memory": "512",
            "containerDefinitions": [
                {"name": "agent", "image": image, "essential": True, "portMappings": [{"containerPort": 8080}]}
            ],
            **settings,
        },
    )
    arn: str = registered["taskDefinition"]["taskDefinitionArn"]
    return arn


def describe(server: Server, service: Service) -> Any:
    """The service, as ECS answers."""
    return server.client("ecs").describe_services(cluster=service.cluster, services=[service.name])["services"][0]


def default_network(server: Server) -> dict[str, Any]:
    """A subnet that came with the account."""
    subnet = server.client("ec2").describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])["Subnets"][
        0
    ]
    return {"awsvpcConfiguration": {"subnets": [subnet["SubnetId"]], "securityGroups": []}}
