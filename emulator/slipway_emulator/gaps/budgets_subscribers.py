"""Budgets: who is told.

Missing in moto: DescribeSubscribersForNotification (answered with 500, though CreateBudget keeps the subscribers).
AWS answers NotFoundException for a budget or a notification that does not exist.
"""

import json
from typing import Any

from moto.budgets.exceptions import NotFoundException
from moto.budgets.models import Notification
from moto.budgets.responses import BudgetsResponse

from slipway_emulator.gaps.budgets_lookup import find_budget
from slipway_emulator.gaps.extend import add_method


def close() -> None:
    """Answer the call from what moto keeps."""
    add_method(BudgetsResponse, "describe_subscribers_for_notification", _describe_subscribers_for_notification)


def _describe_subscribers_for_notification(response: BudgetsResponse) -> str:
    budget = find_budget(response, response._get_param("AccountId"), response._get_param("BudgetName"))
    wanted = _identity(response._get_param("Notification"))
    for notification in budget.notifications:
        if _identity(notification.details) == wanted:
            return json.dumps({"Subscribers": _subscribers(notification)})
    raise NotFoundException(
        f"Unable to get subscribers - the notification doesn't exist in {budget.budget['BudgetName']}."
    )


def _identity(notification: dict[str, Any]) -> tuple[str, str, float, str]:
    """What AWS tells notifications of one budget apart by; the threshold type has a default."""
    return (
        notification["NotificationType"],
        notification["ComparisonOperator"],
        float(notification["Threshold"]),
        notification.get("ThresholdType") or "PERCENTAGE",
    )


def _subscribers(notification: Notification) -> Any:
    return notification.subscribers
