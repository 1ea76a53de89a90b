"""ECS: a deployment takes time, and one that fails is rolled back.

Wrong in moto: UpdateService with another task definition leaves the one deployment as it was, under its old id, and no
deployment ever fails. On AWS it makes a new deployment, beside which the old one runs until the new one is complete;
where tasks fail to start, the circuit breaker marks it as failed and makes one more, of the task definition that ran
before. Which images fail is said by `slipway_emulator.rollouts`; each DescribeServices is a step on the way.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any
from uuid import uuid4

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.models import Service
from moto.ecs.responses import EC2ContainerServiceResponse

from slipway_emulator.gaps.ecs_answer import service_in
from slipway_emulator.gaps.extend import extend_method
from slipway_emulator.rollouts import Outcome, outcome_of

Original = Callable[[EC2ContainerServiceResponse], ActionResult]
Deployment = dict[str, Any]

FAILED_TASKS_THAT_BREAK_THE_CIRCUIT = 3


def close() -> None:
    """Make deployments of their own, and take them further at each look."""
    extend_method(EC2ContainerServiceResponse, "update_service", _update_service)
    extend_method(EC2ContainerServiceResponse, "describe_services", _describe_services)


def _update_service(original: Original, response: EC2ContainerServiceResponse) -> ActionResult:
    backend = response.ecs_backend
    cluster = backend._get_cluster(response._get_param("cluster", "default"))
    service = backend._get_service(cluster.name, response._get_param("service").split("/")[-1])
    before, task_definition = deepcopy(service.deployments), service.task_definition
    answer = original(response)
    service = service_in(answer)
    if service.task_definition != task_definition:
        _begin(service, before, _outcome(response, service.task_definition))
    elif len(before) > 1:
        service.deployments = before
    return answer


def _describe_services(original: Original, response: EC2ContainerServiceResponse) -> ActionResult:
    answer = original(response)
    services: list[Service] = answer.result["services"]  # type: ignore[index]
    for service in services:
        if len(service.deployments) > 1:
            deployments: list[Deployment] = service.deployments
            _go_on(service, _outcome(response, deployments[0]["taskDefinition"]))
    return answer


def _outcome(response: EC2ContainerServiceResponse, task_definition: str | None) -> Outcome | None:
    if task_definition is None:
        return None
    containers = response.ecs_backend.describe_task_definition(task_definition).container_definitions
    return outcome_of([str(container["image"]) for container in containers])


def _begin(service: Service, before: list[Deployment], outcome: Outcome | None) -> None:
    """What the service has just settled on becomes a deployment of its own."""
    deployment = _new(service.deployments[0])
    if outcome is None or not before:
        service.deployments = [deployment]
        return
    service.deployments = [_in_progress(deployment), before[0] | {"status": "ACTIVE"}]


def _go_on(service: Service, outcome: Outcome | None) -> None:
    deployments: list[Deployment] = service.deployments
    primary, other = deployments[:2]
    if other["rolloutState"] == "FAILED" or outcome is None:
        service.deployments = [_completed(primary)]
    elif outcome is Outcome.FAILS:
        primary["failedTasks"] += 1
        if primary["failedTasks"] >= FAILED_TASKS_THAT_BREAK_THE_CIRCUIT:
            _roll_back(service, primary, other)


def _roll_back(service: Service, failed: Deployment, running: Deployment) -> None:
    back = _in_progress(_new(running | {"status": "PRIMARY", "failedTasks": 0}))
    back["rolloutStateReason"] = f"ECS deployment circuit breaker: rolling back to deploymentId {running['id']}."
    reason = "ECS deployment circuit breaker: tasks failed to start."
    service.task_definition = back["taskDefinition"]
    service.deployments = [back, failed | {"status": "ACTIVE", "rolloutState": "FAILED", "rolloutStateReason": reason}]
    _tell(service, f"(service {service.name}) (deployment {failed['id']}) deployment failed: tasks failed to start.")
    _tell(service, f"(service {service.name}) rolling back to deployment {running['id']}.")


def _new(deployment: Deployment) -> Deployment:
    return deployment | {"id": f"ecs-svc/{uuid4().int % 10**19:019}", "createdAt": utcnow(), "updatedAt": utcnow()}


def _in_progress(deployment: Deployment) -> Deployment:
    return deployment | {
        "runningCount": 0,
        "pendingCount": deployment["desiredCount"],
        "rolloutState": "IN_PROGRESS",
        "rolloutStateReason": f"ECS deployment {deployment['id']} in progress.",
    }


def _completed(deployment: Deployment) -> Deployment:
    return deployment | {
        "runningCount": deployment["desiredCount"],
        "pendingCount": 0,
        "rolloutState": "COMPLETED",
        "rolloutStateReason": f"ECS deployment {deployment['id']} completed.",
    }


def _tell(service: Service, message: str) -> None:
    service.events.insert(0, {"id": str(uuid4()), "createdAt": utcnow(), "message": message})
