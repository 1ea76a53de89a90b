"""ECS: a deployment takes time, and one that fails ends as the circuit breaker says.

Wrong in moto: UpdateService with another task definition leaves the one deployment as it was, under its old id, and no
deployment ever fails, whatever its tasks lack. On AWS it makes a new deployment, beside which the old one runs until
the new one is complete. Where tasks fail to start, the circuit breaker marks it as failed and, if it is to roll back,
makes one more, of the last deployment that completed; a first one has none and stays failed, and without a circuit
breaker ECS goes on trying (Developer Guide, "How the Amazon ECS deployment circuit breaker detects failures"). Which
images fail is said by `slipway_emulator.rollouts`; each DescribeServices is a step on the way.
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
from slipway_emulator.gaps.ecs_steady_state import count_tasks
from slipway_emulator.gaps.ecs_task_faults import fault_of
from slipway_emulator.gaps.extend import extend_method
from slipway_emulator.rollouts import Outcome, outcome_of

Response = EC2ContainerServiceResponse
Original = Callable[[Response], ActionResult]
Deployment = dict[str, Any]

FAILED_TASKS_THAT_BREAK_THE_CIRCUIT = 3


def close() -> None:
    """Make deployments of their own, and take them further at each look."""
    extend_method(Response, "create_service", _create_service)
    extend_method(Response, "update_service", _update_service)
    extend_method(Response, "describe_services", _describe_services)


def _create_service(original: Original, response: Response) -> ActionResult:
    answer = original(response)
    service = service_in(answer)
    if trouble_of(response, service.task_definition) and service.desired_count:
        service.deployments = [in_progress(service.deployments[0])]
        _hold_back(response, service)
    return answer


def _update_service(original: Original, response: Response) -> ActionResult:
    backend = response.ecs_backend
    cluster = backend._get_cluster(response._get_param("cluster", "default"))
    service = backend._get_service(cluster.name, response._get_param("service").split("/")[-1])
    before, task_definition = deepcopy(service.deployments), service.task_definition
    answer = original(response)
    service = service_in(answer)
    if service.task_definition != task_definition or response._get_param("forceNewDeployment"):
        _begin(response, service, before)
    elif before and before[0]["rolloutState"] != "COMPLETED":
        service.deployments = [before[0] | {"desiredCount": service.desired_count}, *before[1:]]
        if len(before) == 1:
            _hold_back(response, service)
    return answer


def _describe_services(original: Original, response: Response) -> ActionResult:
    answer = original(response)
    services: list[Service] = answer.result["services"]  # type: ignore[index]
    for service in services:
        primary = service.deployments[0]
        if service.status == "ACTIVE" and primary["rolloutState"] == "IN_PROGRESS" and "shift" not in primary:
            _go_on(response, service)
    return answer


def trouble_of(response: Response, task_definition: str | None) -> tuple[Outcome, str] | None:
    """What keeps tasks of a definition from running, and why."""
    if task_definition is None:
        return None
    definition = response.ecs_backend.describe_task_definition(task_definition)
    fault = fault_of(response.ecs_backend, definition)
    if fault is not None:
        return Outcome.FAILS, fault
    outcome = outcome_of([str(container["image"]) for container in definition.container_definitions])
    return (outcome, "tasks failed to start.") if outcome else None


def _begin(response: Response, service: Service, before: list[Deployment]) -> None:
    """What the service has just settled on becomes a deployment of its own."""
    deployment = new_deployment(service.deployments[0])
    if not before or not service.desired_count or trouble_of(response, service.task_definition) is None:
        service.deployments = [deployment]
        return
    service.deployments = [in_progress(deployment), before[0] | {"status": "ACTIVE"}]


def _go_on(response: Response, service: Service) -> None:
    deployments: list[Deployment] = service.deployments
    primary, others = deployments[0], deployments[1:]
    trouble = trouble_of(response, primary["taskDefinition"])
    if trouble is None:
        service.deployments = [completed(primary)]
        _let_run(response, service)
    elif trouble[0] is Outcome.FAILS:
        primary["failedTasks"] += 1
        tell(service, f"(service {service.name}) was unable to place a task. Reason: {trouble[1]}")
        breaker = vars(service)["deployment_configuration"].get("deploymentCircuitBreaker") or {}
        if breaker.get("enable") and primary["failedTasks"] >= FAILED_TASKS_THAT_BREAK_THE_CIRCUIT:
            done = [each for each in others if each["rolloutState"] == "COMPLETED"]
            _break(service, primary, done[0] if done and breaker.get("rollback") else None)


def _break(service: Service, primary: Deployment, running: Deployment | None) -> None:
    reason = "ECS deployment circuit breaker: tasks failed to start."
    primary |= {"rolloutState": "FAILED", "rolloutStateReason": reason}
    tell(service, f"(service {service.name}) (deployment {primary['id']}) deployment failed: tasks failed to start.")
    if running is None:
        return
    back = in_progress(new_deployment(running | {"status": "PRIMARY", "failedTasks": 0, "rollbackOf": primary["id"]}))
    back["rolloutStateReason"] = f"ECS deployment circuit breaker: rolling back to deploymentId {running['id']}."
    service.task_definition = back["taskDefinition"]
    service.deployments = [back, primary | {"status": "ACTIVE"}]
    tell(service, f"(service {service.name}) rolling back to deployment {running['id']}.")


def _hold_back(response: Response, service: Service) -> None:
    """None of its tasks runs yet."""
    count_tasks(response, service, running=-service.running_count, pending=service.running_count)
    service.running_count, service.pending_count = 0, service.running_count


def _let_run(response: Response, service: Service) -> None:
    count_tasks(response, service, running=service.pending_count, pending=-service.pending_count)
    service.running_count, service.pending_count = service.desired_count, 0


def new_deployment(deployment: Deployment) -> Deployment:
    """The same, as another one that begins now."""
    return deployment | {"id": f"ecs-svc/{uuid4().int % 10**19:019}", "createdAt": utcnow(), "updatedAt": utcnow()}


def in_progress(deployment: Deployment) -> Deployment:
    """None of its tasks runs yet."""
    return deployment | {
        "runningCount": 0,
        "pendingCount": deployment["desiredCount"],
        "rolloutState": "IN_PROGRESS",
        "rolloutStateReason": f"ECS deployment {deployment['id']} in progress.",
    }


def completed(deployment: Deployment) -> Deployment:
    """All of its tasks run."""
    return deployment | {
        "runningCount": deployment["desiredCount"],
        "pendingCount": 0,
        "rolloutState": "COMPLETED",
        "rolloutStateReason": f"ECS deployment {deployment['id']} completed.",
    }


def tell(service: Service, message: str) -> None:
    """Among the events of the service, the newest first."""
    service.events.insert(0, {"id": str(uuid4()), "createdAt": utcnow(), "message": message})
