"""A monthly budget with one notification, for tests."""

from typing import Any

from tests.server import ACCOUNT_ID, Server

NOTIFICATION = {
    "NotificationType": "ACTUAL",
    "ComparisonOperator": "GREATER_THAN",
    "Threshold": 80.0,
    "ThresholdType": "PERCENTAGE",
}
SUBSCRIBERS = [{"SubscriptionType": "EMAIL", "Address": "platform@example.com"}]


def create_budget(server: Server, name: str) -> str:
    """Returns the budget's ARN."""
    budget: dict[str, Any] = {
        "BudgetName": name,
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": {"Amount": "300", "Unit": "USD"},
    }
    server.client("budgets").create_budget(
        AccountId=ACCOUNT_ID,
        Budget=budget,
        NotificationsWithSubscribers=[{"Notification": NOTIFICATION, "Subscribers": SUBSCRIBERS}],
        ResourceTags=[{"Key": "Owner", "Value": "platform"}, {"Key": "Environment", "Value": "staging"}],
    )
    return f"arn:aws:budgets::{ACCOUNT_ID}:budget/{name}"
