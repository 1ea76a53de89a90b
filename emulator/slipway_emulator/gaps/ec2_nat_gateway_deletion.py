"""EC2: what a NAT gateway leaves.

Wrong in moto: DeleteNatGateway leaves the gateway's network interface, with the VPC's default security group on it, and
the association of its elastic IP; an unknown gateway is answered with 500. AWS removes both, and answers
NatGatewayNotFound.
"""

from collections.abc import Callable

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.models.nat_gateways import NatGateway

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Give the elastic IP back and remove the network interface with the gateway."""
    extend_method(EC2Backend, "delete_nat_gateway", _delete_nat_gateway)


def _delete_nat_gateway(
    original: Callable[[EC2Backend, str], NatGateway], backend: EC2Backend, nat_gateway_id: str
) -> NatGateway:
    existing = backend.nat_gateways.get(nat_gateway_id)
    if existing is None:
        raise EC2ClientError("NatGatewayNotFound", f"The Nat Gateway {nat_gateway_id} was not found")
    nat_gateway = original(backend, nat_gateway_id)
    for address in backend.addresses:
        if address.eni is nat_gateway._eni:
            backend.disassociate_address(association_id=address.association_id)
    backend.enis.pop(nat_gateway._eni.id, None)
    return nat_gateway
