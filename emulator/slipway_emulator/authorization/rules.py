"""The words in which the tables say what an operation is in IAM's terms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import EVERYTHING, Call, Facts, MadeBy, Resource

Calls = Callable[[ApiRequest], Iterable[Call]]
Resources = Callable[[ApiRequest], Iterable[Resource]]
Operations = Mapping[str, Calls]


@dataclass(frozen=True)
class Service:
    """A service that is carried, under the names that others have for it."""

    iam_prefix: str
    signing_name: str
    model: str
    operations: Operations


def call_on(
    request: ApiRequest,
    resource: Resource,
    action: str | None = None,
    *,
    facts: Facts | None = None,
    tags: Mapping[str, str] | None = None,
    made_by: MadeBy = "request",
) -> Call:
    """With the keys that every service has.

    @param action the operation's own without one
    @param tags that are asked for; those in the request without them
    """
    requested = request.tags if tags is None else tags
    keys = request.tag_keys if tags is None else list(tags)
    all_facts: Facts = {
        "aws:RequestedRegion": request.region,
        **{f"aws:ResourceTag/{key}": value for key, value in resource.tags.items()},
        **{f"aws:RequestTag/{key}": value for key, value in requested.items()},
        **({"aws:TagKeys": keys} if keys else {}),
        **resource.facts,
        **(facts or {}),
    }
    return Call(
        action or f"{request.service}:{request.operation}", resource.arn, all_facts, made_by, resource.key_policy
    )


def each(names: str, calls: Calls) -> Operations:
    """Several operations that are authorized alike, with spaces between them."""
    return dict.fromkeys(names.split(), calls)


def on(*resources: Resources, action: str | None = None) -> Calls:
    """A call on each of what the request names."""

    def calls(request: ApiRequest) -> Iterable[Call]:
        for find in resources:
            yield from (call_on(request, resource, action) for resource in find(request))

    return calls


def anywhere(request: ApiRequest) -> Iterable[Call]:
    """For an action that AWS narrows to no resource."""
    yield call_on(request, EVERYTHING)


def nothing(_request: ApiRequest) -> Iterable[Call]:
    """For what AWS lets everybody do."""
    return ()


def in_the_callers_name(request: ApiRequest, action: str, resource: Resource, facts: Facts | None = None) -> Call:
    """A call of a service's own, for which it asks whether the caller might make it."""
    return call_on(request, resource, action, facts=facts, tags={}, made_by="in the caller's name")


def all_of(*parts: Calls) -> Calls:
    """What takes several rights."""
    return lambda request: (call for part in parts for call in part(request))


def tagging(action: str, new: Resources, said_by: str | None = None) -> Calls:
    """What a request with tags takes beside its own right.

    @param said_by key by which some services tell in which creation
    """

    def calls(request: ApiRequest) -> Iterable[Call]:
        facts: Facts = {said_by: request.operation} if said_by else {}
        for resource in new(request) if request.tags else ():
            yield call_on(request, Resource(resource.arn, resource.tags), action, facts=facts)

    return calls


def by_arn(*parameters: str) -> Resources:
    """What parameters name by ARN, where the service knows no condition on its tags."""
    return lambda request: (Resource(arn) for arn in request.texts(*parameters))
