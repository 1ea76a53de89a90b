from collections.abc import Iterator
from contextlib import contextmanager

from tests.gaps.network_setup import create_vpc
from tests.gaps.servicediscovery_setup import create_namespace, create_service
from tests.server import Server, refused


@contextmanager
def two_environments(server: Server) -> Iterator[tuple[str, str]]:
    """Two namespaces with a service of the same name."""
    with (
        create_namespace(server, "staging.internal", create_vpc(server)) as staging,
        create_namespace(server, "production.internal", create_vpc(server)) as production,
        create_service(server, "orders", staging),
        create_service(server, "orders", production),
    ):
        yield staging, production


def services(server: Server, namespace_id: str) -> list[str]:
    answer = server.client("servicediscovery").list_services(
        Filters=[{"Name": "NAMESPACE_ID", "Values": [namespace_id], "Condition": "EQ"}]
    )
    return [service["DnsConfig"]["NamespaceId"] for service in answer["Services"]]


def namespaces(server: Server, name: str, value: str, condition: str = "EQ") -> list[str]:
    answer = server.client("servicediscovery").list_namespaces(
        Filters=[{"Name": name, "Values": [value], "Condition": condition}]
    )
    return [namespace["Name"] for namespace in answer["Namespaces"]]


def test_plain_moto_ignores_the_filters(plain_moto: Server) -> None:
    with two_environments(plain_moto) as (staging, _):
        assert set(services(plain_moto, staging)) > {staging}


def test_answers_with_the_services_of_a_namespace(emulator: Server) -> None:
    with two_environments(emulator) as environments:
        for namespace_id in environments:
            assert services(emulator, namespace_id) == [namespace_id]
        assert services(emulator, "ns-none") == []


def test_answers_with_the_namespaces_of_a_name_or_type(emulator: Server) -> None:
    with two_environments(emulator):
        assert namespaces(emulator, "NAME", "staging.internal") == ["staging.internal"]
        assert namespaces(emulator, "NAME", "prod", "BEGINS_WITH") == ["production.internal"]
        assert {"staging.internal", "production.internal"} <= set(namespaces(emulator, "TYPE", "DNS_PRIVATE"))
        assert namespaces(emulator, "TYPE", "HTTP") == []


def test_refuses_an_unknown_condition(emulator: Server) -> None:
    with two_environments(emulator), refused("InvalidInput"):
        namespaces(emulator, "NAME", "staging.internal", "BETWEEN")
