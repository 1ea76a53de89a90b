"""Budgets: who is told.

Missing in moto: DescribeSubscribersForNotification (answered with 500, though CreateBudget keeps the subscribers).
AWS answers NotFoundException for a budget or a notification that does not exist.
"""

import json

from moto.budgets.responses import BudgetsResponse

from slipway_emulator.gaps.budgets_lookup import find_budget, notification_of
from slipway_emulator.gaps.extend import add_method


def close() -> None:
    """Answer the call from what moto keeps."""
    add_method(BudgetsResponse, "describe_subscribers_for_notification", _describe_subscribers_for_notification)


def _describe_subscribers_for_notification(response: BudgetsResponse) -> str:
    budget = find_budget(response, response._get_param("AccountId"), response._get_param("BudgetName"))
    return json.dumps({"Subscribers": notification_of(budget, response._get_param("Notification")).subscribers})
