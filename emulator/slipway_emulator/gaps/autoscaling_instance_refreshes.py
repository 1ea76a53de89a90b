"""Auto Scaling: instance refreshes.

Missing in moto: StartInstanceRefresh, DescribeInstanceRefreshes and CancelInstanceRefresh. AWS keeps them with the
group, and refuses a second one while one is under way (EC2 Auto Scaling API Reference, StartInstanceRefresh). Each
look is a step: one that was looked at has ended when it is looked at again.
"""

from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random

from slipway_emulator.gaps.extend import add_method

NEXT = {"Pending": "InProgress", "InProgress": "Successful", "Cancelling": "Cancelled"}


def close() -> None:
    """The three calls."""
    add_method(AutoScalingResponse, "start_instance_refresh", _start)
    add_method(AutoScalingResponse, "describe_instance_refreshes", _describe)
    add_method(AutoScalingResponse, "cancel_instance_refresh", _cancel)


def _start(response: AutoScalingResponse) -> ActionResult:
    refreshes = _refreshes(response)
    if _under_way(refreshes):
        raise AutoscalingClientError(
            "InstanceRefreshInProgress", "An Instance Refresh is already in progress and blocks the execution of this."
        )
    started = {
        "InstanceRefreshId": str(mock_random.uuid4()),
        "AutoScalingGroupName": response._get_param("AutoScalingGroupName"),
        "Status": "Pending",
        "Preferences": response._get_param("Preferences", {}),
    }
    refreshes.insert(0, started)
    return ActionResult({"InstanceRefreshId": started["InstanceRefreshId"]})


def _describe(response: AutoScalingResponse) -> ActionResult:
    refreshes = _refreshes(response)
    asked = response._get_param("InstanceRefreshIds", [])
    shown = [dict(each) for each in refreshes if not asked or each["InstanceRefreshId"] in asked]
    for each in refreshes:
        each["Status"] = NEXT.get(each["Status"], each["Status"])
    return ActionResult({"InstanceRefreshes": shown})


def _cancel(response: AutoScalingResponse) -> ActionResult:
    for refresh in _under_way(_refreshes(response)):
        refresh["Status"] = "Cancelling"
        return ActionResult({"InstanceRefreshId": refresh["InstanceRefreshId"]})
    raise AutoscalingClientError(
        "ActiveInstanceRefreshNotFound", "No in progress or pending Instance Refresh found for Auto Scaling group"
    )


def _under_way(refreshes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in refreshes if each["Status"] in NEXT]


def _refreshes(response: AutoScalingResponse) -> list[dict[str, Any]]:
    name = response._get_param("AutoScalingGroupName")
    group: FakeAutoScalingGroup | None = response.autoscaling_backend.autoscaling_groups.get(name)
    if group is None:
        raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found")
    kept: list[dict[str, Any]] = vars(group).setdefault("instance_refreshes", [])
    return kept
