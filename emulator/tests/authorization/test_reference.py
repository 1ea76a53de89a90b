"""The table against AWS's Service Authorization Reference, which is kept beside the evaluator's tests."""

import json
from pathlib import Path

from slipway_emulator.authorization.rules import anywhere
from slipway_emulator.authorization.services.registry import SERVICES
from tests.authorization.test_operations import ROWS

REFERENCE = Path(__file__).parents[3] / "test" / "helpers" / "iam" / "authorization-reference.json"
ACTIONS: dict[str, str] = json.loads(REFERENCE.read_text())["actions"]

WIDER = {
    "cloudwatch:GetMetricData": "a data set is one of few things that it reads",
    "cloudwatch:ListMetrics": "the same",
    "cloudwatch:PutMetricData": "the same",
    "ecs:ListTasks": "an instance is optional, and Fargate has none",
    "ecs:RegisterTaskDefinition": "people are denied on `*`",
    "servicediscovery:GetOperation": "the operation has an id of its own, which tells nothing of the namespace",
    "servicequotas:GetServiceQuota": "a quota is optional",
    "sns:GetSubscriptionAttributes": "a topic is optional",
    "sns:SetSubscriptionAttributes": "a topic is optional",
    "sns:Unsubscribe": "a topic is optional",
}
"""On `*`, although a resource can be named: who may do it on everything may do it on that too."""

NARROWER = {
    "logs:DescribeLogGroups": "people are denied on an empty group, which nothing but `*` is like",
    "servicediscovery:TagResource": "accepted as a doubt of the policies",
    "servicediscovery:UntagResource": "accepted as a doubt of the policies",
}
"""On an ARN, although the reference knows no resource."""


CALLED = {call for _, _, _, calls in ROWS for call in calls if not call[0].startswith("tag:")}
"""No policy speaks of tags in general, so the copy of the reference has none of their actions."""


def has_resource_types(action: str) -> bool:
    return ACTIONS[action].partition("|")[0].strip() != ""


def test_an_action_is_on_what_it_can_be_limited_to() -> None:
    wider = {action for action, resource in CALLED if resource == "*" and has_resource_types(action)}
    narrower = {action for action, resource in CALLED if resource != "*" and not has_resource_types(action)}
    assert wider <= WIDER.keys()
    assert narrower <= NARROWER.keys()


def test_what_is_anywhere_has_no_resource() -> None:
    actions = {
        f"{service.iam_prefix}:{operation}"
        for service in SERVICES
        for operation, calls in service.operations.items()
        if calls is anywhere and service.iam_prefix != "tag"
    }
    assert {action for action in actions if has_resource_types(action)} <= WIDER.keys()


def test_every_action_is_one() -> None:
    assert {action for action, _ in CALLED} - ACTIONS.keys() == set()
