"""Who makes a request, and what limits them, read from moto's IAM and STS when the request is made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moto.iam.models import IAMBackend, Role, iam_backends
from moto.sts.models import AssumedRole, sts_backends

from slipway_emulator.authorization.api_request import GLOBAL, ApiRequest
from slipway_emulator.authorization.tags import tags_in

ADMINISTRATOR_KEY = "test"
ADMINISTRATOR = {"kind": "administrator"}


@dataclass(frozen=True)
class _SessionLimits:
    tags: Mapping[str, str]
    policy_arns: tuple[str, ...]


class Sessions:
    """The sessions of assumed roles; moto keeps them, but for their tags and the policies that were passed by ARN."""

    def __init__(self, account_id: str) -> None:
        self._account_id = account_id
        self._limits: dict[str, _SessionLimits] = {}

    def caller(self, access_key: str) -> dict[str, Any] | None:
        """In the form in which the authorizer is asked; None for a key that nobody was given."""
        if access_key == ADMINISTRATOR_KEY:
            return ADMINISTRATOR
        session = sts_backends[self._account_id][GLOBAL].get_assumed_role_from_access_key(access_key)
        return None if session is None else self._role_caller(session)

    def keep_limits(self, request: ApiRequest) -> None:
        """Of the session that AssumeRole has just given out."""
        session = sts_backends[self._account_id][GLOBAL].assumed_roles[-1]
        arns = tuple(policy["arn"] for policy in request.parameters.get("PolicyArns") or [])
        self._limits[session.access_key_id] = _SessionLimits(request.tags, arns)

    def _role_caller(self, session: AssumedRole) -> dict[str, Any]:
        iam = iam_backends[self._account_id][GLOBAL]
        role = iam.get_role_by_arn(session.role_arn)
        limits = self._limits.get(session.access_key_id, _SessionLimits({}, ()))
        attached = [_document(iam, arn) for arn in role.managed_policies]
        passed = [json.loads(session.policy)] if session.policy else []
        return {
            "kind": "role",
            "arn": session.arn,
            "roleArn": session.role_arn,
            "policies": [*(json.loads(policy) for policy in role.policies.values()), *attached],
            "boundary": _boundary(iam, role),
            "sessionPolicies": [*passed, *(_document(iam, arn) for arn in limits.policy_arns)],
            "principalTags": tags_in(role.tags),
            "sessionTags": limits.tags,
        }


def _boundary(iam: IAMBackend, role: Role) -> Any:
    return _document(iam, role.permissions_boundary_arn) if role.permissions_boundary_arn else None


def _document(iam: IAMBackend, arn: str) -> Any:
    """The version of a managed policy that is in force."""
    policy = iam.managed_policies[arn]
    (default,) = (version for version in policy.versions if version.is_default_version)
    return json.loads(default.document)
