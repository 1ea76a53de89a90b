"""Budgets: tags.

Missing in moto: ListTagsForResource, TagResource and UntagResource (answered with 500); CreateBudget drops
`ResourceTags`. AWS keeps them until the budget is deleted, and answers NotFoundException for an ARN that is no budget.
"""

import json
from collections.abc import Callable

from moto.budgets.models import Budget
from moto.budgets.responses import BudgetsResponse

from slipway_emulator.gaps.budgets_lookup import find_budget
from slipway_emulator.gaps.extend import add_method, extend_method


def close() -> None:
    """Answer the three calls, and keep the tags of a creation."""
    extend_method(BudgetsResponse, "create_budget", _create_budget)
    add_method(BudgetsResponse, "list_tags_for_resource", _list_tags_for_resource)
    add_method(BudgetsResponse, "tag_resource", _tag_resource)
    add_method(BudgetsResponse, "untag_resource", _untag_resource)


def _create_budget(original: Callable[[BudgetsResponse], str], response: BudgetsResponse) -> str:
    answer = original(response)
    budget = find_budget(response, response._get_param("AccountId"), response._get_param("Budget")["BudgetName"])
    _add_tags(budget, response._get_param("ResourceTags") or [])
    return answer


def _list_tags_for_resource(response: BudgetsResponse) -> str:
    tags = _tags_of(_requested_budget(response))
    return json.dumps({"ResourceTags": [{"Key": key, "Value": value} for key, value in tags.items()]})


def _tag_resource(response: BudgetsResponse) -> str:
    _add_tags(_requested_budget(response), response._get_param("ResourceTags"))
    return "{}"


def _untag_resource(response: BudgetsResponse) -> str:
    tags = _tags_of(_requested_budget(response))
    for key in response._get_param("ResourceTagKeys"):
        tags.pop(key, None)
    return "{}"


def _requested_budget(response: BudgetsResponse) -> Budget:
    """The budget of an ARN such as arn:aws:budgets::123456789012:budget/NAME."""
    arn: str = response._get_param("ResourceARN")
    account_id = arn.split(":")[4] if arn.count(":") >= 5 else ""
    return find_budget(response, account_id, arn.partition(":budget/")[2])


def _add_tags(budget: Budget, tags: list[dict[str, str]]) -> None:
    _tags_of(budget).update({tag["Key"]: tag["Value"] for tag in tags})


def _tags_of(budget: Budget) -> dict[str, str]:
    tags: dict[str, str] = budget.__dict__.setdefault("tags", {})
    return tags
