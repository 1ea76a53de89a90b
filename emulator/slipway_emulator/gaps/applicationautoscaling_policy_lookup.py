"""Application Auto Scaling: which policies are asked for.

Wrong in moto: DescribeScalingPolicies ignores PolicyNames, and answers for `service/staging/web-admin` with those of
`service/staging/web` too, as one name begins with the other. AWS answers with the policies of exactly that resource
and of these names, and refuses an unknown namespace.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Leave out what was not asked for."""
    extend_method(ApplicationAutoScalingResponse, "describe_scaling_policies", _describe_scaling_policies)


def _describe_scaling_policies(
    original: Callable[[ApplicationAutoScalingResponse], str], response: ApplicationAutoScalingResponse
) -> str:
    response._validate_params()
    answer: dict[str, Any] = json.loads(original(response))
    resource_id, names = response._get_param("ResourceId"), response._get_param("PolicyNames")
    policies = [
        policy
        for policy in answer["ScalingPolicies"]
        if resource_id in (None, policy["ResourceId"]) and (not names or policy["PolicyName"] in names)
    ]
    return json.dumps(answer | {"ScalingPolicies": policies})
