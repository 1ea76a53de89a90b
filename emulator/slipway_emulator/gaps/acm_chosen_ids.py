"""ACM: a certificate under an ARN that is known beforehand.

Missing in moto: the tag `_custom_id_`, by which its other resources get the id that a caller chooses. AWS makes every
id up, yet an account that has been in use holds a certificate whose ARN stands in a configuration; with the tag it is
put here, issued long ago. The tag itself is not kept, and an id that is taken is refused.
"""

from collections.abc import Callable
from typing import Any

from moto.acm.exceptions import AWSValidationException
from moto.acm.models import AWSCertificateManagerBackend
from moto.utilities.id_generator import TAG_KEY_CUSTOM_ID

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Move the certificate to where it was asked for."""
    extend_method(AWSCertificateManagerBackend, "request_certificate", _request_certificate)


def _request_certificate(
    original: Callable[..., str],
    backend: AWSCertificateManagerBackend,
    domain_name: str,
    idempotency_token: str | None,
    subject_alt_names: list[str],
    tags: list[dict[str, str]] | None,
    *further: Any,
) -> str:
    chosen = next((tag["Value"] for tag in tags or [] if tag["Key"] == TAG_KEY_CUSTOM_ID), None)
    kept = [tag for tag in tags or [] if tag["Key"] != TAG_KEY_CUSTOM_ID]
    made = original(backend, domain_name, idempotency_token, subject_alt_names, kept, *further)
    if chosen is None:
        return made
    certificate = backend._certificates.pop(made)
    certificate.status = "ISSUED"
    certificate.arn = f"{made.rsplit('/', 1)[0]}/{chosen}"
    if certificate.arn in backend._certificates:
        raise AWSValidationException(f"The certificate {chosen} is there already.")
    backend._certificates[certificate.arn] = certificate
    return certificate.arn
