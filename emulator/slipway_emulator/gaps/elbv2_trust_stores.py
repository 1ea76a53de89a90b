"""ELB: certificate authorities whose clients a listener lets in.

Missing in moto: the calls about trust stores (answered with 500). AWS reads the authorities from a bundle in S3 when a
store is made or modified, refuses a bundle that is not there or holds anything but certificates, and keeps a store that
a listener verifies its clients by (Elastic Load Balancing API Reference, CreateTrustStore, ModifyTrustStore and
DeleteTrustStore). Terraform's AWS provider waits until a new store is ACTIVE, and before it deletes one until no
listener is associated (terraform-provider-aws, internal/service/elbv2/trust_store.go); a new one is active once it is
described, as moto's load balancers are.
"""

import re
from collections.abc import Callable
from typing import Any

from cryptography.x509 import load_pem_x509_certificates
from moto.core.responses import ActionResult, EmptyResult
from moto.elbv2.exceptions import ELBClientError, ValidationError
from moto.elbv2.models import ELBv2Backend
from moto.elbv2.responses import ELBV2Response
from moto.moto_api._internal import mock_random
from moto.s3.exceptions import MissingBucket
from moto.s3.models import s3_backends

from slipway_emulator.gaps.extend import add_method, extend_method

Backend = ELBv2Backend
Response = ELBV2Response
TrustStore = dict[str, Any]

NAME = re.compile(r"(?=.{1,32}$)([a-zA-Z0-9]+-)*[a-zA-Z0-9]+")
MOST_ON_A_PAGE = 400


def close() -> None:
    """Answer the calls, and let trust stores have tags."""
    add_method(Response, "create_trust_store", _create)
    add_method(Response, "describe_trust_stores", _describe)
    add_method(Response, "modify_trust_store", _modify)
    add_method(Response, "delete_trust_store", _delete)
    add_method(Response, "describe_trust_store_associations", _describe_associations)
    extend_method(Backend, "_get_resource_by_arn", _get_resource_by_arn)


def trust_store(backend: Backend, arn: str) -> TrustStore:
    """One that is there."""
    store = _stores(backend).get(arn)
    if store is None:
        raise ELBClientError("TrustStoreNotFound", f"Trust store '{arn}' not found")
    return store


def _stores(backend: Backend) -> dict[str, TrustStore]:
    """By ARN; kept in the backend, where the inventory sees them."""
    stores: dict[str, TrustStore] = vars(backend).setdefault("trust_stores", {})
    return stores


def _create(response: Response) -> ActionResult:
    backend, request = response.elbv2_backend, response._get_params()
    name = request["Name"]
    if not NAME.fullmatch(name):
        raise ValidationError(f"Trust store name '{name}' must be 1 to 32 letters, digits and inner hyphens")
    if any(store["Name"] == name for store in _stores(backend).values()):
        raise ELBClientError("DuplicateTrustStoreName", f"A trust store with the name '{name}' already exists")
    owner = f"arn:{backend.partition}:elasticloadbalancing:{backend.region_name}:{backend.account_id}"
    store = {
        "Name": name,
        "TrustStoreArn": f"{owner}:truststore/{name}/{mock_random.get_random_hex(16)}",
        "Status": "CREATING",
        "NumberOfCaCertificates": _authorities(backend, request),
        "TotalRevokedEntries": 0,
    }
    _stores(backend)[store["TrustStoreArn"]] = store
    backend.tagging_service.tag_resource(store["TrustStoreArn"], request.get("Tags"))
    return ActionResult({"TrustStores": [store]})


def _modify(response: Response) -> ActionResult:
    backend, request = response.elbv2_backend, response._get_params()
    store = trust_store(backend, request["TrustStoreArn"])
    store["NumberOfCaCertificates"] = _authorities(backend, request)
    return ActionResult({"TrustStores": [store]})


def _authorities(backend: Backend, request: dict[str, Any]) -> int:
    """How many certificates the bundle holds."""
    bucket, key = request["CaCertificatesBundleS3Bucket"], request["CaCertificatesBundleS3Key"]
    version = request.get("CaCertificatesBundleS3ObjectVersion")
    try:
        found = s3_backends[backend.account_id][backend.partition].get_object(bucket, key, version)
    except MissingBucket:
        found = None
    content = getattr(found, "value", None)
    if content is None:
        raise ELBClientError("CaCertificatesBundleNotFound", f"CA certificates bundle s3://{bucket}/{key} not found")
    try:
        return len(load_pem_x509_certificates(content))
    except ValueError:
        raise ELBClientError(
            "InvalidCaCertificatesBundle", f"CA certificates bundle s3://{bucket}/{key} is no PEM file of certificates"
        ) from None


def _describe(response: Response) -> ActionResult:
    backend, request = response.elbv2_backend, response._get_params()
    arns, names = request.get("TrustStoreArns"), request.get("Names")
    listed = [trust_store(backend, arn) for arn in arns or _stores(backend)]
    if names:
        listed = [store for store in listed if store["Name"] in names]
        if len(listed) < len(names):
            raise ELBClientError("TrustStoreNotFound", "One or more trust stores not found")
    for store in listed:
        store["Status"] = "ACTIVE"
    return _page("TrustStores", "TrustStoreArn", listed, request)


def _delete(response: Response) -> ActionResult:
    backend, arn = response.elbv2_backend, response._get_param("TrustStoreArn")
    trust_store(backend, arn)
    if _associations(backend, arn):
        raise ELBClientError("TrustStoreInUse", f"Trust store '{arn}' is currently in use by a listener")
    del _stores(backend)[arn]
    backend.tagging_service.delete_all_tags_for_resource(arn)
    return EmptyResult()


def _describe_associations(response: Response) -> ActionResult:
    backend, request = response.elbv2_backend, response._get_params()
    trust_store(backend, request["TrustStoreArn"])
    listed = _associations(backend, request["TrustStoreArn"])
    return _page("TrustStoreAssociations", "ResourceArn", listed, request)


def _associations(backend: Backend, arn: str) -> list[dict[str, str]]:
    """The listeners that verify their clients by it."""
    return [
        {"ResourceArn": listener.arn}
        for balancer in backend.load_balancers.values()
        for listener in balancer.listeners.values()
        if vars(listener).get("mutual_authentication", {}).get("TrustStoreArn") == arn
    ]


def _page(name: str, key: str, listed: list[dict[str, Any]], request: dict[str, Any]) -> ActionResult:
    """From behind the marker, which is the key of the page's last."""
    keys = [each[key] for each in listed]
    start = keys.index(request["Marker"]) + 1 if request.get("Marker") in keys else 0
    end = start + int(request.get("PageSize") or MOST_ON_A_PAGE)
    return ActionResult({name: listed[start:end], "NextMarker": keys[end - 1] if end < len(keys) else None})


def _get_resource_by_arn(original: Callable[[Backend, str], Any], backend: Backend, arn: str) -> Any:
    return trust_store(backend, arn) if ":truststore/" in arn else original(backend, arn)
