"""KMS: who may change a key, and who is named.

Missing in moto: CreateKey and PutKeyPolicy take a policy that nobody could change again, and principals that do not
exist; a grant for an unknown key is answered with 500. AWS answers MalformedPolicyDocumentException unless the caller
says to bypass the check (API Reference, PutKeyPolicy, BypassPolicyLockoutSafetyCheck), and NotFoundException. Here the
account's root stands for the caller, and a statement with a condition admits nobody.
"""

import json
from fnmatch import fnmatchcase
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.iam.models import iam_backends
from moto.kms.responses import KmsResponse

from slipway_emulator.gaps.extend import look_first

Statement = dict[str, Any]
CHANGE = "kms:PutKeyPolicy"


def close() -> None:
    """Read the policy before it is kept."""
    look_first(KmsResponse, "create_key", _with_policy)
    look_first(KmsResponse, "put_key_policy", _with_policy)
    look_first(KmsResponse, "create_grant", _create_grant)


def _with_policy(response: KmsResponse) -> None:
    policy = response._get_param("Policy")
    if policy:
        statements = _listed(json.loads(policy).get("Statement", []))
        _refuse_unknown_principals(response, statements)
        if not response._get_param("BypassPolicyLockoutSafetyCheck"):
            _refuse_lock_out(response, statements)


def _create_grant(response: KmsResponse) -> None:
    key_id = response._get_param("KeyId")
    response._validate_cmk_id(key_id)


def _refuse_lock_out(response: KmsResponse, statements: list[Statement]) -> None:
    effects = {
        each["Effect"]
        for each in statements
        if "Condition" not in each
        and _names_account(response, each)
        and any(fnmatchcase(CHANGE.lower(), action.lower()) for action in _listed(each.get("Action", [])))
    }
    if effects != {"Allow"}:
        raise _malformed("The new key policy will not allow you to update the key policy in the future.")


def _names_account(response: KmsResponse, statement: Statement) -> bool:
    account_id = response.current_account
    everybody = ("*", account_id, f"arn:{response.partition}:iam::{account_id}:root")
    return any(principal in everybody for principal in _principals(statement))


def _refuse_unknown_principals(response: KmsResponse, statements: list[Statement]) -> None:
    roles = {role.arn for role in iam_backends[response.current_account][response.partition].roles.values()}
    here = f"arn:{response.partition}:iam::{response.current_account}:role/"
    named = {principal for each in statements for principal in _principals(each)}
    if any(principal.startswith(here) and principal not in roles for principal in named):
        raise _malformed("Policy contains a statement with one or more invalid principals.")


def _principals(statement: Statement) -> list[str]:
    principal = statement.get("Principal", [])
    return _listed(principal.get("AWS", []) if isinstance(principal, dict) else principal)


def _malformed(message: str) -> JsonRESTError:
    return JsonRESTError("MalformedPolicyDocumentException", message)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
