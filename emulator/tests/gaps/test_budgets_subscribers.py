from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.gaps.budgets_setup import NOTIFICATION, SUBSCRIBERS, create_budget
from tests.server import ACCOUNT_ID, Server, refused


def subscribers(server: Server, budget: str, notification: dict[str, Any]) -> Any:
    return server.client("budgets").describe_subscribers_for_notification(
        AccountId=ACCOUNT_ID, BudgetName=budget, Notification=notification
    )["Subscribers"]


def test_plain_moto_cannot_say_who_is_told(plain_moto: Server) -> None:
    create_budget(plain_moto, "told")
    with pytest.raises(ClientError):
        subscribers(plain_moto, "told", NOTIFICATION)


def test_says_who_is_told(emulator: Server) -> None:
    create_budget(emulator, "told")
    assert subscribers(emulator, "told", NOTIFICATION) == SUBSCRIBERS


def test_says_who_is_told_of_a_notification_that_was_added(emulator: Server) -> None:
    create_budget(emulator, "told-more")
    added = NOTIFICATION | {"NotificationType": "FORECASTED", "Threshold": 100.0}
    added_subscribers = [{"SubscriptionType": "EMAIL", "Address": "finance@example.com"}]
    emulator.client("budgets").create_notification(
        AccountId=ACCOUNT_ID, BudgetName="told-more", Notification=added, Subscribers=added_subscribers
    )
    assert subscribers(emulator, "told-more", added) == added_subscribers
    assert subscribers(emulator, "told-more", NOTIFICATION) == SUBSCRIBERS


def test_refuses_an_unknown_budget_and_an_unknown_notification(emulator: Server) -> None:
    create_budget(emulator, "told-nothing-else")
    with refused("NotFoundException"):
        subscribers(emulator, "none", NOTIFICATION)
    with refused("NotFoundException"):
        subscribers(emulator, "told-nothing-else", NOTIFICATION | {"Threshold": 81.0})
