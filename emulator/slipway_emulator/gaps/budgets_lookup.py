"""Finding a stored budget and its notifications, for the gap modules of that service."""

from typing import Any

from moto.budgets.exceptions import NotFoundException
from moto.budgets.models import Budget, Notification
from moto.budgets.responses import BudgetsResponse


def find_budget(response: BudgetsResponse, account_id: str, name: str) -> Budget:
    """The budget, or AWS's own error for one that does not exist."""
    budget = response.backend.budgets[account_id].get(name)
    if budget is None:
        raise NotFoundException(f"Unable to get budget: {name} - the budget doesn't exist.")
    return budget


def notification_of(budget: Budget, wanted: dict[str, Any]) -> Notification:
    """The notification, or AWS's own error for one that does not exist."""
    for notification in budget.notifications:
        if _identity(notification.details) == _identity(wanted):
            return notification
    raise NotFoundException(f"The notification doesn't exist in {budget.budget['BudgetName']}.")


def _identity(notification: dict[str, Any]) -> tuple[str, str, float, str]:
    """What AWS tells notifications of one budget apart by; the threshold type has a default."""
    return (
        notification["NotificationType"],
        notification["ComparisonOperator"],
        float(notification["Threshold"]),
        notification.get("ThresholdType") or "PERCENTAGE",
    )
