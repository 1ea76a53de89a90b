from collections.abc import Iterator

import pytest

from tests.gaps.network_setup import create_vpc
from tests.gaps.servicediscovery_setup import create_namespace, create_service
from tests.server import Server, refused


@pytest.fixture(scope="module")
def namespace_id(emulator: Server) -> Iterator[str]:
    with create_namespace(emulator, "existing.internal", create_vpc(emulator)) as created:
        yield created


def test_plain_moto_makes_a_second_service_and_deletes_what_is_in_use(plain_moto: Server) -> None:
    client = plain_moto.client("servicediscovery")
    with create_namespace(plain_moto, "existing.internal", create_vpc(plain_moto)) as namespace_id:
        for _ in range(2):
            client.create_service(Name="orders", DnsConfig={"NamespaceId": namespace_id, "DnsRecords": []})
    assert len([service for service in client.list_services()["Services"] if service["Name"] == "orders"]) == 2


def test_refuses_a_second_service_of_a_name(emulator: Server, namespace_id: str) -> None:
    with create_service(emulator, "orders", namespace_id):
        with refused("ServiceAlreadyExists"), create_service(emulator, "orders", namespace_id):
            pass
        with create_service(emulator, "stock", namespace_id):
            pass
    with create_service(emulator, "orders", namespace_id):
        pass


def test_refuses_a_service_in_no_namespace(emulator: Server) -> None:
    with refused("NamespaceNotFound"), create_service(emulator, "orders", "ns-none"):
        pass


def test_refuses_to_delete_what_is_in_use(emulator: Server, namespace_id: str) -> None:
    client = emulator.client("servicediscovery")
    with create_service(emulator, "orders", namespace_id) as service_id:
        with refused("ResourceInUse"):
            client.delete_namespace(Id=namespace_id)
        client.register_instance(ServiceId=service_id, InstanceId="task", Attributes={"AWS_INSTANCE_IPV4": "10.1.0.9"})
        with refused("ResourceInUse"):
            client.delete_service(Id=service_id)
        client.deregister_instance(ServiceId=service_id, InstanceId="task")


def test_reads_back_an_update_until_the_service_is_deleted(emulator: Server, namespace_id: str) -> None:
    client = emulator.client("servicediscovery")
    with create_service(emulator, "orders", namespace_id) as service_id:
        client.update_service(Id=service_id, Service={"DnsConfig": {"DnsRecords": [{"Type": "A", "TTL": 15}]}})
        service = client.get_service(Id=service_id)["Service"]
        assert service["DnsConfig"]["DnsRecords"] == [{"Type": "A", "TTL": 15}]
        assert service["NamespaceId"] == namespace_id
    with refused("ServiceNotFound"):
        client.get_service(Id=service_id)
    with refused("ServiceNotFound"):
        client.delete_service(Id=service_id)
