"""EventBridge Scheduler: what a schedule says.

Missing in moto: it takes any expression, time zone, window and role, makes a second group of a name in place of the
first, and answers 500 for a group that is not there. AWS refuses a schedule that can never run as it says, also where
Scheduler may not assume the role.
"""

import json
import re
from typing import Any
from zoneinfo import available_timezones

from moto.core.exceptions import JsonRESTError
from moto.iam.models import iam_backends
from moto.scheduler.exceptions import ValidationException
from moto.scheduler.models import EventBridgeSchedulerBackend
from moto.utilities.utils import get_partition

from slipway_emulator.gaps.extend import look_first

Backend = EventBridgeSchedulerBackend

RATE = re.compile(r"rate\([1-9]\d* (minute|hour|day)s?\)")
AT = re.compile(r"at\(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\)")
CRON = re.compile(r"cron\(([^)]+)\)")
CRON_FIELDS = 6
PRINCIPAL = "scheduler.amazonaws.com"


def close() -> None:
    """Look at a schedule before it is kept."""
    look_first(Backend, "create_schedule", _refusing)
    look_first(Backend, "update_schedule", _refusing)
    look_first(Backend, "create_schedule_group", _create_schedule_group)


def _refusing(backend: Backend, **request: Any) -> None:
    backend.get_schedule_group(request["group_name"])
    fault = _fault(backend, request)
    if fault is not None:
        raise ValidationException(fault)


def _create_schedule_group(backend: Backend, name: str, tags: list[dict[str, str]]) -> None:
    if name in backend.schedule_groups:
        raise JsonRESTError("ConflictException", f"Schedule group {name} already exists.")


def _fault(backend: Backend, request: dict[str, Any]) -> str | None:
    expression, zone = request["schedule_expression"], request["schedule_expression_timezone"]
    window, target = request["flexible_time_window"], request["target"]
    known_zones = available_timezones()
    if not _is_expression(expression):
        return f"Invalid Schedule Expression {expression}."
    if zone and known_zones and zone not in known_zones:
        return f"Provided time zone {zone} is not valid."
    if (window["Mode"] == "FLEXIBLE") != ("MaximumWindowInMinutes" in window):
        return "MaximumWindowInMinutes is required for a flexible time window, and allowed for no other."
    if ":ecs:" in target["Arn"] and ":cluster/" in target["Arn"] and "EcsParameters" not in target:
        return "EcsParameters are required for a target that is an ECS cluster."
    if not _may_assume(backend, target["RoleArn"]):
        return "The execution role you provide must allow AWS EventBridge Scheduler to assume the role."
    return None


def _is_expression(expression: str) -> bool:
    """A cron expression says the day in the month or in the week, and `?` for the other."""
    cron = CRON.fullmatch(expression)
    if cron is None:
        return bool(RATE.fullmatch(expression) or AT.fullmatch(expression))
    fields = cron.group(1).split()
    return len(fields) == CRON_FIELDS and (fields[2] == "?") != (fields[4] == "?")


def _may_assume(backend: Backend, role_arn: str) -> bool:
    roles = iam_backends[backend.account_id][get_partition(backend.region_name)].roles.values()
    policies = [json.loads(role.assume_role_policy_document) for role in roles if role.arn == role_arn]
    return any(_allows(statement) for policy in policies for statement in policy["Statement"])


def _allows(statement: dict[str, Any]) -> bool:
    principal = statement.get("Principal")
    services = principal.get("Service", []) if isinstance(principal, dict) else []
    return statement["Effect"] == "Allow" and PRINCIPAL in ([services] if isinstance(services, str) else services)
