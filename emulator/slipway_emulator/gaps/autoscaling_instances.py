"""Auto Scaling: the instances of a group.

Missing in moto: an instance of a group is one of EC2's, without the template's security groups, of which interface,
volume and reservation stay behind when it is terminated. AWS removes them with it (EC2 User Guide, "Terminate Amazon
EC2 instances"). No instance runs here: it is a record of its group, in service and healthy at once, which keeps its
subnet and its security groups from being deleted.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from moto.autoscaling.models import FakeAutoScalingGroup, InstanceState
from moto.ec2.utils import random_instance_id

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Moto makes and ends them where the number that is wanted changes."""
    extend_method(FakeAutoScalingGroup, "set_desired_capacity", _set_desired_capacity)


def _set_desired_capacity(original: Callable[..., None], group: FakeAutoScalingGroup, new_capacity: int | None) -> None:
    wanted = (group.min_size if new_capacity is None else new_capacity) or 0
    group.desired_capacity = wanted
    backend = group.autoscaling_backend
    for state in group.instance_states[wanted:]:
        for arn in group.target_group_arns:
            backend.elbv2_backend.deregister_targets(arn, [{"Id": state.instance_id}])
    del group.instance_states[wanted:]
    while len(group.instance_states) < wanted:
        group.instance_states.append(_record(group, len(group.instance_states)))
    if group.name in backend.autoscaling_groups:
        backend.update_attached_target_groups(group.name)


def _record(group: FakeAutoScalingGroup, index: int) -> InstanceState:
    zone = group.availability_zones[index % len(group.availability_zones)]
    instance: Any = SimpleNamespace(
        id=random_instance_id(),
        instance_type=group.instance_type,
        placement=SimpleNamespace(zone=zone),
        autoscaling_group=group,
    )
    return InstanceState(instance, autoscaling_group=group)
