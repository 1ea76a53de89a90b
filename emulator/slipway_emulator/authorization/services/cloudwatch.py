"""CloudWatch's alarms: Service Authorization Reference, "Amazon CloudWatch"; API reference, PutMetricAlarm (tags take
`TagResource`).
"""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, all_of, anywhere, each, on, tagging


def _known(request: ApiRequest, arn: str) -> Resource:
    return Resource(arn, request.moto("cloudwatch").tagger.get_tag_dict_for_resource(arn))


def _alarms(request: ApiRequest) -> Iterable[Resource]:
    """All of them where a request names none."""
    for name in list(request.texts("AlarmName", "AlarmNames")) or ["*"]:
        yield _known(request, request.arn(f"alarm:{name}"))


def _by_arn(request: ApiRequest) -> Iterable[Resource]:
    for arn in request.texts("ResourceARN"):
        yield _known(request, arn)


SERVICE = Service(
    "cloudwatch",
    "monitoring",
    "cloudwatch",
    {
        **each("GetMetricData GetMetricStatistics ListMetrics PutMetricData", anywhere),
        "PutMetricAlarm": all_of(on(_alarms), tagging("cloudwatch:TagResource", _alarms)),
        **each("DeleteAlarms DescribeAlarms", on(_alarms)),
        **each("ListTagsForResource TagResource UntagResource", on(_by_arn)),
    },
)
