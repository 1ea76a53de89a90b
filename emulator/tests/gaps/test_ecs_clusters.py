from typing import Any

from tests.gaps.ecs_setup import create_service
from tests.server import Server, refused

SPOT = [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]


def put(server: Server, cluster: str, *providers: str) -> Any:
    return server.client("ecs").put_cluster_capacity_providers(
        cluster=cluster, capacityProviders=list(providers), defaultCapacityProviderStrategy=[]
    )["cluster"]


def test_plain_moto_deletes_a_cluster_with_its_services(plain_moto: Server) -> None:
    ecs = plain_moto.client("ecs")
    with create_service(plain_moto, "left-with-services") as service:
        put(plain_moto, service.cluster, "none")
        assert ecs.delete_cluster(cluster=service.cluster)["cluster"]["status"] == "INACTIVE"


def test_refuses_to_delete_a_cluster_while_services_are_in_it(emulator: Server) -> None:
    with create_service(emulator, "kept-with-services") as service, refused("ClusterContainsServicesException"):
        emulator.client("ecs").delete_cluster(cluster=service.cluster)


def test_refuses_unknown_providers_and_the_loss_of_one_in_use(emulator: Server) -> None:
    with create_service(emulator, "provided", capacityProviderStrategy=SPOT) as service:
        with refused("InvalidParameterException"):
            put(emulator, service.cluster, "FARGATE_SPOT", "none")
        with refused("ResourceInUseException"):
            put(emulator, service.cluster, "FARGATE")
        assert put(emulator, service.cluster, "FARGATE_SPOT")["capacityProviders"] == ["FARGATE_SPOT"]
