"""Auto Scaling: lifecycle hooks and scaling policies.

Missing in moto: a hook and a policy of a group that is not there, a hook of any length, transition and result, somebody
else's queue and role on each hook, and a policy's state. AWS refuses the one and gives back what it was given (EC2 Auto
Scaling API Reference, PutLifecycleHook, PutScalingPolicy).
"""

from collections.abc import Callable
from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend, FakeScalingPolicy, LifecycleHook

from slipway_emulator.gaps.extend import extend_method

LEAST_SECONDS = 30
MOST_SECONDS = 7200
MOST_WAITS = 100
MOST_WAITED_SECONDS = 172_800
TRANSITIONS = ("autoscaling:EC2_INSTANCE_LAUNCHING", "autoscaling:EC2_INSTANCE_TERMINATING")
RESULTS = ("ABANDON", "CONTINUE")


def close() -> None:
    """Look at what is asked before it is kept."""
    extend_method(AutoScalingBackend, "create_lifecycle_hook", _create_lifecycle_hook)
    extend_method(AutoScalingBackend, "put_scaling_policy", _put_scaling_policy)


def _create_lifecycle_hook(
    original: Callable[..., LifecycleHook], backend: AutoScalingBackend, *, as_name: str, **asked: Any
) -> LifecycleHook:
    _refuse_unknown_group(backend, as_name)
    seconds = int(asked["timeout"] or 3600)
    if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise ValidationError(f"Heartbeat timeout must be between {LEAST_SECONDS} and {MOST_SECONDS} seconds")
    if asked["transition"] not in TRANSITIONS:
        raise ValidationError(f"Lifecycle transition {asked['transition']} is not valid")
    if (asked["result"] or "ABANDON") not in RESULTS:
        raise ValidationError(f"Default result {asked['result']} is not one of CONTINUE or ABANDON")
    hook = original(backend, as_name=as_name, **(asked | {"timeout": seconds}))
    hook.global_timeout = min(seconds * MOST_WAITS, MOST_WAITED_SECONDS)
    del hook.role_arn, hook.notification_target_arn
    return hook


def _put_scaling_policy(
    original: Callable[..., FakeScalingPolicy], backend: AutoScalingBackend, **asked: Any
) -> FakeScalingPolicy:
    _refuse_unknown_group(backend, asked["as_name"])
    policy = original(backend, **asked)
    vars(policy)["enabled"] = True
    if not policy.predictive_scaling_configuration:
        vars(policy)["predictive_scaling_configuration"] = None
    return policy


def _refuse_unknown_group(backend: AutoScalingBackend, name: str) -> None:
    if name not in backend.autoscaling_groups:
        raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found")
