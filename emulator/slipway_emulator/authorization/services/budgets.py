"""Budgets, where two actions stand for most operations: Service Authorization Reference, "AWS Budget Service"."""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import GLOBAL, ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, all_of, each, named, on, tagging


def _known(request: ApiRequest, arn: str) -> Resource:
    budgets = request.moto("budgets", GLOBAL).budgets[arn.split(":")[4]]
    budget = budgets.get(arn.partition(":budget/")[2])
    return Resource(arn, vars(budget).get("tags", {}) if budget else {})


def _budget(request: ApiRequest) -> Iterable[Resource]:
    """Of all of them where a request names none."""
    parameters = request.parameters
    described = parameters.get("Budget") or parameters.get("NewBudget") or parameters
    name = described.get("BudgetName", "*")
    yield _known(request, f"arn:aws:budgets::{request.parameters['AccountId']}:budget/{name}")


modifies = on(_budget, action="budgets:ModifyBudget")

SERVICE = Service(
    "budgets",
    {
        "CreateBudget": all_of(modifies, tagging("budgets:TagResource", _budget)),
        **each(
            "CreateNotification CreateSubscriber DeleteBudget DeleteNotification DeleteSubscriber UpdateBudget"
            " UpdateNotification UpdateSubscriber",
            modifies,
        ),
        **each(
            "DescribeBudget DescribeBudgets DescribeNotificationsForBudget DescribeSubscribersForNotification",
            on(_budget, action="budgets:ViewBudget"),
        ),
        **each("ListTagsForResource TagResource UntagResource", on(named(_known, "ResourceARN"))),
    },
)
