"""EventBridge Scheduler: Service Authorization Reference, "Amazon EventBridge Scheduler"."""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, anywhere, each, makes, named, on, with_tags

_known = with_tags("scheduler")


def _schedule(request: ApiRequest) -> Iterable[Resource]:
    group = request.parameters.get("GroupName", "default")
    yield Resource(request.arn(f"schedule/{group}/{request.parameters['Name']}"))


def _group(request: ApiRequest) -> Iterable[Resource]:
    yield _known(request, request.arn(f"schedule-group/{request.parameters['Name']}"))


SERVICE = Service(
    "scheduler",
    {
        **each("ListScheduleGroups ListSchedules", anywhere),
        **each("CreateSchedule DeleteSchedule GetSchedule UpdateSchedule", on(_schedule)),
        "CreateScheduleGroup": makes(_group, "scheduler:TagResource"),
        **each("DeleteScheduleGroup GetScheduleGroup", on(_group)),
        **each("ListTagsForResource TagResource UntagResource", on(named(_known, "ResourceArn"))),
    },
)
