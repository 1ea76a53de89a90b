"""ECS: the deployments of a service, and their revisions, by ARN.

Missing in moto: ListServiceDeployments, DescribeServiceDeployments and DescribeServiceRevisions (answered with 404).
Terraform's AWS provider asks for them since 6.4: it looks for the deployment whose target revision has the primary
deployment's id, and waits until that one is SUCCESSFUL (terraform-provider-aws, internal/service/ecs/service.go,
findPrimaryDeploymentARN and findDeploymentStatus). AWS names what is not there as a failure, and answers
ServiceNotFoundException for a service that is not; a rollback is part of the deployment that failed.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.models import Service
from moto.ecs.responses import EC2ContainerServiceResponse

from slipway_emulator.gaps.ecs_answer import service_in
from slipway_emulator.gaps.ecs_blue_green import told_of
from slipway_emulator.gaps.extend import add_method, extend_method

Response = EC2ContainerServiceResponse
Deployment = dict[str, Any]

STATUS = {"COMPLETED": "SUCCESSFUL", "IN_PROGRESS": "IN_PROGRESS", "FAILED": "STOPPED"}
ROLLBACK_STATUS = {
    "COMPLETED": "ROLLBACK_SUCCESSFUL",
    "IN_PROGRESS": "ROLLBACK_IN_PROGRESS",
    "FAILED": "ROLLBACK_FAILED",
}


def close() -> None:
    """Remember the deployments that were seen, and answer for them."""
    extend_method(Response, "describe_services", _describe_services)
    extend_method(Response, "update_service", _update_service)
    add_method(Response, "list_service_deployments", _list_service_deployments)
    add_method(Response, "describe_service_deployments", _describe_service_deployments)
    add_method(Response, "describe_service_revisions", _describe_service_revisions)


def _describe_services(original: Callable[[Response], ActionResult], response: Response) -> ActionResult:
    answer = original(response)
    for service in answer.result["services"]:  # type: ignore[index]
        _seen(service)
    return answer


def _update_service(original: Callable[[Response], ActionResult], response: Response) -> ActionResult:
    answer = original(response)
    _seen(service_in(answer))
    return answer


def _list_service_deployments(response: Response) -> ActionResult:
    cluster = response.ecs_backend._get_cluster(response._get_param("cluster", "default"))
    service = response.ecs_backend._get_service(cluster.name, response._get_param("service").split("/")[-1])
    statuses, created = response._get_param("status") or [], response._get_param("createdAt") or {}
    listed = [
        each
        for each in _deployments(service)
        if (not statuses or each["status"] in statuses) and _is_within(each["createdAt"], created)
    ]
    return ActionResult({"serviceDeployments": listed})


def _describe_service_deployments(response: Response) -> ActionResult:
    known: dict[Any, Any] = {
        each["serviceDeploymentArn"]: each for service in _services(response) for each in _deployments(service)
    }
    return _described("serviceDeployments", response._get_param("serviceDeploymentArns"), known)


def _describe_service_revisions(response: Response) -> ActionResult:
    known = {each["serviceRevisionArn"]: each for service in _services(response) for each in _revisions(service)}
    return _described("serviceRevisions", response._get_param("serviceRevisionArns"), known)


def _described(name: str, arns: list[str], known: dict[Any, Any]) -> ActionResult:
    missing = [{"arn": arn, "reason": "MISSING"} for arn in arns if arn not in known]
    return ActionResult({name: [known[arn] for arn in arns if arn in known], "failures": missing})


def _services(response: Response) -> list[Service]:
    return list(response.ecs_backend.services.values())


def _seen(service: Service) -> dict[str, Deployment]:
    """By id; those of the past stay as they were last."""
    seen: dict[str, Deployment] = vars(service).setdefault("seen_deployments", {})
    seen.update({str(each["id"]): each for each in reversed(service.deployments)})
    return seen


def _is_within(created_at: datetime, bounds: dict[str, Any]) -> bool:
    after, before = bounds.get("after"), bounds.get("before")
    moment = _in_utc(created_at)
    return (not after or moment >= _in_utc(after)) and (not before or moment <= _in_utc(before))


def _in_utc(moment: datetime) -> datetime:
    """Moto's own moments are of UTC, and do not say so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _deployments(service: Service) -> Iterator[Deployment]:
    """The latest first."""
    seen = _seen(service)
    rollbacks = {str(each["rollbackOf"]): each for each in seen.values() if "rollbackOf" in each}
    for each in reversed(list(seen.values())):
        if "rollbackOf" in each:
            continue
        back = rollbacks.get(each["id"])
        revision = _arn(service, "service-revision", each)
        yield {
            "serviceDeploymentArn": _arn(service, "service-deployment", each),
            "serviceArn": service.arn,
            "clusterArn": service.cluster_arn,
            "createdAt": each["createdAt"],
            "startedAt": each["createdAt"],
            "finishedAt": None if each["rolloutState"] == "IN_PROGRESS" else utcnow(),
            "targetServiceRevisionArn": revision,
            "targetServiceRevision": {
                "arn": revision,
                "requestedTaskCount": each["desiredCount"],
                "runningTaskCount": each["runningCount"],
            },
            "status": ROLLBACK_STATUS[back["rolloutState"]] if back else STATUS[each["rolloutState"]],
            "statusReason": each["rolloutStateReason"],
            "deploymentConfiguration": vars(service)["deployment_configuration"],
            **told_of(each),
        }


def _revisions(service: Service) -> Iterator[Deployment]:
    for each in _seen(service).values():
        yield {
            "serviceRevisionArn": _arn(service, "service-revision", each),
            "serviceArn": service.arn,
            "clusterArn": service.cluster_arn,
            "taskDefinition": each["taskDefinition"],
            "launchType": each["launchType"],
            "platformVersion": each["platformVersion"],
            "loadBalancers": service.load_balancers,
            "networkConfiguration": each["networkConfiguration"],
            "createdAt": each["createdAt"],
        }


def _arn(service: Service, resource: str, deployment: Deployment) -> str:
    place = service.arn.split(":service/")[0]
    return f"{place}:{resource}/{service.cluster_name}/{service.name}/{deployment['id'].split('/')[-1]}"
