"""EC2: what a network ACL outlives.

Wrong in moto: DeleteSubnet leaves the subnet's association with its network ACL, and DeleteVpc the VPC's default
network ACL, so that both stay in the account for good. AWS removes them, and refuses to delete a VPC that still has
another network ACL.
"""

from collections.abc import Callable

from moto.ec2.exceptions import DependencyViolationError
from moto.ec2.models import EC2Backend
from moto.ec2.models.subnets import Subnet
from moto.ec2.models.vpcs import VPC

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Remove the association with the subnet, and the default network ACL with the VPC."""
    extend_method(EC2Backend, "delete_subnet", _delete_subnet)
    extend_method(EC2Backend, "delete_vpc", _delete_vpc)


def _delete_subnet(original: Callable[[EC2Backend, str], Subnet], backend: EC2Backend, subnet_id: str) -> Subnet:
    subnet = original(backend, subnet_id)
    for network_acl in backend.network_acls.values():
        for association_id, association in list(network_acl._associations.items()):
            if association.subnet_id == subnet_id:
                del network_acl._associations[association_id]
    return subnet


def _delete_vpc(original: Callable[[EC2Backend, str], VPC], backend: EC2Backend, vpc_id: str) -> VPC:
    network_acls = [acl for acl in backend.network_acls.values() if acl.vpc_id == vpc_id]
    if not all(network_acl.default for network_acl in network_acls):
        raise DependencyViolationError(f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
    vpc = original(backend, vpc_id)
    for network_acl in network_acls:
        del backend.network_acls[network_acl.id]
    return vpc
