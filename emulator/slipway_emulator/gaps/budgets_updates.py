"""Budgets: what a budget may say, and its changes.

Missing in moto: UpdateBudget, CreateSubscriber, DeleteSubscriber, UpdateSubscriber and UpdateNotification (answered
with 500), and any look at the values. AWS answers InvalidParameterException for a unit that is no currency and for a
filter that it does not know (API Reference, Budget and Spend), CreationLimitExceededException for a second SNS topic
(Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications": one a notification) and for an
eleventh address, and NotFoundException for what is not there.
"""

import json
from typing import Any

from moto.budgets.exceptions import NotFoundException
from moto.budgets.models import Budget, Notification
from moto.budgets.responses import BudgetsResponse
from moto.core.exceptions import JsonRESTError
from moto.core.utils import unix_time

from slipway_emulator.gaps.budgets_lookup import find_budget, notification_of
from slipway_emulator.gaps.extend import add_method, look_first

Response = BudgetsResponse
Subscriber = dict[str, str]

MOST = {"SNS": 1, "EMAIL": 10}
FILTERS = {
    "AZ",
    "BillingEntity",
    "CostCategory",
    "InstanceType",
    "InvoicingEntity",
    "LegalEntity",
    "LinkedAccount",
    "Operation",
    "PurchaseType",
    "Region",
    "Service",
    "TagKeyValue",
    "UsageType",
    "UsageTypeGroup",
}


def close() -> None:
    """Look at the values, and answer the calls."""
    look_first(Response, "create_budget", _create_budget)
    look_first(Response, "create_notification", _create_notification)
    add_method(Response, "update_budget", _update_budget)
    add_method(Response, "update_notification", _update_notification)
    add_method(Response, "create_subscriber", _create_subscriber)
    add_method(Response, "delete_subscriber", _delete_subscriber)
    add_method(Response, "update_subscriber", _update_subscriber)


def _create_budget(response: Response) -> None:
    _refuse_wrong_budget(response._get_param("Budget"))
    for notification in response._get_param("NotificationsWithSubscribers") or []:
        _refuse_too_many(notification["Subscribers"])


def _create_notification(response: Response) -> None:
    _refuse_too_many(response._get_param("Subscribers"))


def _update_budget(response: Response) -> str:
    changed = response._get_param("NewBudget")
    budget = find_budget(response, response._get_param("AccountId"), changed["BudgetName"])
    _refuse_wrong_budget(changed)
    period = {"TimePeriod": budget.budget["TimePeriod"]}
    budget.budget = period | changed | {"LastUpdatedTime": unix_time()}
    return "{}"


def _update_notification(response: Response) -> str:
    notification_of(_budget(response), response._get_param("OldNotification")).details = response._get_param(
        "NewNotification"
    )
    return "{}"


def _create_subscriber(response: Response) -> str:
    notification = _notification(response)
    _keep(notification, [*_subscribers(notification), response._get_param("Subscriber")])
    return "{}"


def _delete_subscriber(response: Response) -> str:
    notification = _notification(response)
    _keep(notification, _without(_subscribers(notification), response._get_param("Subscriber")))
    return "{}"


def _update_subscriber(response: Response) -> str:
    notification = _notification(response)
    others = _without(_subscribers(notification), response._get_param("OldSubscriber"))
    _keep(notification, [*others, response._get_param("NewSubscriber")])
    return "{}"


def _budget(response: Response) -> Budget:
    return find_budget(response, response._get_param("AccountId"), response._get_param("BudgetName"))


def _notification(response: Response) -> Notification:
    return notification_of(_budget(response), response._get_param("Notification"))


def _subscribers(notification: Notification) -> list[Subscriber]:
    kept: Any = notification.subscribers
    return list(kept)


def _without(subscribers: list[Subscriber], gone: Subscriber) -> list[Subscriber]:
    if gone not in subscribers:
        raise NotFoundException(f"Unable to find the subscriber {gone['Address']}.")
    return [each for each in subscribers if each != gone]


def _keep(notification: Notification, subscribers: list[Subscriber]) -> None:
    _refuse_too_many(subscribers)
    vars(notification)["subscribers"] = subscribers


def _refuse_too_many(subscribers: list[Subscriber]) -> None:
    for kind, most in MOST.items():
        if sum(each["SubscriptionType"] == kind for each in subscribers) > most:
            raise JsonRESTError(
                "CreationLimitExceededException", f"A notification has at most {most} subscribers of the type {kind}."
            )


def _refuse_wrong_budget(budget: dict[str, Any]) -> None:
    unit = budget.get("BudgetLimit", {}).get("Unit", "USD")
    if budget["BudgetType"] == "COST" and unit != "USD":
        raise JsonRESTError("InvalidParameterException", f"Unit {unit} of the budget limit is not USD.")
    unknown = [name for name in budget.get("CostFilters") or {} if name not in FILTERS]
    if unknown:
        raise JsonRESTError("InvalidParameterException", f"Unknown cost filters: {json.dumps(unknown)}")
