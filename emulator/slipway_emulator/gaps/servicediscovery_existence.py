"""Cloud Map: what is there already, and what is still in use.

Missing in moto: it makes a second service of a name, and a service in a namespace that is not there, deletes a
namespace with its services in it and a service with its instances, and answers that an unknown service was deleted. AWS
refuses each.
"""

from collections.abc import Callable
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.servicediscovery.models import Service, ServiceDiscoveryBackend

from slipway_emulator.gaps.extend import extend_method, look_first


def close() -> None:
    """Look before something is made or deleted."""
    extend_method(ServiceDiscoveryBackend, "create_service", _create_service)
    look_first(ServiceDiscoveryBackend, "delete_service", _delete_service)
    look_first(ServiceDiscoveryBackend, "delete_namespace", _delete_namespace)


def _create_service(
    original: Callable[..., Service],
    backend: ServiceDiscoveryBackend,
    *,
    name: str,
    namespace_id: str | None,
    dns_config: dict[str, Any] | None,
    **request: Any,
) -> Service:
    named = namespace_id or (dns_config or {}).get("NamespaceId", "")
    backend.get_namespace(named)
    if any(service.name == name for service in _services_in(backend, named)):
        raise JsonRESTError("ServiceAlreadyExists", f"The service {name} exists in {named}.")
    return original(backend, name=name, namespace_id=named, dns_config=dns_config, **request)


def _delete_service(backend: ServiceDiscoveryBackend, service_id: str) -> None:
    if backend.get_service(service_id).instances:
        raise JsonRESTError("ResourceInUse", "Service contains registered instances; delete the instances first.")


def _delete_namespace(backend: ServiceDiscoveryBackend, namespace_id: str) -> None:
    if _services_in(backend, namespace_id):
        raise JsonRESTError("ResourceInUse", "Namespace contains services; delete the services first.")


def _services_in(backend: ServiceDiscoveryBackend, namespace_id: str) -> list[Service]:
    return [service for service in backend.services.values() if service.namespace_id == namespace_id]
