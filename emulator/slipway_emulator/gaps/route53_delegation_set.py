"""Route 53: the name servers of a hosted zone.

Wrong in moto: CreateHostedZone makes a reusable delegation set too, which DeleteHostedZone leaves for good. On AWS a
zone's name servers are a reusable delegation set only where the request names one.
"""

from collections.abc import Callable
from typing import Any

from moto.route53.models import FakeZone, Route53Backend

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Keep the name servers in the zone alone."""
    extend_method(Route53Backend, "create_hosted_zone", _create_hosted_zone)


def _create_hosted_zone(
    original: Callable[..., FakeZone], backend: Route53Backend, *args: Any, **kwargs: Any
) -> FakeZone:
    reusable = dict(backend.delegation_sets)
    zone = original(backend, *args, **kwargs)
    if not kwargs.get("delegation_set_id"):
        backend.delegation_sets = reusable
    return zone
