"""CloudWatch's alarms: Service Authorization Reference, "Amazon CloudWatch"; API reference, PutMetricAlarm (tags take
`TagResource`).
"""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, anywhere, each, makes, named, on, with_tags

_known = with_tags("cloudwatch")


def _alarms(request: ApiRequest) -> Iterable[Resource]:
    """All of them where a request names none."""
    for name in list(request.texts("AlarmName", "AlarmNames")) or ["*"]:
        yield _known(request, request.arn(f"alarm:{name}"))


SERVICE = Service(
    "cloudwatch",
    {
        **each("GetMetricData GetMetricStatistics ListMetrics PutMetricData", anywhere),
        "PutMetricAlarm": makes(_alarms, "cloudwatch:TagResource"),
        **each("DeleteAlarms DescribeAlarms", on(_alarms)),
        **each("ListTagsForResource TagResource UntagResource", on(named(_known, "ResourceARN"))),
    },
    signed_as="monitoring",
)
