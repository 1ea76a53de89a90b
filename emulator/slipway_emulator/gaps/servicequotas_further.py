"""Service Quotas: quotas of other services than VPC.

Missing in moto: it knows the quotas of VPC alone, and refuses the others as unknown. AWS answers with what every
account has until it asks for more.
"""

from collections.abc import Callable
from typing import Any

from moto.servicequotas.models import ServiceQuotasBackend

from slipway_emulator.gaps.extend import extend_method

QUOTAS = {
    ("ec2", "L-0263D0A3"): ("EC2-VPC Elastic IPs", 5.0),
    ("fargate", "L-3032A538"): ("Fargate On-Demand vCPU resource count", 6.0),
}


def close() -> None:
    """Answer for those that preflight asks for."""
    extend_method(ServiceQuotasBackend, "get_service_quota", _get_service_quota)


def _get_service_quota(
    original: Callable[..., dict[str, Any]], backend: ServiceQuotasBackend, service_code: str, quota_code: str
) -> dict[str, Any]:
    known = QUOTAS.get((service_code, quota_code))
    if known is None:
        return original(backend, service_code, quota_code)
    name, value = known
    return {
        "ServiceCode": service_code,
        "QuotaCode": quota_code,
        "QuotaName": name,
        "Value": value,
        "Adjustable": True,
        "GlobalQuota": False,
    }
