"""Auto Scaling: what a group may be, and what it keeps.

Missing in moto: a group takes any name, bounds, image, profile, network and target group, forgets its lifecycle hooks,
maintenance policy and warmup, does not change its cooldown, and goes with its instances when nobody forces it. AWS
tries a template's launch before it makes or changes a group (EC2 Auto Scaling API Reference, CreateAutoScalingGroup,
UpdateAutoScalingGroup, DeleteAutoScalingGroup; user guide, "Troubleshoot launch templates"). No instance runs here: it
is a record that is in service at once, and no hook holds it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.elbv2.exceptions import TargetGroupNotFoundError
from moto.iam.exceptions import NotFoundException
from moto.iam.models import iam_backends

from slipway_emulator.gaps.extend import extend_method

FURTHER = {
    "default_cooldown": "DefaultCooldown",
    "default_instance_warmup": "DefaultInstanceWarmup",
    "instance_maintenance_policy": "InstanceMaintenancePolicy",
}
"""Attributes of a group that AWS keeps, by what a request calls them."""


def close() -> None:
    """Moto's backend is not told all that a request says."""
    extend_method(AutoScalingResponse, "create_auto_scaling_group", _create)
    extend_method(AutoScalingResponse, "update_auto_scaling_group", _update)
    extend_method(AutoScalingResponse, "delete_auto_scaling_group", _delete)


def _create(original: Callable[..., ActionResult], response: AutoScalingResponse) -> ActionResult:
    backend = response.autoscaling_backend
    name = response._get_param("AutoScalingGroupName")
    if name in backend.autoscaling_groups:
        raise AutoscalingClientError("AlreadyExists", f"AutoScalingGroup by this name already exists - {name}")
    asked = response._get_params()
    _refuse_wrong_bounds(asked)
    _refuse_failing_launch(backend, asked.get("LaunchTemplate"), asked.get("VPCZoneIdentifier", ""))
    _refuse_wrong_target_groups(backend, asked)
    answer = original(response)
    _keep_further(backend.autoscaling_groups[name], asked)
    for hook in asked.get("LifecycleHookSpecificationList", []):
        backend.create_lifecycle_hook(
            name=hook["LifecycleHookName"],
            as_name=name,
            transition=hook["LifecycleTransition"],
            timeout=hook.get("HeartbeatTimeout"),
            result=hook.get("DefaultResult"),
        )
    return answer


def _update(original: Callable[..., ActionResult], response: AutoScalingResponse) -> ActionResult:
    backend = response.autoscaling_backend
    asked = response._get_params()
    group = backend.autoscaling_groups.get(asked.get("AutoScalingGroupName", ""))
    if group is not None:
        _refuse_wrong_bounds({"MinSize": group.min_size, "MaxSize": group.max_size, **asked})
        subnets = asked.get("VPCZoneIdentifier") or group.vpc_zone_identifier or ""
        _refuse_failing_launch(backend, asked.get("LaunchTemplate"), subnets)
    answer = original(response)
    if group is not None:
        _keep_further(group, asked)
    return answer


def _delete(original: Callable[..., ActionResult], response: AutoScalingResponse) -> ActionResult:
    backend = response.autoscaling_backend
    name = response._get_param("AutoScalingGroupName")
    group = backend.autoscaling_groups.get(name)
    if group is not None and group.instance_states and not response._get_bool_param("ForceDelete", False):
        raise AutoscalingClientError(
            "ResourceInUse",
            "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) "
            "still in the group.",
        )
    answer = original(response)
    for kept in (backend.lifecycle_hooks, backend.policies):
        for key in [key for key, each in kept.items() if each.auto_scaling_group_name == name]:
            del kept[key]
    return answer


def _keep_further(group: FakeAutoScalingGroup, asked: dict[str, Any]) -> None:
    for attribute, parameter in FURTHER.items():
        if parameter in asked:
            setattr(group, attribute, asked[parameter])


def _refuse_wrong_bounds(asked: dict[str, Any]) -> None:
    least, most = int(asked.get("MinSize", 0)), int(asked.get("MaxSize", 0))
    if least > most:
        raise ValidationError(f"Max bound, {most}, must be greater than or equal to min bound, {least}")
    desired = asked.get("DesiredCapacity")
    if desired is not None and not least <= int(desired) <= most:
        raise ValidationError(
            f"Desired capacity:{desired} must be between the specified min size:{least} and max size:{most}"
        )


def _refuse_failing_launch(backend: AutoScalingBackend, asked: dict[str, Any] | None, subnets: str) -> None:
    if not asked:
        return
    ec2 = backend.ec2_backend
    template = (
        ec2.get_launch_template(asked["LaunchTemplateId"])
        if "LaunchTemplateId" in asked
        else ec2.get_launch_template_by_name(asked["LaunchTemplateName"])
    )
    data = template.get_version(asked.get("Version") or "$Default").data
    for fault in _faults_of_launch(backend, data, subnets.split(",")):
        raise ValidationError(f"You must use a valid fully-formed launch template. {fault}")


def _faults_of_launch(backend: AutoScalingBackend, data: dict[str, Any], subnet_ids: list[str]) -> Iterator[str]:
    ec2 = backend.ec2_backend
    image_id = data.get("ImageId")
    if image_id not in ec2.amis:
        yield f"The image id '[{image_id}]' does not exist"
    profile = data.get("IamInstanceProfile", {})
    if profile and not _profile_is_there(backend, profile):
        yield f"Value ({next(iter(profile.values()))}) for parameter iamInstanceProfile is invalid"
    vpcs = {subnet.vpc_id for subnet in ec2.describe_subnets(subnet_ids=subnet_ids)}
    if len(vpcs) > 1:
        yield "The subnets are of several VPCs"
    interfaces = data.get("NetworkInterfaces", [])
    named = [*data.get("SecurityGroupIds", []), *(group for each in interfaces for group in each.get("Groups", []))]
    for group_id in named:
        group = ec2.get_security_group_from_id(group_id)
        if group is None:
            yield f"The security group '{group_id}' does not exist"
        elif group.vpc_id not in vpcs:
            yield f"Security group {group_id} and subnet {subnet_ids[0]} belong to different networks."


def _profile_is_there(backend: AutoScalingBackend, profile: dict[str, str]) -> bool:
    iam = iam_backends[backend.account_id][backend.partition]
    try:
        if "Arn" in profile:
            return bool(iam.get_instance_profile_by_arn(profile["Arn"]).roles)
        return bool(iam.get_instance_profile(profile["Name"]).roles)
    except NotFoundException:
        return False


def _refuse_wrong_target_groups(backend: AutoScalingBackend, asked: dict[str, Any]) -> None:
    """The user guide on load balancers: the target type is `instance`, and its VPC the group's."""
    subnets = backend.ec2_backend.describe_subnets(subnet_ids=asked.get("VPCZoneIdentifier", "").split(","))
    for arn in asked.get("TargetGroupARNs", []):
        try:
            [found] = backend.elbv2_backend.describe_target_groups(None, [arn], None)
        except TargetGroupNotFoundError as unknown:
            raise ValidationError(f"Provided Target Groups may not be valid: {arn}") from unknown
        if found.target_type != "instance" or any(found.vpc_id != subnet.vpc_id for subnet in subnets):
            raise ValidationError(f"Provided Target Groups may not be valid: {arn}")
