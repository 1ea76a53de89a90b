"""EC2: what the internet asks for: a gateway, and addresses.

Missing in moto: a NAT gateway is available in a VPC without internet gateway, and AllocateAddress knows no quota. On
AWS the gateway fails with Gateway.NotAttached (VPC User Guide, "Troubleshoot NAT gateways", "NAT gateway creation
fails"), and an account has five elastic IP addresses in a region (the same, "Amazon VPC quotas"): AddressLimitExceeded.
"""

from collections.abc import Callable
from typing import Any

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.models.nat_gateways import NatGateway

from slipway_emulator.gaps.extend import extend_method, look_first
from slipway_emulator.gaps.servicequotas_further import QUOTAS

MOST_ADDRESSES = QUOTAS["ec2", "L-0263D0A3"][1]


def close() -> None:
    """Look for the gateway, and count."""
    extend_method(EC2Backend, "create_nat_gateway", _create_nat_gateway)
    look_first(EC2Backend, "allocate_address", _allocate_address)


def connected_vpcs(backend: EC2Backend) -> set[str]:
    """Those with an internet gateway, by id."""
    gateways: list[Any] = list(backend.internet_gateways.values())
    return {gateway.vpc.id for gateway in gateways if gateway.vpc}


def _create_nat_gateway(
    original: Callable[..., NatGateway], backend: EC2Backend, *request: Any, **further: Any
) -> NatGateway:
    made = original(backend, *request, **further)
    if made.connectivity_type != "private" and made.vpc_id not in connected_vpcs(backend):
        made.state = "failed"
        message = f"Network {made.vpc_id} has no Internet gateway attached"
        vars(made).update(failure_code="Gateway.NotAttached", failure_message=message)
        for address in backend.addresses:
            if address.eni is made._eni:
                backend.disassociate_address(association_id=address.association_id)
        backend.enis.pop(made._eni.id, None)
    return made


def _allocate_address(backend: EC2Backend, *request: Any, **further: Any) -> None:
    if len(backend.addresses) >= MOST_ADDRESSES:
        raise EC2ClientError("AddressLimitExceeded", "The maximum number of addresses has been reached.")
