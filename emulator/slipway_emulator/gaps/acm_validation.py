"""ACM: when a certificate is issued, and when it may go.

Wrong in moto: a certificate is issued although its validation records stand nowhere, and deleted although a listener
uses it. AWS issues it once each record stands in a public zone (ACM User Guide, "DNS validation"; the zone's delegation
cannot be seen here), names in InUseBy the load balancers that use it, and refuses its deletion until none does (API
Reference, DeleteCertificate: ResourceInUseException).
"""

from collections.abc import Callable

from moto.acm.models import AWSCertificateManagerBackend, CertBundle
from moto.core.exceptions import AWSError
from moto.elbv2.models import elbv2_backends
from moto.route53.models import route53_backends

from slipway_emulator.gaps.extend import extend_method, look_first

Backend = AWSCertificateManagerBackend


def close() -> None:
    """Look for the records before a certificate is issued, and for listeners before it goes."""
    extend_method(Backend, "get_certificate", _get_certificate)
    look_first(Backend, "delete_certificate", _delete_certificate)


def _get_certificate(original: Callable[[Backend, str], CertBundle], backend: Backend, arn: str) -> CertBundle:
    known = backend._certificates.get(arn)
    if known is not None:
        known.in_use_by = _load_balancers_with(backend, arn)
        if known.status == "PENDING_VALIDATION" and not _is_validated(backend, known):
            return known
    return original(backend, arn)


def _delete_certificate(backend: Backend, arn: str) -> None:
    if arn in backend._certificates and _load_balancers_with(backend, arn):
        message = f"Certificate {arn} in account {backend.account_id} is in use."
        raise AWSError(message, exception_type="ResourceInUseException")


def _is_validated(backend: Backend, certificate: CertBundle) -> bool:
    zones = route53_backends[backend.account_id][backend.partition].zones.values()
    standing = {
        (record.name.rstrip("."), value.rstrip("."))
        for zone in zones
        if not zone.private_zone
        for record in zone.rrsets
        if record.type == "CNAME"
        for value in record.records or []
    }
    wanted = [option["ResourceRecord"] for option in certificate.describe()["Certificate"]["DomainValidationOptions"]]
    return all((each["Name"].rstrip("."), each["Value"].rstrip(".")) in standing for each in wanted)


def _load_balancers_with(backend: Backend, arn: str) -> list[str]:
    balancers = elbv2_backends[backend.account_id][backend.region_name].load_balancers.values()
    return [
        balancer.arn
        for balancer in balancers
        if any(arn in listener.certificates for listener in balancer.listeners.values())
    ]
