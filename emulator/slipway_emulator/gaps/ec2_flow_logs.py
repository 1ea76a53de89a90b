"""EC2: where flow logs go.

Missing in moto: CreateFlowLogs takes a role that is not there or that flow logs cannot assume. AWS lists the resource
as unsuccessful (EC2 API Reference, CreateFlowLogs; VPC User Guide, "IAM role for publishing flow logs to CloudWatch
Logs"); where the log group is missing it delivers nothing and shows it as failed.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.ec2.models import EC2Backend
from moto.iam.models import iam_backends

from slipway_emulator.gaps.extend import extend_method

FLOW_LOGS = "vpc-flow-logs.amazonaws.com"
Answer = tuple[list[Any], list[Any]]


def close() -> None:
    """Look for the role first."""
    extend_method(EC2Backend, "create_flow_logs", _create_flow_logs)


def _create_flow_logs(original: Callable[..., Answer], backend: EC2Backend, **request: Any) -> Answer:
    role_arn = request.get("deliver_logs_permission_arn")
    if role_arn and not _is_assumable(backend, role_arn):
        message = f"Access denied for the role {role_arn}: it does not exist, or vpc-flow-logs may not assume it"
        return [], [(resource, "InvalidParameter", message) for resource in request["resource_ids"]]
    return original(backend, **request)


def _is_assumable(backend: EC2Backend, role_arn: str) -> bool:
    roles = iam_backends[backend.account_id][backend.partition].roles.values()
    return any(role.arn == role_arn and FLOW_LOGS in json.dumps(role.assume_role_policy_document) for role in roles)
