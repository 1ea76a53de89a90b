"""IAM: the policies that AWS manages.

Missing in moto: it knows all of them or none, and all of them take five seconds and 300 MB. Each is made when it is
first named, with AWS's own document (AWS Managed Policy Reference Guide).
"""

import json
from functools import cache
from typing import Any

from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, IAMBackend

from slipway_emulator.gaps.extend import look_first

PREFIX = "arn:aws:iam::aws:policy/"


def close() -> None:
    """Make it before it is looked for."""
    for name in ("attach_role_policy", "get_policy", "get_policy_version", "list_policy_versions"):
        look_first(IAMBackend, name, _know)


def _know(backend: IAMBackend, policy_arn: str, *_further: Any, **_named: Any) -> None:
    found = _documents().get(policy_arn.removeprefix(PREFIX)) if policy_arn.startswith(PREFIX) else None
    if found is None or policy_arn in backend.managed_policies:
        return
    name = policy_arn.removeprefix(PREFIX)
    policy = AWSManagedPolicy.from_data(name, backend.account_id, backend.region_name, found)
    backend.managed_policies[policy.arn] = policy


@cache
def _documents() -> dict[str, dict[str, Any]]:
    documents: dict[str, dict[str, Any]] = json.loads(aws_managed_policies_data)
    return documents
