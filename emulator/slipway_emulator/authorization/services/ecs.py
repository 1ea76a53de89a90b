"""ECS: Service Authorization Reference, "Amazon Elastic Container Service"; `ecs:CreateAction`: developer guide,
"Tag resources during creation".
"""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import EVERYTHING, Call, Facts, Resource
from slipway_emulator.authorization.rules import (
    Calls,
    Resources,
    Service,
    all_of,
    anywhere,
    by_arn,
    call_on,
    each,
    named,
    new,
    on,
    tagging,
)
from slipway_emulator.authorization.tags import tags_if_found


def _known(request: ApiRequest, arn: str, facts: Facts | None = None) -> Resource:
    tags = tags_if_found(lambda: request.moto("ecs").list_tags_for_resource(arn))
    return Resource(arn, tags, facts or {})


def _cluster_name(request: ApiRequest) -> str:
    return str(request.parameters.get("cluster") or "default").rpartition("/")[2]


def cluster_arn(request: ApiRequest) -> str:
    """Of the cluster that a request is about."""
    return request.arn(f"cluster/{_cluster_name(request)}")


def _in_cluster(request: ApiRequest) -> Facts:
    return {"ecs:cluster": cluster_arn(request)}


def _clusters(request: ApiRequest) -> Iterable[Resource]:
    names = [*request.texts("cluster", "clusters")] or ["default"]
    for name in names:
        yield _known(request, request.arn(f"cluster/{name.rpartition('/')[2]}"))


def _services(request: ApiRequest) -> Iterable[Resource]:
    for name in request.texts("service", "services"):
        arn = request.arn(f"service/{_cluster_name(request)}/{name.rpartition('/')[2]}")
        yield _known(request, arn, _in_cluster(request))


def _tasks(request: ApiRequest) -> Iterable[Resource]:
    for task in request.texts("task", "tasks"):
        yield _known(
            request, request.arn(f"task/{_cluster_name(request)}/{task.rpartition('/')[2]}"), _in_cluster(request)
        )


def _new_service(request: ApiRequest) -> Iterable[Resource]:
    name = request.parameters["serviceName"]
    yield Resource(request.arn(f"service/{_cluster_name(request)}/{name}"), {}, _in_cluster(request))


def _new_cluster(request: ApiRequest) -> Iterable[Resource]:
    yield Resource(request.arn(f"cluster/{request.parameters.get('clusterName', 'default')}"))


def _tags(new: Resources) -> Calls:
    return tagging("ecs:TagResource", new, "ecs:CreateAction")


def _lists_in_cluster(request: ApiRequest) -> Iterable[Call]:
    yield call_on(request, EVERYTHING, facts=_in_cluster(request))


def _task_definition(request: ApiRequest) -> Iterable[Resource]:
    text = str(request.parameters["taskDefinition"]).rpartition("/")[2]
    yield Resource(request.arn(f"task-definition/{text if ':' in text else f'{text}:*'}"), {}, _in_cluster(request))


SERVICE = Service(
    "ecs",
    {
        **each("DeregisterTaskDefinition DescribeTaskDefinition ListClusters ListTaskDefinitions", anywhere),
        **each("ListServices ListTasks", _lists_in_cluster),
        "CreateCluster": all_of(anywhere, _tags(_new_cluster)),
        **each("DeleteCluster DescribeClusters PutClusterCapacityProviders", on(_clusters)),
        **each("UpdateCluster UpdateClusterSettings", on(_clusters)),
        "CreateService": all_of(on(_new_service), _tags(_new_service)),
        **each("DeleteService DescribeServices ListServiceDeployments UpdateService", on(_services)),
        "DescribeServiceDeployments": on(by_arn("serviceDeploymentArns")),
        # The reference names a resource type; denials that people report say `on resource: *`
        # (hashicorp/terraform-provider-aws issues, "RegisterTaskDefinition"), and the wider reading is taken.
        "RegisterTaskDefinition": all_of(anywhere, _tags(new("task-definition/{family}:*"))),
        **each("ListTagsForResource TagResource UntagResource", on(named(_known, "resourceArn"))),
        "RunTask": on(_task_definition),
        **each("DescribeTasks StopTask", on(_tasks)),
        "ExecuteCommand": on(_clusters, _tasks),
    },
)
