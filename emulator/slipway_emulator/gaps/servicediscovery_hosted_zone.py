"""Cloud Map: the private hosted zone of a namespace.

Wrong in moto: the zone is called `NAME-hz`, belongs to no VPC and stays when its namespace is deleted, its id in the
namespace begins with `/hostedzone/` and is lost in an update, and a VPC can have one namespace only. On AWS the zone is
called as its namespace is, serves the namespace's VPC and ends with it, and a VPC has as many as there are names.
"""

from collections.abc import Callable
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.ec2.models import ec2_backends
from moto.route53.models import Route53Backend, route53_backends
from moto.servicediscovery.exceptions import InvalidInput
from moto.servicediscovery.models import Namespace, ServiceDiscoveryBackend
from moto.utilities.utils import get_partition

from slipway_emulator.gaps.extend import extend_method

ZONE_ID = "HostedZoneId"


def close() -> None:
    """Make the zone as AWS does, and let it end with its namespace."""
    extend_method(ServiceDiscoveryBackend, "create_private_dns_namespace", _create_private_dns_namespace)
    extend_method(ServiceDiscoveryBackend, "update_private_dns_namespace", _update_private_dns_namespace)
    extend_method(ServiceDiscoveryBackend, "delete_namespace", _delete_namespace)


def _create_private_dns_namespace(
    original: Callable[..., str], backend: ServiceDiscoveryBackend, *, name: str, vpc: str, **request: Any
) -> str:
    if vpc not in ec2_backends[backend.account_id][backend.region_name].vpcs:
        raise InvalidInput(f"The VPC {vpc} does not exist.")
    for namespace in backend.namespaces.values():
        if namespace.name == name and _serves(backend, namespace, vpc):
            raise JsonRESTError("NamespaceAlreadyExists", f"The namespace {name} exists in {vpc}.")
    operation_id = original(backend, name=name, vpc=vpc, **request)
    namespace = list(backend.namespaces.values())[-1]
    # By this, moto refuses a second namespace of the VPC.
    namespace.vpc = None
    zone = _zones(backend).get_hosted_zone(namespace.dns_properties[ZONE_ID])
    zone.name = f"{name}."
    zone.add_vpc(vpc, backend.region_name)
    for record in zone.rrsets:
        record.name = zone.name
    namespace.dns_properties[ZONE_ID] = zone.resource_id
    return operation_id


def _update_private_dns_namespace(
    original: Callable[..., str],
    backend: ServiceDiscoveryBackend,
    *,
    _id: str,
    description: str,
    properties: dict[str, Any] | None,
) -> str:
    before = backend.get_namespace(_id).dns_properties
    return original(backend, _id=_id, description=description, properties=before | (properties or {}))


def _delete_namespace(
    original: Callable[[ServiceDiscoveryBackend, str], str], backend: ServiceDiscoveryBackend, namespace_id: str
) -> str:
    namespace = backend.get_namespace(namespace_id)
    operation_id = original(backend, namespace_id)
    _zones(backend).zones.pop(namespace.dns_properties.get(ZONE_ID, ""), None)
    return operation_id


def _serves(backend: ServiceDiscoveryBackend, namespace: Namespace, vpc: str) -> bool:
    zone = _zones(backend).zones.get(namespace.dns_properties.get(ZONE_ID, ""))
    return zone is not None and any(association["vpc_id"] == vpc for association in zone.vpcs)


def _zones(backend: ServiceDiscoveryBackend) -> Route53Backend:
    return route53_backends[backend.account_id][get_partition(backend.region_name)]
