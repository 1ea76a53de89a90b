"""EC2 Auto Scaling: Service Authorization Reference, "Amazon EC2 Auto Scaling"."""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Call, Resource
from slipway_emulator.authorization.rules import Service, anywhere, call_on, each, makes, on, own_tag_facts
from slipway_emulator.authorization.tags import tags_in


def _group_named(request: ApiRequest, name: str) -> Resource:
    """One that is not there yet has no id."""
    group = request.moto("autoscaling").autoscaling_groups.get(name)
    if group is None:
        return Resource(request.arn(f"autoScalingGroup:*:autoScalingGroupName/{name}"))
    tags = tags_in(group.tags)
    return Resource(group.arn, tags, own_tag_facts("autoscaling", tags))


def _group(request: ApiRequest) -> Iterable[Resource]:
    return (_group_named(request, name) for name in request.texts("AutoScalingGroupName"))


def _tagged(request: ApiRequest) -> Iterable[Call]:
    for name in dict.fromkeys(tag["ResourceId"] for tag in request.parameters["Tags"]):
        yield call_on(request, _group_named(request, name))


SERVICE = Service(
    "autoscaling",
    {
        **each(
            "DescribeAutoScalingGroups DescribeAutoScalingInstances DescribeInstanceRefreshes DescribeLifecycleHooks"
            " DescribeLoadBalancerTargetGroups DescribePolicies DescribeScalingActivities DescribeTags"
            " DescribeTrafficSources DescribeWarmPool",
            anywhere,
        ),
        "CreateAutoScalingGroup": makes(_group, "autoscaling:CreateOrUpdateTags"),
        **each("CreateOrUpdateTags DeleteTags", _tagged),
        **each(
            "AttachLoadBalancerTargetGroups CancelInstanceRefresh CompleteLifecycleAction DeleteAutoScalingGroup"
            " DeleteLifecycleHook DeletePolicy DetachLoadBalancerTargetGroups PutLifecycleHook PutScalingPolicy"
            " ResumeProcesses SetDesiredCapacity StartInstanceRefresh SuspendProcesses UpdateAutoScalingGroup",
            on(_group),
        ),
    },
)
