"""Application Auto Scaling: from how many to how many.

Missing in moto: RegisterScalableTarget takes a minimum above the maximum. AWS answers ValidationException (API
Reference, RegisterScalableTarget), also where an update gives one of the two.
"""

import inspect
from collections.abc import Callable
from typing import Any

from moto.applicationautoscaling.exceptions import AWSValidationException
from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeScalableTarget

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Compare the two."""
    extend_method(ApplicationAutoscalingBackend, "register_scalable_target", _register_scalable_target)


def _register_scalable_target(
    original: Callable[..., FakeScalableTarget], backend: ApplicationAutoscalingBackend, *args: Any, **kwargs: Any
) -> FakeScalableTarget:
    request = inspect.signature(original).bind(backend, *args, **kwargs).arguments
    before = backend.targets.get(request["dimension"], {}).get(request["r_id"])
    lowest, highest = request["min_capacity"], request["max_capacity"]
    if before is not None:
        lowest = before.min_capacity if lowest is None else lowest
        highest = before.max_capacity if highest is None else highest
    if lowest is None or highest is None:
        raise AWSValidationException("Both MinCapacity and MaxCapacity must be specified for a new scalable target.")
    if lowest > highest:
        raise AWSValidationException(f"Maximum capacity {highest} cannot be less than minimum capacity {lowest}.")
    return original(backend, *args, **kwargs)
