"""EventBridge Scheduler: Service Authorization Reference, "Amazon EventBridge Scheduler"."""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import Service, all_of, anywhere, each, on, tagging
from slipway_emulator.authorization.tags import tags_if_found


def _known(request: ApiRequest, arn: str) -> Resource:
    tags = tags_if_found(lambda: request.moto("scheduler").tagger.get_tag_dict_for_resource(arn))
    return Resource(arn, tags)


def _schedule(request: ApiRequest) -> Iterable[Resource]:
    group = request.parameters.get("GroupName", "default")
    yield Resource(request.arn(f"schedule/{group}/{request.parameters['Name']}"))


def _group(request: ApiRequest) -> Iterable[Resource]:
    yield _known(request, request.arn(f"schedule-group/{request.parameters['Name']}"))


def _by_arn(request: ApiRequest) -> Iterable[Resource]:
    for arn in request.texts("ResourceArn"):
        yield _known(request, arn)


SERVICE = Service(
    "scheduler",
    "scheduler",
    "scheduler",
    {
        **each("ListScheduleGroups ListSchedules", anywhere),
        **each("CreateSchedule DeleteSchedule GetSchedule UpdateSchedule", on(_schedule)),
        "CreateScheduleGroup": all_of(on(_group), tagging("scheduler:TagResource", _group)),
        **each("DeleteScheduleGroup GetScheduleGroup", on(_group)),
        **each("ListTagsForResource TagResource UntagResource", on(_by_arn)),
    },
)
