"""S3: who may use a bucket.

Missing in moto: PutBucketPolicy keeps anything, be it no policy at all or one for another bucket, and does not heed the
public access block; a statement with a condition is applied to every call, so that a bucket which demands TLS refuses
its objects to everybody. AWS answers MalformedPolicy, and AccessDenied where BlockPublicPolicy meets a policy that lets
everybody in. Conditions cannot be weighed here: a statement that has one is kept and not applied.
"""

import json
from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

from moto.s3.exceptions import S3AccessDeniedError, S3ClientError
from moto.s3.models import FakeBucket, S3Backend

from slipway_emulator.gaps.extend import extend_method, look_first

Statement = dict[str, Any]

KEYS = ({"Effect"}, {"Principal", "NotPrincipal"}, {"Action", "NotAction"}, {"Resource", "NotResource"})
"""A statement has one of each."""


def close() -> None:
    """Look at a policy before it is kept, and apply what can be weighed."""
    look_first(S3Backend, "put_bucket_policy", _put_bucket_policy)
    extend_method(FakeBucket, "get_permission", _get_permission)


def lets_put(bucket: FakeBucket, service: str, key: str) -> bool:
    """Whether a service of AWS may write an object; what has a condition neither admits nor refuses it."""
    matching = [
        each
        for each in _statements(bucket.policy or b"{}") or []
        if "Condition" not in each
        and _is_for(each, service)
        and any(fnmatchcase("s3:PutObject", action) for action in _listed(each.get("Action", [])))
        and any(fnmatchcase(f"arn:aws:s3:::{bucket.name}/{key}", arn) for arn in _listed(each.get("Resource", [])))
    ]
    return {each["Effect"] for each in matching} == {"Allow"}


def _put_bucket_policy(backend: S3Backend, bucket_name: str, policy: bytes) -> None:
    bucket, statements = backend.get_bucket(bucket_name), _statements(policy)
    if not statements or not all(_is_statement(each) for each in statements):
        raise S3ClientError("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'")
    if not all(_is_of(bucket_name, resource) for each in statements for resource in _listed(each.get("Resource", []))):
        raise S3ClientError("MalformedPolicy", "Policy has invalid resource")
    block = bucket.public_access_block
    if block is not None and block.block_public_policy and any(_lets_everybody_in(each) for each in statements):
        raise S3AccessDeniedError


def _get_permission(
    original: Callable[[FakeBucket, str, str], Any], bucket: FakeBucket, action: str, resource: str
) -> Any:
    kept = bucket.policy
    if kept is None:
        return original(bucket, action, resource)
    unconditional = [each for each in _statements(kept) or [] if "Condition" not in each]
    bucket.policy = json.dumps({"Version": "2012-10-17", "Statement": unconditional}).encode()
    try:
        return original(bucket, action, resource)
    finally:
        bucket.policy = kept


def _statements(policy: bytes) -> list[Statement] | None:
    try:
        parsed = json.loads(policy)
    except ValueError:
        return None
    return _listed(parsed.get("Statement", [])) if isinstance(parsed, dict) else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_statement(statement: Any) -> bool:
    return isinstance(statement, dict) and all(len(keys & statement.keys()) == 1 for keys in KEYS)


def _is_for(statement: Statement, service: str) -> bool:
    principal = statement.get("Principal")
    return principal == "*" or (isinstance(principal, dict) and service in _listed(principal.get("Service", [])))


def _is_of(bucket_name: str, resource: str) -> bool:
    arn = f"arn:aws:s3:::{bucket_name}"
    return resource == arn or resource.startswith(f"{arn}/")


def _lets_everybody_in(statement: Statement) -> bool:
    return (
        statement["Effect"] == "Allow"
        and "Condition" not in statement
        and statement.get("Principal") in ("*", {"AWS": "*"}, {"AWS": ["*"]})
    )
