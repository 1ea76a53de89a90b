"""ACM: certificates of which kind of key are listed.

Wrong in moto: ListCertificates answers with all of them where the request names no key types. AWS then lists RSA keys
of 1024 and 2048 bits alone, so that an imported certificate of another kind is not found by its domain, and refuses a
kind that it does not know.
"""

from collections.abc import Callable, Iterable
from typing import Any

from moto.acm.exceptions import AWSValidationException
from moto.acm.models import AWSCertificateManagerBackend, CertBundle

from slipway_emulator.gaps.extend import extend_method

LISTED_UNASKED = ["RSA_1024", "RSA_2048"]
KNOWN = {*LISTED_UNASKED, "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"}


def close() -> None:
    """Leave out what was not asked for."""
    extend_method(AWSCertificateManagerBackend, "list_certificates", _list_certificates)


def _list_certificates(
    original: Callable[..., Iterable[CertBundle]],
    backend: AWSCertificateManagerBackend,
    statuses: list[str],
    includes: dict[str, Any] | None,
) -> Iterable[CertBundle]:
    asked_for = {"keyTypes": LISTED_UNASKED} | (includes or {})
    if not KNOWN.issuperset(asked_for["keyTypes"]):
        raise AWSValidationException(f"The key types must be among {', '.join(sorted(KNOWN))}.")
    return original(backend, statuses, asked_for)
