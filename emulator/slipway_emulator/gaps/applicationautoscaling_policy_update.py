"""Application Auto Scaling: an update of a scaling policy.

Wrong in moto: PutScalingPolicy of a policy that exists makes another one with another ARN, so that alarms which start
it point at nothing, and leaves the alarms of the first for good; a policy of an unregistered target is kept. AWS
changes the policy under its ARN and keeps its alarms, and answers ObjectNotFoundException where there is no target.
"""

from collections.abc import Callable
from typing import Any

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeApplicationAutoscalingPolicy
from moto.core.exceptions import JsonRESTError

from slipway_emulator.gaps.extend import extend_method

Policy = FakeApplicationAutoscalingPolicy


def close() -> None:
    """Keep what AWS keeps of the policy that was there."""
    extend_method(ApplicationAutoscalingBackend, "put_scaling_policy", _put_scaling_policy)


def _put_scaling_policy(
    original: Callable[..., Policy],
    backend: ApplicationAutoscalingBackend,
    policy_name: str,
    service_namespace: str,
    resource_id: str,
    scalable_dimension: str,
    policy_body: dict[str, Any],
    policy_type: str | None,
) -> Policy:
    _refuse_unregistered_target(backend, service_namespace, resource_id, scalable_dimension)
    key = Policy.formulate_key(service_namespace, resource_id, scalable_dimension, policy_name)
    before = backend.policies.get(key)
    after = original(backend, policy_name, service_namespace, resource_id, scalable_dimension, policy_body, policy_type)
    if before is not None:
        after.delete_alarms(backend.account_id, backend.region_name)
        for kept in ("_guid", "policy_arn", "creation_time", "alarms"):
            setattr(after, kept, getattr(before, kept))
    return after


def _refuse_unregistered_target(
    backend: ApplicationAutoscalingBackend, namespace: str, resource_id: str, dimension: str
) -> None:
    targets = backend.targets.get(dimension, {}).values()
    if not any(target.resource_id == resource_id and target.service_namespace == namespace for target in targets):
        raise JsonRESTError(
            "ObjectNotFoundException",
            f"No scalable target registered for service namespace: {namespace}, resource ID: {resource_id}, "
            f"scalable dimension: {dimension}",
        )
