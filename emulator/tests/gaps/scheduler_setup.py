"""A schedule that starts a task, for tests."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.server import ACCOUNT_ID, REGION, Server


@contextmanager
def create_role(server: Server, name: str, service: str = "scheduler.amazonaws.com") -> Iterator[str]:
    """A role that the service may assume, by ARN."""
    iam = server.client("iam")
    trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    arn: str = iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy)["Role"]["Arn"]
    try:
        yield arn
    finally:
        iam.delete_role(RoleName=name)


def schedule(role_arn: str, **settings: Any) -> dict[str, Any]:
    """A request for one that runs a job each working day."""
    arn = f"arn:aws:ecs:{REGION}:{ACCOUNT_ID}"
    parameters = {"TaskDefinitionArn": f"{arn}:task-definition/job"}
    return {
        "Name": "report",
        "ScheduleExpression": "cron(0 6 ? * MON-FRI *)",
        "ScheduleExpressionTimezone": "Europe/Madrid",
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "Target": {"Arn": f"{arn}:cluster/staging", "RoleArn": role_arn, "EcsParameters": parameters},
        **settings,
    }
