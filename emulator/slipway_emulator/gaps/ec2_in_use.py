"""EC2: what cannot go while something uses it.

Missing in moto: DeleteSecurityGroup, DeleteSubnet, DeleteVpc, DetachInternetGateway and ReleaseAddress ask nobody. AWS
answers DependencyViolation while network interfaces (load balancers and running tasks have them), rules of other
groups, groups, gateways or mapped addresses are there, and InvalidIPAddress.InUse for an associated address (EC2 API
Reference, those actions; VPC User Guide, "Delete your VPC").
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from moto.autoscaling.models import autoscaling_backends
from moto.ec2.exceptions import DependencyViolationError, EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.models.security_groups import SecurityGroup
from moto.ecs.models import ecs_backends
from moto.elbv2.models import FakeLoadBalancer, elbv2_backends

from slipway_emulator.gaps.ec2_internet_access import connected_vpcs
from slipway_emulator.gaps.extend import extend_method, look_first


def close() -> None:
    """Ask before it goes."""
    extend_method(EC2Backend, "delete_security_group", _delete_security_group)
    look_first(EC2Backend, "delete_subnet", _delete_subnet)
    look_first(EC2Backend, "delete_vpc", _delete_vpc)
    look_first(EC2Backend, "detach_internet_gateway", _detach_internet_gateway)
    extend_method(EC2Backend, "release_address", _release_address)


def _delete_security_group(
    original: Callable[..., None], backend: EC2Backend, name: str | None = None, group_id: str | None = None
) -> None:
    if group_id and group_id in chain(_groups_in_use(backend), _groups_in_rules(backend, group_id)):
        raise DependencyViolationError(f"resource {group_id} has a dependent object")
    original(backend, name=name, group_id=group_id)


def _delete_subnet(backend: EC2Backend, subnet_id: str) -> None:
    if subnet_id in _subnets_in_use(backend):
        raise DependencyViolationError(f"The subnet '{subnet_id}' has dependencies and cannot be deleted.")


def _delete_vpc(backend: EC2Backend, vpc_id: str) -> None:
    groups = [group for group in backend.groups.get(vpc_id, {}).values() if group.name != "default"]
    if groups or vpc_id in connected_vpcs(backend):
        raise DependencyViolationError(f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")


def _detach_internet_gateway(backend: EC2Backend, internet_gateway_id: str, vpc_id: str) -> None:
    interfaces: list[Any] = [address.eni for address in backend.addresses if address.eni]
    mapped = [interface.subnet.vpc_id for interface in interfaces]
    public = [balancer.vpc_id for balancer in _load_balancers(backend) if balancer.scheme != "internal"]
    if vpc_id in (*mapped, *public):
        raise DependencyViolationError(
            f"Network {vpc_id} has some mapped public address(es). Please unmap those public address(es) before "
            "detaching the gateway."
        )


def _release_address(
    original: Callable[..., None], backend: EC2Backend, address: str | None = None, allocation_id: str | None = None
) -> None:
    for each in backend.addresses:
        if each.association_id and (each.allocation_id == allocation_id or each.public_ip == address):
            raise EC2ClientError("InvalidIPAddress.InUse", f"Address {each.public_ip} is in use.")
    original(backend, address=address, allocation_id=allocation_id)


def _load_balancers(backend: EC2Backend) -> list[FakeLoadBalancer]:
    return list(elbv2_backends[backend.account_id][backend.region_name].load_balancers.values())


def _task_networks(backend: EC2Backend) -> Iterator[dict[str, Any]]:
    """Subnets and groups of services whose tasks run."""
    for service in ecs_backends[backend.account_id][backend.region_name].services.values():
        if service.status == "ACTIVE" and service.desired_count:
            yield service.network_configuration.get("awsvpcConfiguration", {})


def _host_networks(backend: EC2Backend) -> Iterator[tuple[list[str], list[str]]]:
    """Subnets and groups of instances that an Auto Scaling group keeps."""
    for group in autoscaling_backends[backend.account_id][backend.region_name].autoscaling_groups.values():
        if group.instance_states and group.ec2_launch_template is not None:
            data = group.ec2_launch_template.get_version(group.launch_template_version).data
            interfaces = data.get("NetworkInterfaces", [])
            groups = [each for interface in interfaces for each in interface.get("Groups", [])]
            yield (group.vpc_zone_identifier or "").split(","), [*groups, *data.get("SecurityGroupIds", [])]


def _groups_in_use(backend: EC2Backend) -> Iterator[str]:
    for interface in backend.enis.values():
        yield from (group.id for group in interface.group_set)
    for balancer in _load_balancers(backend):
        yield from balancer.security_groups
    for network in _task_networks(backend):
        yield from network.get("securityGroups", [])
    for _, groups in _host_networks(backend):
        yield from groups


def _groups_in_rules(backend: EC2Backend, deleted_id: str) -> Iterator[str]:
    others: Iterator[SecurityGroup] = chain.from_iterable(groups.values() for groups in backend.groups.values())
    for group in others:
        for rule in (*group.ingress_rules, *group.egress_rules):
            if group.id != deleted_id:
                yield str((rule.source_group or {}).get("GroupId"))


def _subnets_in_use(backend: EC2Backend) -> Iterator[str]:
    for interface in backend.enis.values():
        yield interface.subnet.id
    for balancer in _load_balancers(backend):
        yield from (subnet.id for subnet in balancer.subnets)
    for network in _task_networks(backend):
        yield from network.get("subnets", [])
    for subnets, _ in _host_networks(backend):
        yield from subnets
