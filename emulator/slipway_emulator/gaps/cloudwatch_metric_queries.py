"""CloudWatch: the metrics and actions of an alarm.

Missing in moto: PutMetricAlarm takes metric queries of which none or two are watched, two of one name and expressions
over metrics that are not there, and actions that are no ARN. AWS refuses each with ValidationError.
"""

import re
from typing import Any

from moto.cloudwatch.exceptions import ValidationError
from moto.cloudwatch.models import CloudWatchBackend, MetricDataQuery

from slipway_emulator.gaps.extend import look_first

# A metric's id begins with a small letter; functions and operators are written in capitals.
REFERENCE = re.compile(r"\b[a-z][A-Za-z0-9_]*\b")
TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")
ACTIONS = ("alarm_actions", "ok_actions", "insufficient_data_actions")


def close() -> None:
    """Look at an alarm before it is kept."""
    look_first(CloudWatchBackend, "put_metric_alarm", _put_metric_alarm)


def _put_metric_alarm(backend: CloudWatchBackend, **alarm: Any) -> None:
    fault = _fault_of_queries(alarm.get("metric_data_queries") or []) or _fault_of_actions(alarm)
    if fault is not None:
        raise ValidationError(fault)


def _fault_of_queries(queries: list[MetricDataQuery]) -> str | None:
    names = [query.id for query in queries]
    if len(set(names)) < len(names):
        return "The values for parameter id in MetricDataQueries are not unique."
    if queries and [_is_watched(query) for query in queries].count(True) != 1:
        return "Exactly one element of the metrics list should return data."
    for query in queries:
        unknown = set(REFERENCE.findall(TEXT.sub("", query.expression or ""))) - set(names)
        if unknown:
            return f"Error in expression '{query.id}': Unknown metric id {min(unknown)}."
    return None


def _is_watched(query: MetricDataQuery) -> bool:
    """Where the request does not say, a query returns data."""
    return str(query.return_data).lower() != "false"


def _fault_of_actions(alarm: dict[str, Any]) -> str | None:
    for action in (action for name in ACTIONS for action in alarm.get(name) or []):
        if not action.startswith("arn:"):
            return f"Invalid arn syntax: {action}"
    return None
