from collections.abc import Iterator
from typing import Any

import pytest

from tests.gaps.ecs_setup import Service, create_cluster, create_service, default_network, describe
from tests.gaps.network_setup import create_vpc
from tests.gaps.servicediscovery_setup import create_namespace
from tests.server import Server, refused

NAMESPACE = "connected.internal"
SETTING = "serviceConnectConfiguration"


def configuration(port_name: str = "web", namespace: str = NAMESPACE) -> dict[str, Any]:
    aliases = [{"port": 8080, "dnsName": "orders"}]
    return {
        "enabled": True,
        "namespace": namespace,
        "services": [{"portName": port_name, "discoveryName": "orders", "clientAliases": aliases}],
    }


def register_with_port(server: Server) -> str:
    registered = server.client("ecs").register_task_definition(
        family="connected",
        networkMode="awsvpc",
        containerDefinitions=[
            {"name": "agent", "image": "agent", "memory": 64, "portMappings": [{"name": "web", "containerPort": 8080}]}
        ],
    )
    arn: str = registered["taskDefinition"]["taskDefinitionArn"]
    return arn


def kept(server: Server, service: Service) -> Any:
    return describe(server, service)["deployments"][0].get(SETTING)


@pytest.fixture(scope="module")
def task_definition(emulator: Server) -> Iterator[str]:
    with create_namespace(emulator, NAMESPACE, create_vpc(emulator)):
        yield register_with_port(emulator)


def test_plain_moto_drops_the_configuration(plain_moto: Server) -> None:
    settings = {"taskDefinition": register_with_port(plain_moto), SETTING: configuration()}
    with create_service(plain_moto, "connected", **settings) as service:
        assert kept(plain_moto, service) is None


def test_keeps_the_configuration_and_reads_back_an_update(emulator: Server, task_definition: str) -> None:
    ecs = emulator.client("ecs")
    settings = {"taskDefinition": task_definition, SETTING: configuration()}
    with create_service(emulator, "connected", **settings) as service:
        assert kept(emulator, service) == configuration()
        named = {"cluster": service.cluster, "service": service.name}
        ecs.update_service(**named, taskDefinition=register_with_port(emulator), forceNewDeployment=True)
        assert kept(emulator, service) == configuration()
        ecs.update_service(**named, **{SETTING: {"enabled": False}})
        assert kept(emulator, service) == {"enabled": False}


def test_refuses_an_unknown_namespace_and_an_unknown_port(emulator: Server, task_definition: str) -> None:
    ecs = emulator.client("ecs")
    with create_cluster(emulator, "unconnected") as service:
        for code, wrong in (
            ("NamespaceNotFoundException", configuration(namespace="none.internal")),
            ("InvalidParameterException", configuration(port_name="none")),
        ):
            with refused(code):
                ecs.create_service(
                    cluster=service.cluster,
                    serviceName="wrong",
                    taskDefinition=task_definition,
                    networkConfiguration=default_network(emulator),
                    **{SETTING: wrong},
                )
    with create_service(emulator, "connected-later", taskDefinition=task_definition) as service:
        named = {"cluster": service.cluster, "service": service.name}
        with refused("InvalidParameterException"):
            ecs.update_service(**named, **{SETTING: configuration(port_name="none")})
        ecs.update_service(**named, **{SETTING: configuration()})
        assert kept(emulator, service) == configuration()
