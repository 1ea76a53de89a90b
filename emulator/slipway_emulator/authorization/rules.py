"""The words in which the tables say what an operation is in IAM's terms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import EVERYTHING, Call, Facts, MadeBy, Resource
from slipway_emulator.authorization.tags import tags_if_found

Calls = Callable[[ApiRequest], Iterable[Call]]
Resources = Callable[[ApiRequest], Iterable[Resource]]
Known = Callable[[ApiRequest, str], Resource]
"""What is there under a name."""
Operations = Mapping[str, Calls]


@dataclass(frozen=True)
class Service:
    """A service that is carried, under the names that others have for it; without one, as IAM calls it."""

    iam_prefix: str
    operations: Operations
    signed_as: str | None = None
    modelled_as: str | None = None

    @property
    def signing_name(self) -> str:
        return self.signed_as or self.iam_prefix

    @property
    def model(self) -> str:
        return self.modelled_as or self.iam_prefix


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


def makes(new: Resources, tag_action: str) -> Calls:
    """What has a resource of its own before it is there, and takes the right to tag it where it gets tags."""
    return all_of(on(new), tagging(tag_action, new))


def new(resource: str) -> Resources:
    """What a request makes: the end of its ARN, with the parameters in brackets that it holds."""
    return lambda request: [Resource(request.arn(resource.format_map(request.parameters)))]


def named(known: Known, *parameters: str) -> Resources:
    """What parameters name."""
    return lambda request: (known(request, name) for name in request.texts(*parameters))


def by_arn(*parameters: str) -> Resources:
    """What parameters name by ARN, where the service knows no condition on its tags."""
    return named(lambda _, arn: Resource(arn), *parameters)


def with_tags(service: str) -> Known:
    """By ARN, with the tags that moto's tagger of the service keeps."""
    return lambda request, arn: Resource(
        arn, tags_if_found(lambda: request.moto(service).tagger.get_tag_dict_for_resource(arn))
    )


def own_tag_facts(service: str, tags: Mapping[str, str]) -> Facts:
    """By the service's own key, beside the one that all services have."""
    return {f"{service}:ResourceTag/{key}": value for key, value in tags.items()}
