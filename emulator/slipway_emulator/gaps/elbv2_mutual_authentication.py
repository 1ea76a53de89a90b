"""ELB: listeners that ask their clients for certificates.

Missing in moto: a listener forgets its `MutualAuthentication`. AWS keeps it for HTTPS listeners, says `off` where
nobody chose, names each setting of `verify`, and refuses a trust store that is not there or not ready (Elastic Load
Balancing API Reference, MutualAuthenticationAttributes, CreateListener and ModifyListener).
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.elbv2.exceptions import ELBClientError, ValidationError
from moto.elbv2.responses import ELBV2Response

from slipway_emulator.gaps.elbv2_trust_stores import trust_store
from slipway_emulator.gaps.extend import extend_method

Response = ELBV2Response
Settings = dict[str, Any]

OFF: Settings = {"Mode": "off"}
VERIFY: Settings = {"IgnoreClientCertificateExpiry": False, "AdvertiseTrustStoreCaNames": "off"}


def close() -> None:
    """Keep what listeners ask of clients."""
    extend_method(Response, "create_listener", _keep)
    extend_method(Response, "modify_listener", _keep)


def _keep(original: Callable[[Response], ActionResult], response: Response) -> ActionResult:
    asked: Settings = response._get_params().get("MutualAuthentication") or {}
    if asked.get("Mode") == "verify":
        _refuse_wrong_store(response, asked.get("TrustStoreArn"))
        asked = VERIFY | asked
    answer = original(response)
    (listener,) = answer.result["Listeners"]  # type: ignore[index]
    if listener.protocol == "HTTPS":
        listener.mutual_authentication = asked or vars(listener).get("mutual_authentication", OFF)
    return answer


def _refuse_wrong_store(response: Response, arn: str | None) -> None:
    if not arn:
        raise ValidationError("A trust store must be specified where the mode of mutual authentication is 'verify'")
    if trust_store(response.elbv2_backend, arn)["Status"] != "ACTIVE":
        raise ELBClientError("TrustStoreNotReady", f"Trust store '{arn}' is not active")
