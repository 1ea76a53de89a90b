"""IAM: what a role or policy may be, and what it hangs on.

Missing in moto: roles with a boundary or a trusted role that is not there, policies and trust of any size, more than
ten policies a role, and the deletion of a policy that is attached or bounds a role. AWS answers NoSuchEntity,
MalformedPolicyDocument, LimitExceeded and DeleteConflict (IAM User Guide, "IAM and AWS STS quotas", white space is not
counted; API Reference, CreateRole, PutRolePolicy, AttachRolePolicy, DeletePolicy).
"""

import inspect
import json
from collections.abc import Callable
from typing import Any

from moto.iam.exceptions import (
    DeleteConflictException,
    LimitExceededException,
    MalformedPolicyDocument,
    NotFoundException,
)
from moto.iam.models import IAMBackend

from slipway_emulator.gaps.extend import extend_method, look_first

MOST_TRUST_CHARACTERS = 2048
MOST_INLINE_CHARACTERS = 10_240
MOST_MANAGED_CHARACTERS = 6144
MOST_POLICIES = 10


def close() -> None:
    """Count, and look for what is named."""
    extend_method(IAMBackend, "create_role", _create_role)
    look_first(IAMBackend, "update_assume_role_policy", _update_assume_role_policy)
    look_first(IAMBackend, "put_role_permissions_boundary", _put_role_permissions_boundary)
    look_first(IAMBackend, "put_role_policy", _put_role_policy)
    look_first(IAMBackend, "attach_role_policy", _attach_role_policy)
    look_first(IAMBackend, "create_policy", _create_policy)
    look_first(IAMBackend, "create_policy_version", _create_policy_version)
    look_first(IAMBackend, "delete_policy", _delete_policy)


def _create_role(original: Callable[..., Any], backend: IAMBackend, *args: Any, **kwargs: Any) -> Any:
    request = inspect.signature(original).bind(backend, *args, **kwargs).arguments
    _refuse_wrong_trust(backend, request["role_name"], request["assume_role_policy_document"])
    _refuse_unknown_boundary(backend, request["permissions_boundary"])
    return original(backend, *args, **kwargs)


def _update_assume_role_policy(backend: IAMBackend, role_name: str, trust: str) -> None:
    _refuse_wrong_trust(backend, role_name, trust)


def _put_role_permissions_boundary(backend: IAMBackend, role_name: str, boundary: str) -> None:
    _refuse_unknown_boundary(backend, boundary)


def _put_role_policy(backend: IAMBackend, role_name: str, policy_name: str, document: str) -> None:
    others = [text for name, text in backend.get_role(role_name).policies.items() if name != policy_name]
    if sum(map(_characters, [*others, document])) > MOST_INLINE_CHARACTERS:
        raise LimitExceededException(
            f"Maximum policy size of {MOST_INLINE_CHARACTERS} bytes exceeded for role {role_name}"
        )


def _attach_role_policy(backend: IAMBackend, policy_arn: str, role_name: str) -> None:
    attached = backend.get_role(role_name).managed_policies
    if policy_arn not in attached and len(attached) >= MOST_POLICIES:
        raise LimitExceededException(f"Cannot exceed quota for PoliciesPerRole: {MOST_POLICIES}")


def _create_policy(backend: IAMBackend, description: str, path: str, document: str, *further: Any) -> None:
    _refuse_long_policy(document)


def _create_policy_version(backend: IAMBackend, policy_arn: str, document: str, *further: Any) -> None:
    _refuse_long_policy(document)


def _delete_policy(backend: IAMBackend, policy_arn: str) -> None:
    roles = backend.roles.values()
    if any(policy_arn in role.managed_policies or role.permissions_boundary_arn == policy_arn for role in roles):
        raise DeleteConflictException("Cannot delete a policy attached to entities.")


def _refuse_long_policy(document: str) -> None:
    if _characters(document) > MOST_MANAGED_CHARACTERS:
        raise LimitExceededException(f"Cannot exceed quota for PolicySize: {MOST_MANAGED_CHARACTERS}")


def _refuse_unknown_boundary(backend: IAMBackend, boundary: str | None) -> None:
    if boundary and boundary not in backend.managed_policies:
        raise NotFoundException(f"Scope ARN: {boundary} does not exist or is not attachable.")


def _refuse_wrong_trust(backend: IAMBackend, role_name: str, trust: str) -> None:
    if _characters(trust) > MOST_TRUST_CHARACTERS:
        raise LimitExceededException(f"Cannot exceed quota for ACLSizePerRole: {MOST_TRUST_CHARACTERS}")
    known = {role.arn for role in backend.roles.values() if role.name != role_name}
    here = f"arn:{backend.partition}:iam::{backend.account_id}:role/"
    for principal in _trusted(trust):
        if principal.startswith(here) and principal not in known:
            raise MalformedPolicyDocument(f'Invalid principal in policy: "AWS":"{principal}"')


def _trusted(trust: str) -> list[str]:
    statements = _listed(json.loads(trust).get("Statement", []))
    principals = [each.get("Principal", {}) for each in statements]
    return [arn for each in principals if isinstance(each, dict) for arn in _listed(each.get("AWS", []))]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _characters(document: str) -> int:
    return len("".join(document.split()))
