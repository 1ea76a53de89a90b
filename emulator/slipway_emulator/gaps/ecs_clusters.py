"""ECS: what a cluster holds, and where its tasks may run.

Missing in moto: DeleteCluster takes a cluster with its services, and PutClusterCapacityProviders providers that are not
there or leaves out one that a service runs on. AWS answers ClusterContainsServicesException, InvalidParameterException
and ResourceInUseException (API Reference, those actions).
"""

from typing import Any

from moto.ecs.exceptions import ECSException, InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend, Service

from slipway_emulator.gaps.extend import look_first

Backend = EC2ContainerServiceBackend
FARGATE = ("FARGATE", "FARGATE_SPOT")


def close() -> None:
    """Ask the services first."""
    look_first(Backend, "delete_cluster", _delete_cluster)
    look_first(Backend, "put_cluster_capacity_providers", _put_cluster_capacity_providers)


def _delete_cluster(backend: Backend, cluster_str: str) -> None:
    if _services(backend, cluster_str):
        raise ECSException(
            "ClusterContainsServicesException", "The Cluster cannot be deleted while Services are active."
        )


def _put_cluster_capacity_providers(
    backend: Backend, cluster_str: str, providers: list[str] | None, *further: Any
) -> None:
    known = {*FARGATE, *backend.capacity_providers}
    if not known.issuperset(providers or []):
        raise InvalidParameterException("The specified capacity provider was not found.")
    strategies = [vars(service).get("capacity_provider_strategy") or [] for service in _services(backend, cluster_str)]
    used = {each["capacityProvider"] for strategy in strategies for each in strategy}
    if used - set(providers or []):
        raise ECSException("ResourceInUseException", "The specified capacity provider is in use by a service.")


def _services(backend: Backend, cluster_str: str) -> list[Service]:
    name = backend._get_cluster(cluster_str).name
    return [each for each in backend.services.values() if each.cluster_name == name and each.status == "ACTIVE"]
