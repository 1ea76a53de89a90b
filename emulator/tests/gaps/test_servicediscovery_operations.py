from tests.gaps.network_setup import create_vpc
from tests.gaps.servicediscovery_setup import create_namespace
from tests.server import Server, refused


def operations_left(server: Server) -> int:
    return len([entry for entry in server.inventory() if entry["type"] == "Operation"])


def test_plain_moto_lists_what_was_done_among_the_resources(plain_moto: Server) -> None:
    before = operations_left(plain_moto)
    with create_namespace(plain_moto, "done.internal", create_vpc(plain_moto)):
        pass
    assert operations_left(plain_moto) > before


def test_keeps_a_record_and_no_resource(emulator: Server) -> None:
    client = emulator.client("servicediscovery")
    with create_namespace(emulator, "done.internal", create_vpc(emulator)) as namespace_id:
        updated = client.update_private_dns_namespace(Id=namespace_id, Namespace={"Description": "second"})
        operation = client.get_operation(OperationId=updated["OperationId"])["Operation"]
        assert (operation["Status"], operation["Targets"]) == ("SUCCESS", {"NAMESPACE": namespace_id})
        assert operation["Id"] in [each["Id"] for each in client.list_operations()["Operations"]]
    assert operations_left(emulator) == 0


def test_refuses_an_unknown_operation(emulator: Server) -> None:
    with refused("OperationNotFound"):
        emulator.client("servicediscovery").get_operation(OperationId="none")
