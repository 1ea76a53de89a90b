"""ECS: a service reaches the count that is asked for.

Wrong in moto: tasks of a new service stay pending for ever and its deployment in progress, so whoever waits for a
steady state waits in vain; UpdateService leaves the deployment as it was, and forgets the running tasks in the
cluster's count unless it names a new one. On AWS the one primary deployment follows the service and completes.
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.models import Service
from moto.ecs.responses import EC2ContainerServiceResponse

from slipway_emulator.gaps.ecs_answer import service_in
from slipway_emulator.gaps.extend import extend_method

Original = Callable[[EC2ContainerServiceResponse], ActionResult]


def close() -> None:
    """Let every task that is asked for run at once."""
    extend_method(EC2ContainerServiceResponse, "create_service", _create_service)
    extend_method(EC2ContainerServiceResponse, "update_service", _update_service)


def _create_service(original: Original, response: EC2ContainerServiceResponse) -> ActionResult:
    answer = original(response)
    service = service_in(answer)
    count_tasks(response, service, running=service.pending_count, pending=-service.pending_count)
    _settle(service)
    return answer


def _update_service(original: Original, response: EC2ContainerServiceResponse) -> ActionResult:
    answer = original(response)
    service = service_in(answer)
    _settle(service)
    if response._get_param("desiredCount") is None:
        count_tasks(response, service, running=service.running_count, pending=0)
    return answer


def count_tasks(response: EC2ContainerServiceResponse, service: Service, *, running: int, pending: int) -> None:
    """Add to what the cluster counts."""
    backend = response.ecs_backend
    cluster = backend._get_cluster(service.cluster_name)
    backend.update_cluster_resources(cluster, running, task_state="RUNNING")
    backend.update_cluster_resources(cluster, pending, task_state="PENDING")


def _settle(service: Service) -> None:
    service.running_count, service.pending_count = service.desired_count, 0
    for deployment in service.deployments:
        deployment.update(_completed(service))


def _completed(service: Service) -> dict[str, Any]:
    return {
        "taskDefinition": service.task_definition,
        "desiredCount": service.desired_count,
        "runningCount": service.desired_count,
        "pendingCount": 0,
        "launchType": service.launch_type,
        "platformVersion": service.platform_version,
        "networkConfiguration": service.network_configuration or None,
        "rolloutState": "COMPLETED",
        "rolloutStateReason": "ECS deployment completed.",
    }
