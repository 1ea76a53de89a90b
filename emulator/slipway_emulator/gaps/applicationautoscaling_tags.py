"""Application Auto Scaling: tags of a scalable target.

Missing in moto: ListTagsForResource, TagResource and UntagResource (answered with 500); RegisterScalableTarget drops
`Tags`. AWS keeps them until the target is deregistered, and answers ResourceNotFoundException for an ARN that is no
scalable target.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.applicationautoscaling.models import FakeScalableTarget
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.core.exceptions import JsonRESTError

from slipway_emulator.gaps.extend import add_method, extend_method


def close() -> None:
    """Answer the three calls, and keep the tags of a registration."""
    extend_method(ApplicationAutoScalingResponse, "register_scalable_target", _register_scalable_target)
    add_method(ApplicationAutoScalingResponse, "list_tags_for_resource", _list_tags_for_resource)
    add_method(ApplicationAutoScalingResponse, "tag_resource", _tag_resource)
    add_method(ApplicationAutoScalingResponse, "untag_resource", _untag_resource)


def _register_scalable_target(
    original: Callable[[ApplicationAutoScalingResponse], str], response: ApplicationAutoScalingResponse
) -> str:
    answer = original(response)
    target = _target(response, json.loads(answer)["ScalableTargetARN"])
    _tags_of(target).update(response._get_param("Tags") or {})
    return answer


def _list_tags_for_resource(response: ApplicationAutoScalingResponse) -> str:
    return json.dumps({"Tags": _tags_of(_requested_target(response))})


def _tag_resource(response: ApplicationAutoScalingResponse) -> str:
    _tags_of(_requested_target(response)).update(response._get_param("Tags"))
    return "{}"


def _untag_resource(response: ApplicationAutoScalingResponse) -> str:
    tags = _tags_of(_requested_target(response))
    for key in response._get_param("TagKeys"):
        tags.pop(key, None)
    return "{}"


def _requested_target(response: ApplicationAutoScalingResponse) -> FakeScalableTarget:
    return _target(response, response._get_param("ResourceARN"))


def _target(response: ApplicationAutoScalingResponse, arn: str) -> FakeScalableTarget:
    for targets_of_dimension in response.applicationautoscaling_backend.targets.values():
        for target in targets_of_dimension.values():
            if target.arn == arn:
                return target
    raise JsonRESTError("ResourceNotFoundException", f"The resource doesn't exist: {arn}")


def _tags_of(target: FakeScalableTarget) -> dict[str, Any]:
    tags: dict[str, Any] = target.__dict__.setdefault("tags", {})
    return tags
