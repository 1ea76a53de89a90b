"""A namespace of a VPC, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.server import Server


@contextmanager
def create_namespace(server: Server, name: str, vpc_id: str) -> Iterator[str]:
    """A private DNS namespace, by id."""
    client = server.client("servicediscovery")
    operation_id = client.create_private_dns_namespace(Name=name, Vpc=vpc_id, Description="first")["OperationId"]
    namespace_id: str = client.get_operation(OperationId=operation_id)["Operation"]["Targets"]["NAMESPACE"]
    try:
        yield namespace_id
    finally:
        client.delete_namespace(Id=namespace_id)


@contextmanager
def create_service(server: Server, name: str, namespace_id: str) -> Iterator[str]:
    """A service with A records, by id."""
    client = server.client("servicediscovery")
    records: dict[str, Any] = {"NamespaceId": namespace_id, "DnsRecords": [{"Type": "A", "TTL": 10}]}
    service_id: str = client.create_service(Name=name, DnsConfig=records)["Service"]["Id"]
    try:
        yield service_id
    finally:
        client.delete_service(Id=service_id)
