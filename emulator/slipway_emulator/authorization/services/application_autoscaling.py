"""Application Auto Scaling: Service Authorization Reference, "AWS Application Auto Scaling"."""

from collections.abc import Iterable
from typing import Any

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Facts, Resource
from slipway_emulator.authorization.rules import Service, anywhere, each, makes, on


def _known_targets(request: ApiRequest) -> Iterable[Any]:
    for by_resource in request.moto("applicationautoscaling").targets.values():
        yield from by_resource.values()


def _target(request: ApiRequest) -> Iterable[Resource]:
    """By what it scales; one that is not there yet has no id."""
    dimension, resource_id = (request.parameters[name] for name in ("ScalableDimension", "ResourceId"))
    facts: Facts = {
        "application-autoscaling:service-namespace": request.parameters["ServiceNamespace"],
        "application-autoscaling:scalable-dimension": dimension,
    }
    for target in _known_targets(request):
        if (target.scalable_dimension, target.resource_id) == (dimension, resource_id):
            yield Resource(target.arn, vars(target).get("tags", {}), facts)
            return
    yield Resource(request.arn("scalable-target/*"), {}, facts)


def _by_arn(request: ApiRequest) -> Iterable[Resource]:
    tags = {target.arn: vars(target).get("tags", {}) for target in _known_targets(request)}
    for arn in request.texts("ResourceARN"):
        yield Resource(arn, tags.get(arn, {}))


SERVICE = Service(
    "application-autoscaling",
    {
        **each(
            "DescribeScalableTargets DescribeScalingActivities DescribeScalingPolicies DescribeScheduledActions",
            anywhere,
        ),
        "RegisterScalableTarget": makes(_target, "application-autoscaling:TagResource"),
        **each("DeleteScalingPolicy DeregisterScalableTarget PutScalingPolicy", on(_target)),
        **each("ListTagsForResource TagResource UntagResource", on(_by_arn)),
    },
)
